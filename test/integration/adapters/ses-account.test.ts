import { SESv2Client } from '@aws-sdk/client-sesv2';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { sesConfig } from '../../../shared/adapters/clients.ts';
import type { HeardRate, RateMemory } from '../../../shared/adapters/dynamo/sending-store.ts';
import { sesAccount } from '../../../shared/adapters/mail/ses-account.ts';
import { roomIn } from '../../../shared/domain/delivery/sending-account.ts';
import { localAccount, type Reply, type ScriptedServer, scriptedServer } from '../../fakes/harness/scripted-server.ts';
import { type FakeClock, fakeClock } from '../../fakes/ports/fake-clock.ts';

/** These tests use the real SES client with an endpoint that answers GetAccount as documented, or fails. */
let server: ScriptedServer;
let client: SESv2Client;
let clock: FakeClock;
let remembered: HeardRate | null;
const memory: RateMemory = {
  get: async () => remembered,
  put: async (rate) => {
    remembered = rate;
  },
};

beforeEach(async () => {
  server = await scriptedServer();
  client = new SESv2Client({ ...sesConfig, ...localAccount, endpoint: server.endpoint });
  clock = fakeClock();
  remembered = null;
});
afterEach(async () => {
  client.destroy();
  await server.stop();
});

// The fields follow the response syntax of
// https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_GetAccount.html
const answer = (more: object = {}, quota: object = {}): Reply => ({
  status: 200,
  body: {
    DedicatedIpAutoWarmupEnabled: false,
    EnforcementStatus: 'HEALTHY',
    ProductionAccessEnabled: true,
    SendQuota: { Max24HourSend: 50_000, MaxSendRate: 14, SentLast24Hours: 1200, ...quota },
    SendingEnabled: true,
    SuppressionAttributes: { SuppressedReasons: ['BOUNCE', 'COMPLAINT'] },
    ...more,
  },
});
const busy: Reply = { status: 429, errorType: 'TooManyRequestsException' };
const requests = () => server.received.map(({ method, path }) => `${method} ${path}`);
const account = () => sesAccount(client, memory, clock);
const minute = 60_000;

describe('a look at the account', () => {
  test('returns the rate, the daily limit, its used part, and that the account may send', async () => {
    server.next(answer());
    const state = await account().look();
    expect(state).toEqual({ maxPerSecond: 14, maxPerDay: 50_000, sentLastDay: 1200, paused: false });
    expect(roomIn(state)).toBe(48_800);
    expect(requests()).toEqual(['GET /v2/email/account']);
  });

  test.each([
    ['its owner paused it', { SendingEnabled: false }, {}, 0],
    ['SES shut it down', { EnforcementStatus: 'SHUTDOWN' }, {}, 0],
    ['it is on probation', { EnforcementStatus: 'PROBATION' }, {}, 48_800],
    ['the day’s limit is reached', {}, { SentLast24Hours: 50_000 }, 0],
    ['more was sent than is allowed now', {}, { Max24HourSend: 200 }, 0],
    ['there is no limit', {}, { Max24HourSend: -1 }, Number.POSITIVE_INFINITY],
  ])('gives the right room when %s', async (_, more, quota, room) => {
    server.next(answer(more, quota));
    expect(roomIn(await account().look())).toBe(room);
  });

  test('that fails is an error, whatever an earlier look returned', async () => {
    server.next(answer(), busy);
    const one = account();
    await one.look();
    clock.advance(30_000);
    await expect(one.look()).rejects.toMatchObject({ name: 'TooManyRequestsException' });
  });
});

test('two looks within half a minute cause one request', async () => {
  server.next(answer());
  const one = account();
  expect(await one.look()).toEqual(await one.look());
  expect(requests()).toHaveLength(1);
});

describe('the rate', () => {
  test('is requested once a minute', async () => {
    server.next(answer(), answer({}, { MaxSendRate: 40 }));
    const one = account();
    for (let i = 0; i < 3; i += 1) expect(await one.maxPerSecond()).toBe(14);
    expect(requests()).toHaveLength(1);
    clock.advance(minute);
    expect(await one.maxPerSecond()).toBe(40);
    expect(requests()).toHaveLength(2);
  });

  test('is not requested again within a minute of another process’s request', async () => {
    server.next(answer());
    await account().maxPerSecond();
    clock.advance(minute - 1);
    expect(await account().maxPerSecond()).toBe(14);
    expect(requests()).toHaveLength(1);
  });

  test('is the last known one while SES does not answer', async () => {
    server.next(answer(), busy, 'reset', answer({}, { MaxSendRate: 1 }));
    const one = account();
    await one.maxPerSecond();
    clock.advance(10 * minute);
    expect(await one.maxPerSecond()).toBe(14);
    expect(await account().maxPerSecond()).toBe(14);
    expect(await one.maxPerSecond()).toBe(1);
  });

  test('is one a second, the minimum of SES, while no rate is known', async () => {
    server.next(busy, answer({}, { MaxSendRate: 0 }));
    expect(await account().maxPerSecond()).toBe(1);
    expect(await account().maxPerSecond()).toBe(1);
  });
});
