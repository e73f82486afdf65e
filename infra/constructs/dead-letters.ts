import { Duration } from 'aws-cdk-lib';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';

/** Where work goes that failed for good: one queue per source, so that a message's place says what failed. */
export const deadLetters = (scope: Construct, source: string): Queue =>
  new Queue(scope, `${source}-dead-letters`, {
    retentionPeriod: Duration.days(14),
    encryption: QueueEncryption.SQS_MANAGED,
    enforceSSL: true,
  });
