import { expect, test } from 'vitest';
import { z } from 'zod';
import { forLog, ServiceError } from '../../../shared/domain/errors.ts';
import { queueHandler, receiptHandler, scheduleHandler } from '../../../shared/runtime/event.ts';
import { idsOf } from '../../../shared/runtime/logger.ts';
import { stepHandler } from '../../../shared/runtime/step.ts';
import { fakeLog } from '../../fakes/ports/fake-log.ts';

const context = { awsRequestId: 'req-1' } as never;
const schemas = { input: z.object({ emailId: z.string() }), output: z.object({ state: z.string() }) };
const step = (run: (input: { emailId: string }) => Promise<{ state: string }>) => {
  const log = fakeLog();
  return { log, call: (event: unknown) => stepHandler('send-email', schemas, run, log)(event, context) };
};

test('a step parses its input and returns only what its schema lists', async () => {
  const { call } = step(async () => ({ state: 'accepted', address: 'a@b.test' }) as { state: string });
  expect(await call({ emailId: 'eml_1' })).toEqual({ state: 'accepted' });
  await expect(call({ emailId: 7 })).rejects.toMatchObject({ name: 'ZodError' });
});

test('a throttled ServiceError gets the name that the flow retries', async () => {
  const { call } = step(async () => {
    throw new ServiceError('throttled', 'throttled', forLog('later'));
  });
  await expect(call({ emailId: 'eml_1' })).rejects.toMatchObject({ name: 'Throttled', message: 'Throttled' });
});

test('any other ServiceError gets its code as its name', async () => {
  const { call } = step(async () => {
    throw new ServiceError('invalid', 'render-limit', forLog('too long'));
  });
  await expect(call({ emailId: 'eml_1' })).rejects.toMatchObject({ name: 'render-limit' });
});

test('a bug keeps its name and loses its text, in the error and in the log', async () => {
  const { call, log } = step(async () => {
    throw new TypeError('jean@example.test is not iterable');
  });
  const error = await call({ emailId: 'eml_1' }).catch((e: Error) => e);
  expect(error).toMatchObject({ name: 'TypeError', message: 'TypeError' });
  expect(JSON.stringify(log.lines)).not.toContain('jean@');
  expect(String((error as Error).stack)).not.toContain('jean@');
  expect(log.lines.at(-1)?.fields.frames).toContain('step.test');
});

test('an invocation logs one line at its start and one at its end, with ids and the state', async () => {
  const { call, log } = step(async () => ({ state: 'accepted' }));
  await call({ emailId: 'eml_1', subject: 'secret' });
  expect(log.lines).toEqual([
    { level: 'info', message: 'start', fields: { requestId: 'req-1', emailId: 'eml_1' } },
    { level: 'info', message: 'end', fields: { requestId: 'req-1', emailId: 'eml_1', state: 'accepted' } },
  ]);
});

test('a failing invocation logs one line at its start and one at its end too', async () => {
  const { call, log } = step(async () => {
    throw new ServiceError('throttled', 'throttled', forLog('later'));
  });
  await call({ emailId: 'eml_1' }).catch(() => {});
  expect(log.lines.map((line) => line.message)).toEqual(['start', 'failed']);
  expect(log.lines[1]?.fields).toMatchObject({ kind: 'throttled', code: 'throttled', emailId: 'eml_1' });
});

test('only ids and states are loggable, and only when they are plain values', () => {
  expect(idsOf({ emailId: 'eml_1', run: 2, subject: 'x', to: 'a@b.test', state: { nested: true } })).toEqual({
    emailId: 'eml_1',
    run: 2,
  });
  expect(idsOf('a@b.test')).toEqual({});
});

test('a queue batch reports the failing records and handles the others', async () => {
  const log = fakeLog();
  const seen: string[] = [];
  const handle = queueHandler(
    'track-delivery',
    async (body) => {
      if (body === 'bad') throw new Error('unknown delivery of jean@example.test');
      seen.push(body);
    },
    log,
  );
  const records = ['one', 'bad', 'two'].map((body, i) => ({ messageId: `m${i}`, body }));
  expect(await handle({ Records: records }, context)).toEqual({ batchItemFailures: [{ itemIdentifier: 'm1' }] });
  expect(seen).toEqual(['one', 'two']);
  expect(JSON.stringify(log.lines)).not.toContain('jean@');
});

test('a receipt is parsed before the use case gets it, and a failure fails the invocation', async () => {
  const got: unknown[] = [];
  const schema = z.object({ mail: z.object({ messageId: z.string() }) });
  const record = async (received: unknown) => got.push(received);
  const handle = receiptHandler('capture-reply', schema, { called: record, queued: record }, fakeLog());
  await handle({ Records: [{ ses: { mail: { messageId: 'abc' }, receipt: {} } }] }, context);
  expect(got).toEqual([{ mail: { messageId: 'abc' } }]);
  await expect(handle({ Records: [{ ses: {} }] }, context)).rejects.toMatchObject({ name: 'ZodError' });
  await expect(handle({ Records: [] }, context)).rejects.toMatchObject({ name: 'ZodError' });
});

test('a scheduled run logs its counts at its end', async () => {
  const log = fakeLog();
  await scheduleHandler('reconcile', async () => ({ start: 2 }), log)({ source: 'aws.scheduler' }, context);
  expect(log.lines).toEqual([
    { level: 'info', message: 'start', fields: { requestId: 'req-1' } },
    { level: 'info', message: 'end', fields: { requestId: 'req-1', start: 2 } },
  ]);
});

test('a batch logs how many records came and how many failed', async () => {
  const log = fakeLog();
  const handle = queueHandler('track-delivery', async () => Promise.reject(new Error('x')), log);
  await handle({ Records: [{ messageId: 'm0', body: '' }] }, context);
  expect(log.lines.map((line) => [line.message, line.fields.records, line.fields.failed])).toEqual([
    ['start', 1, undefined],
    ['record failed', undefined, undefined],
    ['end', 1, 1],
  ]);
});
