import { Duration } from 'aws-cdk-lib';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import { acknowledge } from './acknowledge.ts';

const suffix = '-dead-letters';

/** The source whose dead letters a queue of this construct id holds; null when it is no such queue. */
export const deadLettersOf = (id: string): string | null => (id.endsWith(suffix) ? id.slice(0, -suffix.length) : null);

/**
 * Where work goes that failed for good: one queue per source, so that a message's place says what failed. Each has an alarm.
 * `behind`: what hands the messages over.
 */
export const deadLetters = (
  scope: Construct,
  source: string,
  behind: 'queue' | 'subscription' | 'function' | 'schedule',
): Queue => {
  const queue = new Queue(scope, `${source}${suffix}`, {
    retentionPeriod: Duration.days(14),
    encryption: QueueEncryption.SQS_MANAGED,
    enforceSSL: true,
  });
  const why = `${source}${suffix} is itself the end of the line for the ${behind} ${source}: an alarm brings a person to what lies in it.`;
  acknowledge(queue, 'Serverless-SQSRedrivePolicy', why);
  /** The rule takes a queue for a dead-letter queue only when another queue names it. */
  if (behind !== 'queue') acknowledge(queue, 'AwsSolutions-SQS3', why);
  return queue;
};
