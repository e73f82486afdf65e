// biome-ignore-all lint/suspicious/noTemplateCurlyInString: these are placeholders of CloudFormation, not of JavaScript
import { describe, expect, test } from 'vitest';
import { matchRoute } from '../../../../local/gateway/match-route.ts';
import { RawTemplate } from '../../../../local/template/raw-template.ts';
import { resolver } from '../../../../local/template/resolve.ts';

const place = { queueUrl: (name: string) => `http://queues/${name}`, apiUrl: 'http://api' };

const template = RawTemplate.parse({
  Parameters: { Stage: { Default: 'dev' }, NoDefault: {} },
  Conditions: {
    IsProd: { 'Fn::Equals': [{ Ref: 'Stage' }, 'prod'] },
    Never: { 'Fn::And': [{ Condition: 'IsProd' }, { 'Fn::Not': [{ Condition: 'IsProd' }] }] },
  },
  Resources: {
    Fn: { Type: 'AWS::Lambda::Function', Properties: { FunctionName: { 'Fn::Sub': 'fn-${Stage}' } } },
    Queue: { Type: 'AWS::SQS::Queue' },
    Topic: { Type: 'AWS::SNS::Topic' },
    Bucket: { Type: 'AWS::S3::Bucket' },
    Odd: { Type: 'AWS::Odd::Thing', Condition: 'IsProd' },
  },
});
const { resolve, exists } = resolver(template, place);

describe('the template’s intrinsics', () => {
  test.each([
    [{ Ref: 'Stage' }, 'dev'],
    [{ Ref: 'AWS::Region' }, 'ca-central-1'],
    [{ Ref: 'Fn' }, 'fn-dev'],
    [{ 'Fn::GetAtt': ['Fn', 'Arn'] }, 'arn:aws:lambda:ca-central-1:000000000000:function:fn-dev'],
    [{ 'Fn::GetAtt': 'Queue.Arn' }, 'arn:aws:sqs:ca-central-1:000000000000:Queue'],
    [{ Ref: 'Queue' }, 'http://queues/Queue'],
    [{ Ref: 'Topic' }, 'arn:aws:sns:ca-central-1:000000000000:Topic'],
    [{ Ref: 'Bucket' }, 'bucket'],
    [{ 'Fn::Join': ['-', ['a', { Ref: 'Stage' }]] }, 'a-dev'],
    [
      { 'Fn::Sub': ['${x}/${!y}/${Queue.Arn}', { x: { Ref: 'Stage' } }] },
      'dev/${y}/arn:aws:sqs:ca-central-1:000000000000:Queue',
    ],
    [{ 'Fn::Select': [1, { 'Fn::Split': [':', 'a:b:c'] }] }, 'b'],
    [{ 'Fn::If': ['IsProd', 'yes', 'no'] }, 'no'],
    [[1, { 'Fn::If': ['Never', 2, { Ref: 'AWS::NoValue' }] }], [1]],
    [{ a: { Ref: 'AWS::NoValue' }, b: null }, { b: null }],
  ])('%j is %j', (given, expected) => {
    expect(resolve(given)).toEqual(expected);
  });

  test.each([
    [{ 'Fn::ImportValue': 'other' }, /does not support Fn::ImportValue/],
    [{ 'Fn::GetAtt': ['Odd', 'Size'] }, /does not support Size of a AWS::Odd::Thing/],
    [{ Ref: 'Nothing' }, /refers to Nothing, which it does not contain/],
    [{ Ref: 'NoDefault' }, /parameter NoDefault has no default/],
  ])('%j is refused in one sentence', (given, sentence) => {
    expect(() => resolve(given)).toThrow(sentence);
  });

  test('a resource whose condition is false does not exist', () => {
    expect([exists('Odd'), exists('Queue')]).toEqual([false, true]);
  });
});

describe('the choice of a route', () => {
  const routes = ['GET /a/{x}', 'GET /a/b', 'ANY /a/b', 'GET /a/{rest+}', 'POST /a/{x}/c'].map((routeKey) => ({
    routeKey,
    functionArn: routeKey,
    authorizer: null,
    scopes: [],
  }));
  test.each([
    ['GET', '/a/b', 'GET /a/b', {}],
    ['PUT', '/a/b', 'ANY /a/b', {}],
    ['GET', '/a/c', 'GET /a/{x}', { x: 'c' }],
    ['GET', '/a/c%2Fd', 'GET /a/{x}', { x: 'c/d' }],
    ['GET', '/a/c/d', 'GET /a/{rest+}', { rest: 'c/d' }],
    ['POST', '/a/%zz/c', 'POST /a/{x}/c', { x: '%zz' }],
  ])('%s %s goes to %s', (method, path, routeKey, pathParameters) => {
    const match = matchRoute(routes, method, path);
    expect([match?.route.routeKey, match?.pathParameters]).toEqual([routeKey, pathParameters]);
  });
  test.each([
    ['GET', '/b'],
    ['POST', '/a/b/d'],
    ['GET', '/a/'],
  ])('%s %s matches no route', (method, path) => {
    const match = matchRoute(
      routes.filter(({ routeKey }) => !routeKey.includes('rest')),
      method,
      path,
    );
    expect(match).toBeNull();
  });
});
