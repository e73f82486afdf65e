import { Duration } from 'aws-cdk-lib';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import { acknowledge } from './acknowledge.ts';

const suffix = '-dead-letters';

/** The source whose dead letters the queue with this construct id holds; null if it is not a dead-letter queue. */
export const deadLettersOf = (id: string): string | null => (id.endsWith(suffix) ? id.slice(0, -suffix.length) : null);

/**
 * Holds work that has failed for good: one queue per source, so that the queue shows what failed. Each has an alarm.
 * `behind` is the kind of resource that hands the messages over.
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
  const why = `${source}${suffix} is the last stop for the ${behind} ${source}: its alarm calls a person, who handles the messages.`;
  acknowledge(queue, 'Serverless-SQSRedrivePolicy', why);
  // AwsSolutions-SQS3 recognizes a dead-letter queue only if another queue names it.
  if (behind !== 'queue') acknowledge(queue, 'AwsSolutions-SQS3', why);
  return queue;
};
