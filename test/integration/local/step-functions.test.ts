import {
  DescribeExecutionCommand,
  ListExecutionsCommand,
  SFNClient,
  StartExecutionCommand,
  StopExecutionCommand,
} from '@aws-sdk/client-sfn';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startFixture, until } from './stack.ts';

const stateMachineArn = 'arn:aws:states:ca-central-1:000000000000:stateMachine:machine';

describe('Step Functions of the local run', () => {
  let run: Awaited<ReturnType<typeof startFixture>>;
  let client: SFNClient;
  const connect = ({ endpoints: { urls, credentials } }: Pick<typeof run, 'endpoints'>): SFNClient =>
    new SFNClient({ region: 'ca-central-1', endpoint: urls.SFN, credentials });
  beforeAll(async () => {
    run = await startFixture();
    client = connect(run);
  });
  afterAll(async () => {
    await run.stop();
    run.remove();
  });

  const start = (name: string, input: unknown) =>
    client.send(new StartExecutionCommand({ stateMachineArn, name, input: JSON.stringify(input) }));
  const describeOf = async (executionArn: string | undefined) =>
    client.send(new DescribeExecutionCommand({ executionArn }));
  const ended = (executionArn: string | undefined) =>
    until('the end', async () => {
      const found = await describeOf(executionArn);
      return found.status === 'RUNNING' ? null : found;
    });
  const sum = { kind: 'sum', numbers: [1, 2, 3] };
  const waiting = { kind: 'other', name: 'Unknown', numbers: [] };

  test('run the definition of the template with its functions', async () => {
    const { executionArn } = await start('doubles', sum);
    const end = await ended(executionArn);
    expect(end).toMatchObject({ status: 'SUCCEEDED', name: 'doubles', output: '[2,4,6]' });
    expect(end.stopDate?.getTime()).toBeGreaterThanOrEqual(end.startDate?.getTime() ?? 0);
  });

  test('keep the name of a function’s error, by which it is caught or else ends the execution', async () => {
    const caught = await ended((await start('caught', { kind: 'other', name: 'Known', message: 'so' })).executionArn);
    expect(caught.status).toBe('SUCCEEDED');
    expect(JSON.parse(caught.output ?? '{}').caught).toMatchObject({ Error: 'Known' });
    const failed = await ended((await start('failed', waiting)).executionArn);
    expect(failed).toMatchObject({ status: 'FAILED', error: 'Unknown' });
    expect(JSON.parse(failed.cause ?? '{}')).toMatchObject({ errorType: 'Unknown', errorMessage: 'failed on purpose' });
  });

  test('use a name once: the same input gets the same answer while it runs, and all else is refused, also after the end', async () => {
    const slow = { kind: 'slow' };
    const first = await start('once', slow);
    const again = await start('once', slow);
    expect([again.executionArn, again.startDate]).toEqual([first.executionArn, first.startDate]);
    await expect(start('once', { kind: 'slow', more: 1 })).rejects.toMatchObject({ name: 'ExecutionAlreadyExists' });

    await client.send(new StopExecutionCommand({ executionArn: first.executionArn, error: 'Enough', cause: 'seen' }));
    expect(await ended(first.executionArn)).toMatchObject({ status: 'ABORTED', error: 'Enough', cause: 'seen' });
    await expect(start('once', slow)).rejects.toMatchObject({ name: 'ExecutionAlreadyExists' });
  });

  test('refuse what AWS refuses', async () => {
    await expect(start('a name', sum)).rejects.toMatchObject({ name: 'InvalidName' });
    const notJson = new StartExecutionCommand({ stateMachineArn, name: 'not-json', input: '{' });
    await expect(client.send(notJson)).rejects.toMatchObject({ name: 'InvalidExecutionInput' });
    const nowhere = new StartExecutionCommand({ stateMachineArn: `${stateMachineArn}s`, input: '{}' });
    await expect(client.send(nowhere)).rejects.toMatchObject({ name: 'StateMachineDoesNotExist' });
    const none = `${stateMachineArn.replace('stateMachine', 'execution')}:none`;
    await expect(describeOf(none)).rejects.toMatchObject({ name: 'ExecutionDoesNotExist' });
  });

  test('keep ended executions over a restart, fail running ones as LocalRestart, and keep their names taken', async () => {
    const done = await start('kept', sum);
    await ended(done.executionArn);
    const cut = await start('cut', { kind: 'slow' });
    await until('the Wait state', async () => (await describeOf(cut.executionArn)).status === 'RUNNING');
    await run.stop();
    Object.assign(run, await run.start());
    client = connect(run);
    expect(await describeOf(done.executionArn)).toMatchObject({ status: 'SUCCEEDED', output: '[2,4,6]' });
    expect(await describeOf(cut.executionArn)).toMatchObject({ status: 'FAILED', error: 'LocalRestart' });
    await expect(start('cut', { kind: 'slow' })).rejects.toMatchObject({ name: 'ExecutionAlreadyExists' });
    const { executions = [] } = await client.send(
      new ListExecutionsCommand({ stateMachineArn, statusFilter: 'FAILED', maxResults: 1 }),
    );
    expect(executions.map(({ name }) => name)).toEqual(['cut']);
  });
});
