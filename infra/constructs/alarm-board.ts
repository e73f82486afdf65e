import { Aws, Duration } from 'aws-cdk-lib';
import {
  Alarm,
  ComparisonOperator,
  type IMetric,
  MathExpression,
  Metric,
  type MetricProps,
  TreatMissingData,
} from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { Key } from 'aws-cdk-lib/aws-kms';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import type { Construct } from 'constructs';
import { deadLetters } from './dead-letters.ts';

/** Where all alarms ring: one topic, with a person's mailbox behind it when the configuration names one. */

type Rule = {
  metric: IMetric;
  /** Rings at this value and above. */
  from: number;
  /** Periods in a row; one unless said. */
  periods?: number;
  /** No figures are as bad as bad ones: for what is counted every minute. */
  needsFigures?: boolean;
};

/** `ring('unconfirmed', 'what it means', {…})` makes the alarm `alarm-unconfirmed`. The runbook has a line for each name. */
export type AddAlarm = (name: string, means: string, rule: Rule) => void;

export const everyFiveMinutes = Duration.minutes(5);

export const metricOf = (namespace: string, metricName: string, more: Partial<MetricProps> = {}): Metric =>
  new Metric({ namespace, metricName, statistic: 'Sum', period: everyFiveMinutes, ...more });

/** A metric that had nothing to say counts as nought. */
export const sumOf = (metrics: Record<string, IMetric>, period = everyFiveMinutes): MathExpression =>
  new MathExpression({
    expression: Object.keys(metrics)
      .map((name) => `FILL(${name}, 0)`)
      .join(' + '),
    usingMetrics: metrics,
    period,
  });

/** CloudWatch must be let in, to the topic and to its key: it publishes as itself. */
const admitCloudWatch = (topic: Topic, key: Key): void => {
  const conditions = { StringEquals: { 'aws:SourceAccount': Aws.ACCOUNT_ID } };
  const principals = [new ServicePrincipal('cloudwatch.amazonaws.com')];
  const actions = ['kms:Decrypt', 'kms:GenerateDataKey*'];
  key.addToResourcePolicy(new PolicyStatement({ principals, actions, resources: ['*'], conditions }));
  const resources = [topic.topicArn];
  topic.addToResourcePolicy(new PolicyStatement({ principals, actions: ['sns:Publish'], resources, conditions }));
};

export const alarmBoard = (scope: Construct, props: { encryptionKey: Key; email: string | undefined }): AddAlarm => {
  const topic = new Topic(scope, 'alarms', { masterKey: props.encryptionKey, enforceSSL: true });
  admitCloudWatch(topic, props.encryptionKey);
  if (props.email !== undefined)
    topic.addSubscription(
      new EmailSubscription(props.email, {
        deadLetterQueue: deadLetters(scope, 'alarms-subscription', 'subscription'),
      }),
    );
  const action = new SnsAction(topic);
  return (name, means, { metric, from, periods = 1, needsFigures = false }) => {
    const alarm = new Alarm(scope, `alarm-${name}`, {
      alarmDescription: `${means} See ${name} in docs/runbook.md.`,
      metric,
      threshold: from,
      evaluationPeriods: periods,
      comparisonOperator: ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
      treatMissingData: needsFigures ? TreatMissingData.BREACHING : TreatMissingData.NOT_BREACHING,
    });
    alarm.addAlarmAction(action);
    alarm.addOkAction(action);
  };
};
