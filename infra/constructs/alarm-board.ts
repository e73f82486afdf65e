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

/**
 * The topic to which all alarms publish, with an email subscription if the configuration names an address. Each alarm
 * also publishes when it is over.
 */

type Rule = {
  metric: IMetric;
  /** The alarm goes off at this value and above. */
  from: number;
  /** Consecutive periods; one by default. */
  periods?: number;
  /** Missing data counts as a breach: for metrics that are published every minute. */
  needsFigures?: boolean;
  /** The anchor of its section in the runbook; by default the alarm's name. */
  section?: string;
};

/**
 * `addAlarm('unconfirmed', 'It is not known …', {…})` adds `alarm-unconfirmed`, whose description names its section of
 * the runbook.
 */
export type AddAlarm = (name: string, means: string, rule: Rule) => void;

export const everyFiveMinutes = Duration.minutes(5);

export const metricOf = (namespace: string, metricName: string, more: Partial<MetricProps> = {}): Metric =>
  new Metric({ namespace, metricName, statistic: 'Sum', period: everyFiveMinutes, ...more });

/** Missing data of a metric counts as zero. */
export const sumOf = (metrics: Record<string, IMetric>, period = everyFiveMinutes): MathExpression =>
  new MathExpression({
    expression: Object.keys(metrics)
      .map((name) => `FILL(${name}, 0)`)
      .join(' + '),
    usingMetrics: metrics,
    period,
  });

/** CloudWatch publishes as its own service principal, which needs access to the topic and to its key. */
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
  return (name, means, { metric, from, periods = 1, needsFigures = false, section = name }) => {
    const alarm = new Alarm(scope, `alarm-${name}`, {
      alarmDescription: `${means} See docs/runbook.md#${section}.`,
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
