import { expect, test } from 'vitest';
import { synthesized, text } from './template.ts';

const template = synthesized({ replyDomain: 'r.acme.example', stage: 'test' });
const one = (type: string) => {
  const found = template.ofType(type);
  expect(found, type).toHaveLength(1);
  return found[0] as (typeof found)[number];
};

const arnOf = (queue: string) => ({ 'Fn::GetAtt': [template.named(queue, 'AWS::SQS::Queue').id, 'Arn'] });
const only = (type: string, matches: (properties: Record<string, unknown>) => boolean) => {
  const found = template.ofType(type).filter(({ Properties }) => matches(Properties));
  expect(found, type).toHaveLength(1);
  return found[0]?.Properties ?? {};
};
const eventSourceOf = (queue: string) =>
  only(
    'AWS::Lambda::EventSourceMapping',
    (feed) => JSON.stringify(feed.EventSourceArn) === JSON.stringify(arnOf(queue)),
  );
const subscriptionOf = (topic: string) => {
  const { id } = template.named(topic, 'AWS::SNS::Topic');
  return only('AWS::SNS::Subscription', ({ TopicArn }) => JSON.stringify(TopicArn) === JSON.stringify({ Ref: id }));
};

test('mail goes out over TLS only, SES reports its events to SNS, and nobody is tracked (X02)', () => {
  expect(one('AWS::SES::ConfigurationSet').Properties).toMatchObject({
    DeliveryOptions: { TlsPolicy: 'REQUIRE' },
    ReputationOptions: { ReputationMetricsEnabled: true },
    SuppressionOptions: { SuppressedReasons: ['BOUNCE', 'COMPLAINT'] },
  });
  const { EventDestination } = one('AWS::SES::ConfigurationSetEventDestination').Properties;
  expect(EventDestination.Enabled).toBe(true);
  expect(EventDestination.MatchingEventTypes).toEqual(
    expect.arrayContaining(['send', 'delivery', 'bounce', 'complaint', 'reject', 'deliveryDelay']),
  );
  expect(EventDestination.MatchingEventTypes).not.toContain('open');
  expect(EventDestination.MatchingEventTypes).not.toContain('click');
  expect(EventDestination.SnsDestination.TopicARN.Ref).toBe(template.named('delivery-events', 'AWS::SNS::Topic').id);
});

test('bounces arrive only as events, and mail has an envelope domain of its own', () => {
  expect(one('AWS::SES::EmailIdentity').Properties).toMatchObject({
    EmailIdentity: 'r.acme.example',
    FeedbackAttributes: { EmailForwardingEnabled: false },
    MailFromAttributes: { MailFromDomain: 'bounce.r.acme.example' },
  });
});

test('events reach track-delivery through a queue, unwrapped, and fail one by one', () => {
  const queue = template.named('delivery-events-queue', 'AWS::SQS::Queue');
  const queueArn = { 'Fn::GetAtt': [queue.id, 'Arn'] };
  expect(subscriptionOf('delivery-events')).toMatchObject({
    Protocol: 'sqs',
    Endpoint: queueArn,
    RawMessageDelivery: true,
  });
  const track = template.named('track-delivery', 'AWS::Lambda::Function');
  expect(eventSourceOf('delivery-events-queue')).toMatchObject({
    FunctionName: { Ref: track.id },
    FunctionResponseTypes: ['ReportBatchItemFailures'],
  });
  expect(queue.Properties.VisibilityTimeout).toBeGreaterThanOrEqual(6 * track.Properties.Timeout);
});

test('incoming mail is scanned, stored, then captured; only our rule may store; nothing activates the rule set (X03)', () => {
  const rule = one('AWS::SES::ReceiptRule');
  const bucket = template.named('mail', 'AWS::S3::Bucket');
  const captureReply = template.named('capture-reply', 'AWS::Lambda::Function');
  expect(rule.Properties.Rule).toMatchObject({
    Enabled: true,
    Recipients: ['r.acme.example'],
    ScanEnabled: true,
    TlsPolicy: 'Require',
  });
  expect(rule.Properties.Rule.Actions).toEqual([
    {
      S3Action: {
        BucketName: { Ref: bucket.id },
        ObjectKeyPrefix: 'mail/',
        TopicArn: { Ref: template.named('mail-stored', 'AWS::SNS::Topic').id },
      },
    },
    { LambdaAction: { FunctionArn: { 'Fn::GetAtt': [captureReply.id, 'Arn'] }, InvocationType: 'Event' } },
  ]);
  const source = (conditions: Record<string, Record<string, unknown>>) =>
    text(conditions.StringEquals?.['aws:SourceArn']).split(':').slice(-2).join(':');
  const policy = template.named('mail', 'AWS::S3::BucketPolicy');
  const allowed = policy.Properties.PolicyDocument.Statement.filter(
    ({ Effect }: { Effect: string }) => Effect === 'Allow',
  );
  expect(allowed).toHaveLength(1);
  expect(allowed[0]).toMatchObject({ Action: 's3:PutObject', Principal: { Service: 'ses.amazonaws.com' } });
  expect(text(allowed[0].Resource)).toBe(`<${bucket.id}.Arn>/mail/*`);
  expect(allowed[0].Condition.StringEquals['aws:SourceAccount']).toEqual({ Ref: 'AWS::AccountId' });
  expect(source(allowed[0].Condition)).toBe('receipt-rule-set/courriel-test:receipt-rule/replies');
  expect(rule.DependsOn).toContain(policy.id);

  const permission = template.named('capture-reply', 'AWS::Lambda::Permission');
  expect(permission.Properties.Principal).toBe('ses.amazonaws.com');
  expect(permission.Properties.SourceAccount).toEqual({ Ref: 'AWS::AccountId' });
  expect(text(permission.Properties.SourceArn)).toMatch(/receipt-rule-set\/courriel-test:receipt-rule\/replies$/);
  expect(rule.DependsOn).toContain(permission.id);

  expect(template.resources.filter(({ Type }) => /^Custom::|CustomResource/.test(Type))).toEqual([]);
});

test('an unknown event waits in a queue of its own, is retried every six hours, and ends in dead letters', () => {
  const parked = template.named('delivery-events-parked', 'AWS::SQS::Queue').Properties;
  const { maxReceiveCount, deadLetterTargetArn } = parked.RedrivePolicy;
  expect(template.named('delivery-events-queue', 'AWS::SQS::Queue').Properties.RedrivePolicy).toEqual({
    deadLetterTargetArn: arnOf('delivery-events-parked'),
    maxReceiveCount: 5,
  });
  expect(deadLetterTargetArn).toEqual(arnOf('delivery-events-parked-dead-letters'));
  expect(parked.VisibilityTimeout).toBe(6 * 3600);
  // SQS counts the retention of fourteen days from the first queue on. This leaves at least three for a person to act.
  expect(maxReceiveCount * parked.VisibilityTimeout).toBeLessThan(parked.MessageRetentionPeriod - 3 * 24 * 3600);
  expect(eventSourceOf('delivery-events-parked')).toMatchObject({
    FunctionName: { Ref: template.named('track-delivery', 'AWS::Lambda::Function').id },
    FunctionResponseTypes: ['ReportBatchItemFailures'],
  });
});

test('the notification of a stored mail also reaches capture-reply, a minute later and two at a time (Y08)', () => {
  const queue = template.named('mail-stored-queue', 'AWS::SQS::Queue').Properties;
  const capture = template.named('capture-reply', 'AWS::Lambda::Function');
  expect(queue.DelaySeconds).toBe(60);
  expect(queue.VisibilityTimeout).toBeGreaterThanOrEqual(6 * capture.Properties.Timeout);
  expect(subscriptionOf('mail-stored')).toMatchObject({
    Protocol: 'sqs',
    Endpoint: arnOf('mail-stored-queue'),
    RawMessageDelivery: true,
  });
  expect(eventSourceOf('mail-stored-queue')).toMatchObject({
    FunctionName: { Ref: capture.id },
    BatchSize: 1,
    ScalingConfig: { MaximumConcurrency: 2 },
  });
});

test('a mail that always fails is tried once by the call, which may wait a minute, and three times by the queue', () => {
  const { id } = template.named('capture-reply', 'AWS::Lambda::Function');
  const rules = template
    .ofType('AWS::Lambda::EventInvokeConfig')
    .map(({ Properties }) => Properties)
    .filter(({ FunctionName }) => JSON.stringify(FunctionName) === JSON.stringify({ Ref: id }));
  expect(rules).toMatchObject([{ MaximumRetryAttempts: 0, MaximumEventAgeInSeconds: 60 }]);
  const { RedrivePolicy } = template.named('mail-stored-queue', 'AWS::SQS::Queue').Properties;
  expect(RedrivePolicy.maxReceiveCount).toBe(3);
});

test('concurrency is reserved for capture-reply alone, and only where the setting says so', () => {
  const reserved = (from: typeof template) =>
    from
      .ofType('AWS::Lambda::Function')
      .flatMap(({ id, Properties }) =>
        Properties.ReservedConcurrentExecutions === undefined ? [] : [[id, Properties.ReservedConcurrentExecutions]],
      );
  expect(reserved(template)).toEqual([]);
  const set = synthesized({ captureConcurrency: '5' });
  expect(reserved(set)).toEqual([[set.named('capture-reply', 'AWS::Lambda::Function').id, 5]]);
  expect(() => synthesized({ captureConcurrency: '2' })).toThrow();
});

test('reconcile runs every minute', () => {
  expect(one('AWS::Scheduler::Schedule').Properties).toMatchObject({
    ScheduleExpression: 'rate(1 minute)',
    State: 'ENABLED',
    Target: { Arn: { 'Fn::GetAtt': [template.named('reconcile', 'AWS::Lambda::Function').id, 'Arn'] } },
  });
});
