import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Client, client, until } from '../e2e/client.ts';
import type { Halt } from './halting-server.ts';
import { isPost, moves, startMortalStack } from './mortal-stack.ts';

/** The state before SES reports anything more. */
type Point = { service: 'dynamo' | 'ses'; halt: Halt; mails: number; state: string };

const claim = moves('ready', 'sending');
const outcome = moves('sending', 'accepted');
/** The points at which the worker of send-email dies, and the required results. */
const points: Record<string, Point> = {
  'before the claim': { service: 'dynamo', halt: { at: claim, when: 'before' }, mails: 1, state: 'accepted' },
  'after the claim': { service: 'dynamo', halt: { at: claim, when: 'after' }, mails: 0, state: 'unconfirmed' },
  'during the SES call, not taken': {
    service: 'ses',
    halt: { at: isPost, when: 'before' },
    mails: 0,
    state: 'unconfirmed',
  },
  'during the SES call, taken': { service: 'ses', halt: { at: isPost, when: 'after' }, mails: 1, state: 'unconfirmed' },
  'after the SES call': { service: 'dynamo', halt: { at: outcome, when: 'before' }, mails: 1, state: 'unconfirmed' },
  'after the outcome was stored': {
    service: 'dynamo',
    halt: { at: outcome, when: 'after' },
    mails: 1,
    state: 'accepted',
  },
};

let stack: Awaited<ReturnType<typeof startMortalStack>>;
let api: Client;
beforeAll(async () => {
  stack = await startMortalStack();
  api = client(stack.places);
}, 180_000);
afterAll(() => stack?.stop(), 60_000);

const stateOf = async (id: string) => {
  const email = (await api.thread('usr_amelie', id)).emails?.find(({ kind }) => kind === 'invoice');
  return { emailId: email?.id ?? '', state: email?.deliveries[0]?.state ?? '' };
};

test('a worker process killed at any point of a send neither doubles nor loses a mail, leaves true states, and later events settle unconfirmed ones', async () => {
  const sent: Record<string, string> = {};
  for (const [where, { service, halt }] of Object.entries(points)) {
    const reached = stack.halt(service, halt);
    sent[where] = (await api.sent('usr_amelie', { subject: where, to: ['cnt_julie'], cc: [] })).id;
    await reached;
    expect(stack.kill(), where).toBeGreaterThan(0);
  }
  sent.unharmed = (await api.sent('usr_amelie', { subject: 'unharmed', to: ['cnt_julie'], cc: [] })).id;

  const found: Record<string, object> = {};
  for (const [where, id] of Object.entries(sent)) {
    const { emailId, state } = await until(
      `an outcome of the send killed ${where}`,
      async () => {
        const now = await stateOf(id);
        return ['ready', 'sending', ''].includes(now.state) ? null : now;
      },
      240_000,
    );
    const taken = Object.entries(stack.mails).filter(([about]) => about.startsWith(`${emailId} `));
    found[where] = { state, mails: taken.reduce((sum, [, times]) => sum + times, 0) };
  }
  console.log(`killed workers: ${JSON.stringify(found)}`);
  const expected = Object.entries(points).map(([where, { state, mails }]) => [where, { state, mails }]);
  expect(found).toEqual({ ...Object.fromEntries(expected), unharmed: { state: 'accepted', mails: 1 } });

  await stack.publishDeliveries();
  const healed: Record<string, string> = {};
  for (const [where, id] of Object.entries(sent)) {
    const isOut = where === 'unharmed' || points[where]?.mails === 1;
    healed[where] = await until(`SES’s event about the send killed ${where}`, async () => {
      const { state } = await stateOf(id);
      return !isOut || state === 'delivered' ? state : null;
    });
  }
  console.log(`after SES’s events: ${JSON.stringify(healed)}`);
  const inTheEnd = Object.entries(points).map(([where, { mails, state }]) => [
    where,
    mails === 1 ? 'delivered' : state,
  ]);
  expect(healed).toEqual({ ...Object.fromEntries(inTheEnd), unharmed: 'delivered' });
  expect(Object.values(stack.mails).filter((times) => times > 1)).toEqual([]);
}, 400_000);
