import middy from '@middy/core';
import { z } from 'zod';
import type { Log } from '../ports/ports.ts';
import type { FunctionName } from './env.ts';
import { createLog, errorFields, invocationLines } from './logger.ts';

/** The doors for events: a queue, a mail receipt, a schedule. */

const QueueEvent = z.object({ Records: z.array(z.object({ messageId: z.string(), body: z.string() })) });

const QueueAnswer = z.object({ batchItemFailures: z.array(z.object({ itemIdentifier: z.string() })) });
type QueueAnswer = z.infer<typeof QueueAnswer>;

/** How many came in, and how many of them failed. */
const recordCounts = (value: unknown): Record<string, number> => {
  const [event, response] = [QueueEvent.safeParse(value).data, QueueAnswer.safeParse(value).data];
  return {
    ...(event && { records: event.Records.length }),
    ...(response && { failed: response.batchItemFailures.length }),
  };
};

/**
 * A queue's batch, one record after the other. A record that fails is reported alone: the queue delivers it again, and
 * parks it in its dead-letter queue after the last try. `run` gets the body as text.
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

/** SES's call hands the receipt over itself; the bucket's notice comes through a queue, one at a time, with the same in it. */
const ReceiptRecord = z.union([
  z.object({ ses: z.unknown() }).transform(({ ses }) => ({ by: 'called' as const, received: ses })),
  z.object({ body: z.string() }).transform(({ body }) => ({ by: 'noticed' as const, received: JSON.parse(body) })),
]);
const ReceiptEvent = z.object({ Records: z.array(ReceiptRecord).min(1) });

/** Incoming mail: `schema` parses `{mail, receipt}`. A failure is the Lambda's own: whoever invoked it tries again. */
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

/** A clock's tick: the event says nothing that matters. `run` answers counts, which stand in the line out. */
export const scheduleHandler = (
  name: FunctionName,
  run: () => Promise<Record<string, number>>,
  log: Log = createLog(name),
) =>
  middy<unknown, Record<string, number>>({ timeoutEarlyInMillis: 0 })
    .use(invocationLines(log, (value) => Counts.safeParse(value).data ?? {}))
    .handler(() => run());
