import { Duration } from 'aws-cdk-lib';
import { Queue, QueueEncryption, type QueueProps } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';

/** Six times the function's time, as Lambda asks, so that a batch at work is not handed out again. */
export const handlingTime = (functionSeconds: number): Duration => Duration.seconds(6 * functionSeconds);

/** A queue that feeds a function. Time in any queue counts towards the fourteen days, which begin when a message is first sent. */
export const workQueue = (
  scope: Construct,
  name: string,
  props: Required<Pick<QueueProps, 'visibilityTimeout' | 'deadLetterQueue'>> & Pick<QueueProps, 'deliveryDelay'>,
): Queue =>
  new Queue(scope, name, {
    retentionPeriod: Duration.days(14),
    encryption: QueueEncryption.SQS_MANAGED,
    enforceSSL: true,
    ...props,
  });
