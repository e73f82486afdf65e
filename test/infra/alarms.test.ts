import { globSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { functionEnv } from '../../shared/runtime/env.ts';
import { list, type Resource, synthesized } from './template.ts';

const template = synthesized({ alarmEmail: 'ops@acme.example' });
const constructOf = ({ Metadata }: Resource): string => String(Metadata['aws:cdk:path']).split('/')[1] ?? '';
const alarms = template.ofType('AWS::CloudWatch::Alarm');
const nameOf = (alarm: Resource): string => constructOf(alarm).replace(/^alarm-/, '');
const alarmOn = (name: string): Resource => {
  const found = alarms.filter((alarm) => nameOf(alarm) === name);
  expect(found, name).toHaveLength(1);
  return found[0] as Resource;
};
const queues = template.ofType('AWS::SQS::Queue');
const isDeadLetters = (queue: Resource): boolean => constructOf(queue).endsWith('-dead-letters');
const queueOf = (arn: unknown): Resource | undefined =>
  queues.find(({ id }) => JSON.stringify(arn) === JSON.stringify({ 'Fn::GetAtt': [id, 'Arn'] }));

/** The queue at `arn` takes dead letters, and an alarm rings at the first of them. */
const expectWatched = (arn: unknown, from: string): void => {
  const queue = queueOf(arn);
  expect(queue && isDeadLetters(queue), from).toBe(true);
  const { Namespace, MetricName, Dimensions, Threshold } = alarmOn(queue ? constructOf(queue) : '').Properties;
  expect({ Namespace, MetricName, Threshold }, from).toEqual({
    Namespace: 'AWS/SQS',
    MetricName: 'ApproximateNumberOfMessagesVisible',
    Threshold: 1,
  });
  expect(Dimensions, from).toEqual([{ Name: 'QueueName', Value: { 'Fn::GetAtt': [queue?.id, 'QueueName'] } }]);
};

/** A working queue redrives to dead letters, or to the queue of parked events, which has an alarm and dead letters. */
const expectRedriven = ({ id, Properties }: Resource): void => {
  const arn = Properties.RedrivePolicy?.deadLetterTargetArn;
  const next = queueOf(arn);
  if (next && constructOf(next) === 'delivery-events-parked') {
    const figures = alarmOn('delivery-events-parked').Properties.Metrics.flatMap((m: Resource['Properties']) =>
      list(m.MetricStat?.Metric),
    );
    expect(figures.map((m: { MetricName: string }) => m.MetricName).sort()).toEqual([
      'ApproximateNumberOfMessagesNotVisible',
      'ApproximateNumberOfMessagesVisible',
    ]);
    for (const { Dimensions } of figures)
      expect(Dimensions).toEqual([{ Name: 'QueueName', Value: { 'Fn::GetAtt': [next.id, 'QueueName'] } }]);
    expectRedriven(next);
  } else expectWatched(arn, id);
};

test('every queue, subscription, rule and asynchronous function has a dead-letter queue with an alarm (X04)', () => {
  const working = queues.filter((queue) => !isDeadLetters(queue));
  expect(working.length).toBeGreaterThan(0);
  for (const queue of working) expectRedriven(queue);

  const subscriptions = template.ofType('AWS::SNS::Subscription');
  expect(subscriptions.length).toBeGreaterThan(1);
  for (const { id, Properties } of subscriptions) expectWatched(Properties.RedrivePolicy?.deadLetterTargetArn, id);

  const schedules = template.ofType('AWS::Scheduler::Schedule');
  expect(schedules.length).toBeGreaterThan(0);
  for (const { id, Properties } of schedules) expectWatched(Properties.Target.DeadLetterConfig?.Arn, id);
  for (const { id, Properties } of template.ofType('AWS::Events::Rule'))
    for (const target of list(Properties.Targets)) expectWatched(target.DeadLetterConfig?.Arn, id);

  const invokedBy = [
    ...list(template.ofType('AWS::SES::ReceiptRule')[0]?.Properties.Rule.Actions).map(
      (a) => a.LambdaAction?.FunctionArn,
    ),
    ...schedules.map(({ Properties }) => Properties.Target.Arn),
  ].filter((arn) => arn !== undefined);
  const kept = template.ofType('AWS::Lambda::EventInvokeConfig');
  expect(invokedBy.length).toBeGreaterThan(1);
  for (const arn of invokedBy) {
    const own = kept.filter(({ Properties }) => Properties.FunctionName.Ref === arn['Fn::GetAtt'][0]);
    expect(own, JSON.stringify(arn)).toHaveLength(1);
    expectWatched(own[0]?.Properties.DestinationConfig.OnFailure.Destination, JSON.stringify(arn));
  }
  // render-detail, which a preview starts, may not write to any queue (docs/decisions/0004). A start that fails is
  // requested again instead.
  expect(kept).toHaveLength(invokedBy.length);
});

/** Names are written out, so that no alarm is lost or added unnoticed. */
const listed = [
  'api-5xx',
  'api-p99',
  'executions-failed',
  'oldest-queued',
  'unconfirmed',
  'invariant',
  'ses-bounce-rate',
  'ses-complaint-rate',
  'quota',
  'ses-reject',
  'publish-failure',
  'quarantine-surge',
  'table-throttles',
];
const furtherListed = ['accepted-without-event', 'held', 'relays-braked', 'uncaptured', 'delivery-events-parked'];
const perFunction = Object.keys(functionEnv).flatMap((name) => [`${name}-errors`, `${name}-throttles`]);

test('the alarms are exactly those listed, and each notifies the topic (X05)', () => {
  const deadLetters = queues.filter(isDeadLetters).map(constructOf);
  expect(alarms.map(nameOf).sort()).toEqual([...listed, ...furtherListed, ...perFunction, ...deadLetters].sort());
  const topic = { Ref: template.named('alarms', 'AWS::SNS::Topic').id };
  for (const alarm of alarms) {
    const { AlarmActions, OKActions, ActionsEnabled = true } = alarm.Properties;
    expect({ AlarmActions, OKActions, ActionsEnabled }, alarm.id).toEqual({
      AlarmActions: [topic],
      OKActions: [topic],
      ActionsEnabled: true,
    });
  }
});

test('each alarm names its section of the runbook, and each section there belongs to an alarm (X05)', () => {
  const runbook = readFileSync(new URL('../../docs/runbook.md', import.meta.url), 'utf8');
  const [, page = ''] = /^## Alarms\n(.*?)^## /ms.exec(runbook) ?? [];
  const sections = page.split(/^### /m).slice(1);
  const anchors = sections.map((section) => section.split('\n', 1).join('').replaceAll(/[`<>]/g, ''));
  const named = alarms.map((alarm) => {
    const [, anchor = ''] = /\. See docs\/runbook\.md#([a-z0-9-]+)\.$/.exec(alarm.Properties.AlarmDescription) ?? [];
    // An alarm of its own has a section of its own; those of functions and dead letters share one of each kind.
    const shared = /^(?:function|source)(-errors|-throttles|-dead-letters)$/.exec(anchor)?.[1];
    expect(shared === undefined ? anchor === nameOf(alarm) : nameOf(alarm).endsWith(shared), nameOf(alarm)).toBe(true);
    return anchor;
  });
  expect(anchors.toSorted()).toEqual([...new Set(named)].toSorted());
  for (const section of sections)
    for (const part of ['Means', 'Harmed', 'Look at', 'Do']) expect(section).toContain(`**${part}`);
});

test('an alarm watches the metric of its own stage only', () => {
  const stageOf = (stage: string, name: string) =>
    synthesized({ stage })
      .ofType('AWS::CloudWatch::Alarm')
      .find((alarm) => nameOf(alarm) === name)?.Properties;
  expect(stageOf('prod', 'unconfirmed')).toMatchObject({
    Namespace: 'Courriel',
    MetricName: 'Unconfirmed',
    Dimensions: [{ Name: 'stage', Value: 'prod' }],
    Threshold: 1,
    ComparisonOperator: 'GreaterThanOrEqualToThreshold',
  });
});

test('the product counts every metric of its own that an alarm watches', () => {
  const sources = globSync('functions/**/*.ts').map((path) => readFileSync(path, 'utf8'));
  const ours = alarms.filter(({ Properties }) => Properties.Namespace === 'Courriel');
  expect(ours.length).toBeGreaterThan(5);
  for (const { Properties } of ours)
    expect(
      sources.some((source) => source.includes(`count('${Properties.MetricName}'`)),
      Properties.MetricName,
    ).toBe(true);
});

test('the oldest-queued alarm rings too when reconcile stops reporting', () => {
  expect(alarmOn('oldest-queued').Properties.TreatMissingData).toBe('breaching');
});

test('without an alarm address all alarms still exist, and nobody is subscribed', () => {
  const quiet = synthesized();
  expect(quiet.ofType('AWS::CloudWatch::Alarm').map(nameOf).sort()).toEqual(
    alarms
      .map(nameOf)
      .filter((name) => name !== 'alarms-subscription-dead-letters')
      .sort(),
  );
  expect(quiet.ofType('AWS::SNS::Subscription').filter(({ Properties }) => Properties.Protocol === 'email')).toEqual(
    [],
  );
});

test('CloudWatch may publish under the topic’s key, for this account alone', () => {
  const statements = template
    .ofType('AWS::KMS::Key')
    .flatMap(({ Properties }) => Properties.KeyPolicy.Statement)
    .concat(template.ofType('AWS::SNS::TopicPolicy').flatMap(({ Properties }) => Properties.PolicyDocument.Statement))
    .filter(({ Principal }) => Principal?.Service === 'cloudwatch.amazonaws.com');
  expect(statements.map(({ Action }) => Action)).toEqual([['kms:Decrypt', 'kms:GenerateDataKey*'], 'sns:Publish']);
  for (const { Condition } of statements)
    expect(Condition).toEqual({ StringEquals: { 'aws:SourceAccount': { Ref: 'AWS::AccountId' } } });
});

test('each alarm on a metric of the product watches the right one', () => {
  const ours = alarms.filter(({ Properties }) => Properties.Namespace === 'Courriel');
  const watched = Object.fromEntries(ours.map((alarm) => [nameOf(alarm), alarm.Properties.MetricName]));
  expect(watched).toEqual({
    'oldest-queued': 'OldestQueuedSeconds',
    unconfirmed: 'Unconfirmed',
    invariant: 'InvariantBreaks',
    'accepted-without-event': 'AcceptedWithoutEvent',
    held: 'Held',
    quota: 'QuotaUsedPercent',
    'quarantine-surge': 'Quarantined',
    'relays-braked': 'RelaysBraked',
    uncaptured: 'Uncaptured',
  });
});
