import { expect, test } from 'vitest';
import { type FunctionName, functionEnv } from '../../shared/runtime/env.ts';
import { list, statementsOf, synthesized, text } from './template.ts';

const template = synthesized({ replyDomain: 'r.acme.example' });
const names = Object.keys(functionEnv) as FunctionName[];
const functions = names.map((name) => ({ name, lambda: template.named(name, 'AWS::Lambda::Function') }));
const roleOf = (name: FunctionName) => template.named(`${name}-role`, 'AWS::IAM::Role');

test('there is one function per folder and no other', () => {
  expect(template.ofType('AWS::Lambda::Function')).toHaveLength(names.length);
});

test('each function gets exactly the variables that it reads', () => {
  for (const { name, lambda } of functions) {
    expect(Object.keys(lambda.Properties.Environment.Variables).sort(), name).toEqual([...functionEnv[name]].sort());
  }
});

test('functions run on the Node that the tests run on, Chromium on the one processor that it has', () => {
  for (const { name, lambda } of functions) {
    expect(lambda.Properties.Runtime, name).toBe(`nodejs${process.versions.node.split('.')[0]}.x`);
    expect(lambda.Properties.Architectures, name).toEqual([name === 'render-detail' ? 'x86_64' : 'arm64']);
  }
});

test('X09 the flow is logged without its data, every log expires, everything is traced, on a current Node', () => {
  const machine = template.named('send-flow', 'AWS::StepFunctions::StateMachine').Properties;
  expect(machine.LoggingConfiguration).toMatchObject({ Level: 'ALL', IncludeExecutionData: false });
  expect(machine.TracingConfiguration.Enabled).toBe(true);
  for (const group of template.ofType('AWS::Logs::LogGroup')) {
    expect(group.Properties.RetentionInDays, group.id).toBeGreaterThan(0);
  }
  for (const { name, lambda } of functions) {
    expect(lambda.Properties.TracingConfig, name).toEqual({ Mode: 'Active' });
    expect(lambda.Properties.LoggingConfig.LogGroup.Ref, name).toBe(
      template.named(`${name}-log`, 'AWS::Logs::LogGroup').id,
    );
    expect(Number(/^nodejs(\d+)\.x$/.exec(lambda.Properties.Runtime)?.[1]), name).toBeGreaterThanOrEqual(22);
  }
});

test('R08 the renderer may read and write documents, use their key through S3, log and trace, and nothing else', () => {
  const files = template.named('files', 'AWS::S3::Bucket').id;
  const allowed = statementsOf(template, roleOf('render-detail')).map(({ Action, Resource, Condition }) => ({
    actions: list(Action),
    on: list(Resource).map(text),
    through: Condition === undefined ? undefined : text(Condition.StringEquals['kms:ViaService']),
  }));
  const log = template.named('render-detail-log', 'AWS::Logs::LogGroup').id;
  const key = template.named('data-key', 'AWS::KMS::Key').id;
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
  expect(roleOf('render-detail').Properties.ManagedPolicyArns).toBeUndefined();
});

test('only send-email may mail, and only as a thread address', () => {
  const mailing = template.ofType('AWS::IAM::Role').flatMap((role) =>
    statementsOf(template, role)
      .filter(({ Action }) => list(Action).some((action) => /^(?:ses:|\*)/.test(action)))
      .map((statement) => ({ role: role.id, statement })),
  );
  expect(mailing.map(({ role }) => role)).toEqual([roleOf('send-email').id]);
  expect(mailing[0]?.statement.Condition).toEqual({ StringLike: { 'ses:FromAddress': '*@r.acme.example' } });
  expect(list(mailing[0]?.statement.Resource).map((resource) => text(resource).split(':').at(-1))).toEqual([
    expect.stringMatching(/^configuration-set\//),
    'identity/r.acme.example',
  ]);
});

test('no function may scan, delete, or act on everything but its traces', () => {
  for (const name of names) {
    for (const { Action, Resource } of statementsOf(template, roleOf(name))) {
      const actions = list(Action);
      expect(
        actions.filter((action) => /Delete(?!Message$)|Scan|^[a-z0-9]+:\*$|^\*$/.test(action)),
        name,
      ).toEqual([]);
      if (list(Resource).some((resource) => text(resource) === '*')) {
        expect(actions, name).toEqual(['xray:PutTelemetryRecords', 'xray:PutTraceSegments']);
      }
    }
  }
});
