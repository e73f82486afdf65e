import { Duration } from 'aws-cdk-lib';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { SqsEventSource, type SqsEventSourceProps } from 'aws-cdk-lib/aws-lambda-event-sources';
import { Queue, QueueEncryption, type QueueProps } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import { acknowledge } from './acknowledge.ts';

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

export const feed = (run: IFunction, queue: Queue, how: SqsEventSourceProps): void => {
  run.addEventSource(new SqsEventSource(queue, how));
  acknowledge(
    run,
    'Serverless-LambdaEventSourceMappingDestination',
    `${run.node.id} takes from ${queue.node.id}, and Lambda has failure destinations for streams only: what fails for good goes where that queue's redrive policy says.`,
  );
};
