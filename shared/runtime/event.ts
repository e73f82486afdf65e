import middy from '@middy/core';
import { z } from 'zod';
import type { Log } from '../ports/ports.ts';
import type { FunctionName } from './env.ts';
import { createLog, errorFields, invocationLines } from './logger.ts';

/** Wraps use cases as handlers of events: a queue's batch, a mail receipt, a schedule. */

const QueueEvent = z.object({ Records: z.array(z.object({ messageId: z.string(), body: z.string() })) });

const QueueAnswer = z.object({ batchItemFailures: z.array(z.object({ itemIdentifier: z.string() })) });
type QueueAnswer = z.infer<typeof QueueAnswer>;

/** Log fields: the number of records from the event, and the number of those that failed from the response. */
const recordCounts = (value: unknown): Record<string, number> => {
  const [event, response] = [QueueEvent.safeParse(value).data, QueueAnswer.safeParse(value).data];
  return {
    ...(event && { records: event.Records.length }),
    ...(response && { failed: response.batchItemFailures.length }),
  };
};

/**
 * Handles a batch from a queue, one record after the other. Each failed record is reported individually: the queue
 * delivers only that one again, and moves it to the dead-letter queue after the last try.
 */
export const queueHandler = (name: FunctionName, run: (body: string) => Promise<void>, log: Log = createLog(name)) =>
  middy<unknown, QueueAnswer>({ timeoutEarlyInMillis: 0 })
    .use(invocationLines(log, recordCounts))
    .handler(async (event: unknown) => {
      const failed: QueueAnswer['batchItemFailures'] = [];
      for (const record of QueueEvent.parse(event).Records) {
        try {
          await run(record.body);
        } catch (error) {
          // Recovery: the queue delivers this record again.
          log.warn('record failed', { messageId: record.messageId, ...errorFields(error) });
          failed.push({ itemIdentifier: record.messageId });
        }
      }
      return { batchItemFailures: failed };
    });

/**
 * SES invokes the function with the receipt (`called`). The bucket's notification brings the same receipt through a
 * queue, one at a time (`queued`).
 */
const ReceiptRecord = z.union([
  z.object({ ses: z.unknown() }).transform(({ ses }) => ({ by: 'called' as const, received: ses })),
  z.object({ body: z.string() }).transform(({ body }) => ({ by: 'queued' as const, received: JSON.parse(body) })),
]);
const ReceiptEvent = z.object({ Records: z.array(ReceiptRecord).min(1) });

/** Handles incoming mail; `schema` parses `{mail, receipt}`. An error fails the invocation, and its invoker retries. */
export const receiptHandler = <S extends z.ZodType>(
  name: FunctionName,
  schema: S,
  run: Record<z.infer<typeof ReceiptRecord>['by'], (received: z.infer<S>) => Promise<unknown>>,
  log: Log = createLog(name),
) =>
  middy<unknown, void>({ timeoutEarlyInMillis: 0 })
    .use(invocationLines(log))
    .handler(async (event: unknown) => {
      for (const { by, received } of ReceiptEvent.parse(event).Records) await run[by](schema.parse(received));
    });

const Counts = z.record(z.string(), z.number());

/** Handles a scheduled event, whose content is irrelevant. `run` returns counts for the closing log line. */
export const scheduleHandler = (
  name: FunctionName,
  run: () => Promise<Record<string, number>>,
  log: Log = createLog(name),
) =>
  middy<unknown, Record<string, number>>({ timeoutEarlyInMillis: 0 })
    .use(invocationLines(log, (value) => Counts.safeParse(value).data ?? {}))
    .handler(() => run());
