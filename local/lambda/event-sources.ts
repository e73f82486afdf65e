import { setTimeout as sleep } from 'node:timers/promises';
import {
  DeleteMessageBatchCommand,
  GetQueueUrlCommand,
  type Message,
  ReceiveMessageCommand,
  type SQSClient,
} from '@aws-sdk/client-sqs';
import { z } from 'zod';
import { region } from '../settings.ts';
import type { EventSource } from '../template/compute.ts';
import type { Functions } from './functions.ts';

/**
 * Lambda's poller: it reads a queue, invokes the function with a batch, and deletes the messages that were processed.
 */

/**
 * When the run stops, a batch in progress gets this long to finish; otherwise it is delivered again after the next
 * start.
 */
const drainMs = 4000;

const toRecord = (message: Message, source: EventSource) => ({
  messageId: message.MessageId,
  receiptHandle: message.ReceiptHandle,
  body: message.Body,
  attributes: message.Attributes ?? {},
  messageAttributes: Object.fromEntries(
    Object.entries(message.MessageAttributes ?? {}).map(([name, { StringValue, DataType }]) => [
      name,
      { stringValue: StringValue, dataType: DataType, stringListValues: [], binaryListValues: [] },
    ]),
  ),
  md5OfBody: message.MD5OfBody,
  eventSource: 'aws:sqs',
  eventSourceARN: source.queueArn,
  awsRegion: region,
});

const PartialFailure = z
  .looseObject({ batchItemFailures: z.array(z.object({ itemIdentifier: z.string() })) })
  .nullable();

/** The messages that the function processed: all, none, or all except the reported failures. */
const taken = async (functions: Functions, source: EventSource, messages: Message[]): Promise<Message[]> => {
  const event = { Records: messages.map((message) => toRecord(message, source)) };
  const outcome = await functions.invoke(source.functionName, JSON.stringify(event));
  if (!outcome.ok) return [];
  if (!source.partialFailures) return messages;
  const answer = PartialFailure.safeParse(JSON.parse(outcome.payload));
  if (!answer.success) return [];
  const failed = new Set((answer.data?.batchItemFailures ?? []).map((one) => one.itemIdentifier));
  // Lambda counts the whole batch as failed when a reported id is not in it.
  if ([...failed].some((id) => !messages.some((message) => message.MessageId === id))) return [];
  return messages.filter((message) => !failed.has(message.MessageId ?? ''));
};

/** Polls until `stop`, with as many batches at once as the template allows. */
export const startEventSource = (
  sqs: SQSClient,
  functions: Functions,
  source: EventSource,
): { stop(): Promise<void> } => {
  const stopping = new AbortController();
  const { signal } = stopping;

  const receive = async (QueueUrl: string | undefined, most: number, waitSeconds: number): Promise<Message[]> => {
    const { Messages = [] } = await sqs.send(
      new ReceiveMessageCommand({
        QueueUrl,
        MaxNumberOfMessages: most,
        WaitTimeSeconds: waitSeconds,
        MessageSystemAttributeNames: ['All'],
        MessageAttributeNames: ['All'],
      }),
      { abortSignal: signal },
    );
    return Messages;
  };

  const collect = async (QueueUrl: string | undefined): Promise<Message[]> => {
    const messages = await receive(QueueUrl, source.batchSize, 20);
    const end = Date.now() + source.windowSeconds * 1000;
    while (messages.length > 0 && messages.length < source.batchSize && Date.now() < end)
      messages.push(...(await receive(QueueUrl, source.batchSize - messages.length, 1)));
    return messages;
  };

  const poll = async (): Promise<void> => {
    const { QueueUrl } = await sqs.send(new GetQueueUrlCommand({ QueueName: source.queueName }));
    while (!signal.aborted) {
      const messages = await collect(QueueUrl);
      if (messages.length === 0) continue;
      const done = await taken(functions, source, messages);
      if (done.length === 0) continue;
      const Entries = done.map((message, index) => ({ Id: String(index), ReceiptHandle: message.ReceiptHandle }));
      await sqs.send(new DeleteMessageBatchCommand({ QueueUrl, Entries }));
    }
  };

  /** A queue that the user provides may be unreachable for a while; the poller keeps trying, as Lambda does. */
  const keepPolling = async (): Promise<void> => {
    while (!signal.aborted) {
      try {
        await poll();
      } catch (error) {
        if (signal.aborted) return;
        console.error(`Could not read ${source.queueName}:`, error instanceof Error ? error.message : error);
        await sleep(1000, undefined, { signal }).catch(() => {});
      }
    }
  };
  const ended = Promise.all(Array.from({ length: source.atOnce }, keepPolling));
  return {
    stop: async () => {
      stopping.abort();
      await Promise.race([ended, sleep(drainMs, undefined, { ref: false })]);
    },
  };
};
