import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { ReceiveMessageCommand } from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startFixture, until } from './stack.ts';

describe('functions of the local run', () => {
  let run: Awaited<ReturnType<typeof startFixture>>;
  let client: LambdaClient;
  beforeAll(async () => {
    run = await startFixture(undefined, { asyncDelaysMs: [50, 50] });
    const { urls, credentials } = run.endpoints;
    client = new LambdaClient({ region: 'ca-central-1', endpoint: urls.LAMBDA, credentials, maxAttempts: 1 });
  });
  afterAll(async () => {
    await run.stop();
    run.remove();
  });

  const invoke = async (
    FunctionName: string,
    payload: unknown,
    InvocationType: 'Event' | 'RequestResponse' = 'RequestResponse',
  ) => {
    const answer = await client.send(
      new InvokeCommand({ FunctionName, InvocationType, Payload: Buffer.from(JSON.stringify(payload)) }),
    );
    const text = Buffer.from(answer.Payload ?? []).toString();
    return { ...answer, value: text ? JSON.parse(text) : null };
  };

  test('a function has the environment of the template, and from this machine only what a process needs', async () => {
    process.env.SECRET_OF_THE_MACHINE = 'x';
    const { env, context } = JSON.parse((await invoke('echo', {})).value.body);
    expect(env).toMatchObject({
      TABLE_NAME: 'Table',
      PLACE: 'ca-central-1/Table',
      QUEUE: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+\/000000000000\/Queue$/),
      AWS_REGION: 'ca-central-1',
      AWS_LAMBDA_FUNCTION_NAME: 'echo',
      AWS_ENDPOINT_URL_S3: `${run.urls.page}/s3`,
    });
    expect(env.SECRET_OF_THE_MACHINE).toBeUndefined();
    expect(context.left).toBeGreaterThan(5000);
    expect(context.left).toBeLessThanOrEqual(10_000);
    expect(context.awsRequestId).toMatch(/^[0-9a-f-]{36}$/);
  });

  test('an execution environment is used again', async () => {
    const pids = [await invoke('echo', {}), await invoke('arn:aws:lambda:ca-central-1:000000000000:function:echo', {})];
    expect(new Set(pids.map(({ value }) => JSON.parse(value.body).pid)).size).toBe(1);
  });

  test('a failure carries its name and message, as a function error', async () => {
    const { StatusCode, FunctionError, value } = await invoke('fail', { name: 'Throttled', message: 'slower, please' });
    expect({ StatusCode, FunctionError }).toEqual({ StatusCode: 200, FunctionError: 'Unhandled' });
    expect(value).toMatchObject({ errorType: 'Throttled', errorMessage: 'slower, please' });
  });

  test('a process that ends during an invocation is a function error, and the next invocation gets a new one', async () => {
    expect((await invoke('fail', { exit: true })).value).toMatchObject({ errorType: 'Runtime.ExitError' });
    expect((await invoke('fail', {})).value).toMatchObject({ errorType: 'OnPurpose' });
  });

  test('a function is ended at its time-out, and works again afterwards', async () => {
    expect((await invoke('sleep', { ms: 5000 })).value).toMatchObject({ errorType: 'Sandbox.Timedout' });
    expect((await invoke('sleep', { ms: 1 })).value).toBe('slept');
  });

  test('an invocation beyond the reserved concurrency is throttled', async () => {
    const first = invoke('sleep-single', { ms: 500 });
    await expect(invoke('sleep-single', { ms: 1 })).rejects.toThrow(/Rate Exceeded/);
    expect((await first).value).toBe('slept');
  });

  test('an asynchronous invocation is tried three times, then its record goes to the queue that the template names', async () => {
    const { StatusCode } = await invoke('fail', { message: 'async' }, 'Event');
    expect(StatusCode).toBe(202);
    const record = await until('the dead letter', async () => {
      const QueueUrl = `${run.endpoints.urls.SQS}/000000000000/dead-letters`;
      const { Messages = [] } = await run.clients.sqs.send(new ReceiveMessageCommand({ QueueUrl }));
      return Messages[0]?.Body && JSON.parse(Messages[0].Body);
    });
    expect(record).toMatchObject({ requestPayload: { message: 'async' }, responsePayload: { errorMessage: 'async' } });
    const tries = run.notes().filter(({ name, event }) => name === 'fail' && event.message === 'async');
    expect(tries).toHaveLength(3);
  });

  test('a function that is not in the template is not found', async () => {
    await expect(invoke('nobody', {})).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
  });
});
