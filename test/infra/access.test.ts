import { expect, test } from 'vitest';
import { type FunctionName, functionEnv } from '../../shared/runtime/env.ts';
import { list, type Resource, statementsOf, synthesized, text } from './template.ts';

const template = synthesized({ replyDomain: 'r.acme.example' });
const roles = template.ofType('AWS::IAM::Role');
const roleOf = (name: FunctionName) => template.named(`${name}-role`, 'AWS::IAM::Role');
const actionsOf = (role: Resource): string[] => statementsOf(template, role).flatMap(({ Action }) => list(Action));

/** Actions that AWS cannot limit to a resource (Service Authorization Reference): tracing, log delivery, limits. */
const withoutResource = [
  /^xray:(?:PutTelemetryRecords|PutTraceSegments|GetSampling(?:Rules|Targets))$/,
  /^logs:(?:(?:Create|Get|Update|Delete)LogDelivery|ListLogDeliveries)$/,
  /^logs:(?:PutResourcePolicy|DescribeResourcePolicies|DescribeLogGroups)$/,
  // https://docs.aws.amazon.com/service-authorization/latest/reference/list_sesv2.html
  /^ses:GetAccount$/,
];

/** Reads the account's sending limits, and cannot send mail. */
const accountLimits = 'ses:GetAccount';

test('only send-email may mail, from thread addresses; no role has a wildcard that could be narrower (X07)', () => {
  for (const role of roles) {
    expect(role.Properties.ManagedPolicyArns, role.id).toBeUndefined();
    for (const { Action, Resource: on } of statementsOf(template, role)) {
      expect(
        list(Action).filter((action) => /^\*|:\*$/.test(action)),
        role.id,
      ).toEqual([]);
      if (list(on).some((resource) => text(resource) === '*')) {
        const narrowable = list(Action).filter((action) => !withoutResource.some((known) => known.test(action)));
        expect(narrowable, role.id).toEqual([]);
      }
    }
  }
  const mailing = roles.flatMap((role) =>
    statementsOf(template, role)
      .filter(({ Action }) => list(Action).some((action) => action.startsWith('ses:') && action !== accountLimits))
      .map((statement) => ({ role: role.id, statement })),
  );
  expect(mailing.map(({ role }) => role)).toEqual([roleOf('send-email').id]);
  expect(mailing[0]?.statement.Condition).toEqual({ StringLike: { 'ses:FromAddress': '*@r.acme.example' } });
  expect(list(mailing[0]?.statement.Resource).map((resource) => text(resource).split(':').at(-1))).toEqual([
    expect.stringMatching(/^configuration-set\//),
    'identity/r.acme.example',
  ]);
  const asking = roles.filter((role) => actionsOf(role).includes(accountLimits)).map(({ id }) => id);
  expect(asking.toSorted()).toEqual([roleOf('reconcile').id, roleOf('send-email').id].toSorted());
});

test('AWS services reach our buckets, topics, queues and key only on behalf of this account', () => {
  const policies = [
    ...['AWS::S3::BucketPolicy', 'AWS::SNS::TopicPolicy', 'AWS::SQS::QueuePolicy'].flatMap((type) =>
      template.ofType(type).map(({ id, Properties }) => ({ id, document: Properties.PolicyDocument })),
    ),
    ...template.ofType('AWS::KMS::Key').map(({ id, Properties }) => ({ id, document: Properties.KeyPolicy })),
  ];
  for (const { id, document } of policies) {
    for (const { Effect, Principal, Condition } of document.Statement) {
      if (Effect === 'Allow' && Principal.Service !== undefined) {
        const bound = JSON.stringify(Condition ?? {});
        expect(bound, `${id}: ${Principal.Service}`).toMatch(/aws:Source(?:Arn|Account)/i);
      }
      if (Effect === 'Allow') {
        expect([Principal, Principal.AWS], id).not.toContain('*');
      }
    }
  }
});

test('the renderer may only read and write documents, use their key through S3, log and trace (R08)', () => {
  const log = template.named('render-detail-log', 'AWS::Logs::LogGroup').id;
  const files = template.named('files', 'AWS::S3::Bucket').id;
  const key = template.named('data-key', 'AWS::KMS::Key').id;
  const allowed = statementsOf(template, roleOf('render-detail')).map(({ Action, Resource: on, Condition }) => ({
    actions: list(Action),
    on: list(on).map(text),
    ...(Condition === undefined ? {} : { through: text(Condition.StringEquals['kms:ViaService']) }),
  }));
  expect(allowed).toEqual([
    {
      actions: ['logs:CreateLogStream', 'logs:PutLogEvents'],
      on: [`arn:<AWS::Partition>:logs:<AWS::Region>:<AWS::AccountId>:log-group:<${log}>:*`],
    },
    { actions: ['xray:PutTelemetryRecords', 'xray:PutTraceSegments'], on: ['*'] },
    { actions: ['s3:GetObject', 's3:PutObject'], on: [`<${files}.Arn>/documents/*`] },
    {
      actions: ['kms:Decrypt', 'kms:GenerateDataKey'],
      on: [`<${key}.Arn>`],
      through: 's3.<AWS::Region>.<AWS::URLSuffix>',
    },
  ]);
});

test('only reconcile may scan the table, to count, and no function may delete stored data', () => {
  for (const name of Object.keys(functionEnv) as FunctionName[]) {
    const wrong = actionsOf(roleOf(name)).filter(
      (action) => /Scan|Delete/.test(action) && action !== 'sqs:DeleteMessage',
    );
    expect(wrong, name).toEqual(name === 'reconcile' ? ['dynamodb:Scan'] : []);
  }
});
