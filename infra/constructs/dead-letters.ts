import { Duration } from 'aws-cdk-lib';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';

const suffix = '-dead-letters';

/** The source whose dead letters a queue of this construct id holds; null when it is no such queue. */
export const deadLettersOf = (id: string): string | null => (id.endsWith(suffix) ? id.slice(0, -suffix.length) : null);

/** Where work goes that failed for good: one queue per source, so that a message's place says what failed. Each has an alarm. */
export const deadLetters = (scope: Construct, source: string): Queue =>
  new Queue(scope, `${source}${suffix}`, {
    retentionPeriod: Duration.days(14),
    encryption: QueueEncryption.SQS_MANAGED,
    enforceSSL: true,
  });
