import { LambdaClient } from '@aws-sdk/client-lambda';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { SFNClient } from '@aws-sdk/client-sfn';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { secretsKeyRing } from '../../../shared/adapters/secrets-key-ring.ts';
import { lambdaRenderStarter, stepFunctionsFlow } from '../../../shared/adapters/starters.ts';
import { systemIds } from '../../../shared/adapters/system-clock.ts';
import { localAccount, type ScriptedServer, scriptedServer } from '../../fakes/harness/scripted-server.ts';

let server: ScriptedServer;
let config: typeof localAccount & { endpoint: string; maxAttempts: number };

beforeEach(async () => {
  server = await scriptedServer();
  config = { ...localAccount, endpoint: server.endpoint, maxAttempts: 1 };
});
afterEach(() => server.stop());

const bodyOf = (index: number) => JSON.parse(server.received[index]?.body ?? 'null');

describe('the flow on Step Functions', () => {
  const arn = 'arn:aws:states:ca-central-1:123456789012:stateMachine:courriel-send-flow';
  const input = { communicationId: 'com_1', emailId: 'eml_1', run: 1, document: null, recipientIds: ['cnt_1'] };
  const flow = () => stepFunctionsFlow(new SFNClient(config), arn);

  test('starts under the given name', async () => {
    server.next({ status: 200, body: { executionArn: 'x', startDate: 1 } });
    expect(await flow().start('eml_1-1', input)).toBe('started');
    expect(bodyOf(0)).toMatchObject({ stateMachineArn: arn, name: 'eml_1-1' });
    expect(JSON.parse(bodyOf(0).input)).toEqual(input);
  });

  test('takes a used name for success, and no other error', async () => {
    server.next({ status: 400, body: { __type: 'ExecutionAlreadyExists' } });
    expect(await flow().start('eml_1-1', input)).toBe('already');
    server.next({ status: 400, body: { __type: 'StateMachineDoesNotExist' } });
    await expect(flow().start('eml_1-1', input)).rejects.toMatchObject({ name: 'StateMachineDoesNotExist' });
  });

  test.each([
    ['RUNNING', 'running'],
    ['PENDING_REDRIVE', 'running'],
    ['SUCCEEDED', 'ended'],
    ['FAILED', 'ended'],
    ['TIMED_OUT', 'ended'],
    ['ABORTED', 'ended'],
  ])('an execution that is %s is %s', async (status, expected) => {
    server.next({ status: 200, body: { status } });
    expect(await flow().describe('eml_1-2')).toBe(expected);
    expect(bodyOf(0).executionArn).toBe(
      'arn:aws:states:ca-central-1:123456789012:execution:courriel-send-flow:eml_1-2',
    );
  });

  test('an execution that never existed is absent, and another failure is an error', async () => {
    server.next({ status: 400, body: { __type: 'ExecutionDoesNotExist' } });
    expect(await flow().describe('eml_1-1')).toBe('absent');
    server.next({ status: 400, body: { __type: 'InvalidArn' } });
    await expect(flow().describe('eml_1-1')).rejects.toMatchObject({ name: 'InvalidArn' });
  });
});

test('a rendering is started without waiting for it', async () => {
  server.next({ status: 202 });
  const request = { projectId: 'prj_1', version: 'a'.repeat(64), template: 't1', language: 'fr' as const };
  await lambdaRenderStarter(new LambdaClient(config), 'render').startRender(request);
  expect(server.received[0]).toMatchObject({ method: 'POST', path: '/2015-03-31/functions/render/invocations' });
  expect(bodyOf(0)).toEqual(request);
});

describe('the key ring', () => {
  const secret = 'k'.repeat(44);
  const held = (value: unknown) => ({ status: 200, body: { SecretString: JSON.stringify(value) } });

  test('is read from the secret once in five minutes', async () => {
    let now = 0;
    const keys = secretsKeyRing(new SecretsManagerClient(config), 'ring', () => now);
    server.next(held({ current: 'a', a: secret }), held({ current: 'b', retired: ['a'], a: secret, b: secret }));
    expect(await keys.ring()).toEqual({ current: 'a', keys: { a: { secret, retired: false } } });
    now = 299_999;
    expect((await keys.ring()).current).toBe('a');
    expect(server.received).toHaveLength(1);
    now = 300_000;
    expect(await keys.ring()).toEqual({
      current: 'b',
      keys: { a: { secret, retired: true }, b: { secret, retired: false } },
    });
    expect(bodyOf(1)).toEqual({ SecretId: 'ring' });
  });

  test('that cannot sign is an error, and is read again', async () => {
    const keys = secretsKeyRing(new SecretsManagerClient(config), 'ring');
    server.next(held({ current: 'b', a: secret }), held({ current: 'a', a: secret }));
    await expect(keys.ring()).rejects.toThrow();
    expect((await keys.ring()).current).toBe('a');
  });
});

test('ids are new each time and have the required form', () => {
  const made = Array.from({ length: 1000 }, () => systemIds.attachment());
  expect(new Set(made).size).toBe(1000);
  for (const id of made) expect(id).toMatch(/^att_[0-9a-z]{26}$/);
  expect(systemIds.attempt()).not.toBe(systemIds.attempt());
});
