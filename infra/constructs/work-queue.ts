import { Duration } from 'aws-cdk-lib';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { SqsEventSource, type SqsEventSourceProps } from 'aws-cdk-lib/aws-lambda-event-sources';
import { Queue, QueueEncryption, type QueueProps } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import { acknowledge } from './acknowledge.ts';

/** Six times the function's time-out, as AWS recommends, so that a batch in progress is not handed out again. */
export const handlingTime = (functionSeconds: number): Duration => Duration.seconds(6 * functionSeconds);

/**
 * A queue that feeds a function. SQS keeps a message for fourteen days after it was first sent, its time in earlier
 * queues included.
 */
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

/** Makes the function read from the queue. */
export const feed = (run: IFunction, queue: Queue, how: SqsEventSourceProps): void => {
  run.addEventSource(new SqsEventSource(queue, how));
  acknowledge(
    run,
    'Serverless-LambdaEventSourceMappingDestination',
    `${run.node.id} reads from ${queue.node.id}, and Lambda has failure destinations for streams only: messages that fail for good follow that queue's redrive policy.`,
  );
};
