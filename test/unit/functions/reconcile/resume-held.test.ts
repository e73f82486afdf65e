import { expect, test } from 'vitest';
import { resumeHeld } from '../../../../functions/reconcile/resume-held.ts';
import { executionName } from '../../../../shared/domain/conversation/flow.ts';
import { derivedId } from '../../../../shared/domain/ids.ts';
import { runSendFlow } from '../../../fakes/harness/run-send-flow.ts';
import { anne, bob, chloe, commitInvoiceEmail, projectId } from '../../../fakes/worlds/committed-email.ts';
import { putInState } from '../../../fakes/worlds/deliveries.ts';
import { type World, world } from '../../../fakes/worlds/world.ts';

const minute = 60_000;

/** Settled emails to three people each, a second apart, with every delivery held once. */
const setUp = async (emails: number, code = 'daily_quota') => {
  const w = world();
  const ids: string[] = [];
  for (let i = 0; i < emails; i += 1) {
    const { id } = await commitInvoiceEmail(w, { id: derivedId('eml', projectId, String(i)) });
    ids.push(id);
    const at = w.clock.now().toISOString();
    const history = [{ state: 'held' as const, at, detail: code }];
    for (const { recipientId } of [anne, bob, chloe])
      await putInState(w, id, recipientId, 'held', { at, detail: code, history });
    await w.communications.settleEmail(id, 1, at);
    w.clock.advance(1000);
  }
  w.clock.advance(minute);
  return { w, ids };
};
const statesOf = async (w: World, emailId: string) =>
  (await w.communications.listDeliveries(emailId)).map((delivery) => delivery.latest.state);
const sweep = (w: World) => resumeHeld(w)();

test('no delivery is resumed while the account is paused or the daily quota is used up', async () => {
  const { w, ids } = await setUp(1);
  w.account.state = { ...w.account.state, paused: true };
  expect(await sweep(w)).toEqual({ held: 3, released: 0, heldInVain: 0 });
  w.account.state = { ...w.account.state, paused: false, maxPerDay: 200, sentLastDay: 200 };
  expect(await sweep(w)).toEqual({ held: 3, released: 0, heldInVain: 0 });
  expect(await statesOf(w, ids[0] ?? '')).toEqual(['held', 'held', 'held']);
  expect(w.sendFlow.started).toEqual([]);
});

test('when the account may send again, held deliveries are sent once, by the next run of their email', async () => {
  const { w, ids } = await setUp(2, 'account_paused');
  expect(await sweep(w)).toEqual({ held: 6, released: 6, heldInVain: 0 });
  expect(w.sendFlow.started.map(({ name }) => name)).toEqual(ids.map((id) => executionName(id, 2)));
  await runSendFlow(w);
  expect(w.mailer.mails).toHaveLength(6);
  for (const id of ids) expect(await statesOf(w, id)).toEqual(['accepted', 'accepted', 'accepted']);
  expect(await sweep(w)).toEqual({ held: 0, released: 0, heldInVain: 0 });
  await runSendFlow(w);
  expect(w.mailer.posts).toHaveLength(6);
});

test('no more deliveries are resumed than the quota allows, the longest held first', async () => {
  const { w, ids } = await setUp(3);
  w.account.state = { ...w.account.state, maxPerDay: 200, sentLastDay: 196 };
  expect(await sweep(w)).toEqual({ held: 9, released: 4, heldInVain: 0 });
  const states = await Promise.all(ids.map((id) => statesOf(w, id)));
  expect(states[0]).toEqual(['ready', 'ready', 'ready']);
  expect(states[1]?.filter((state) => state === 'ready')).toHaveLength(1);
  expect(states[2]).toEqual(['held', 'held', 'held']);
});

test('resumed deliveries that are not sent yet count against the quota in the next sweep', async () => {
  const { w } = await setUp(3);
  w.account.state = { ...w.account.state, maxPerDay: 200, sentLastDay: 196 };
  await sweep(w);
  expect(await sweep(w)).toEqual({ held: 5, released: 0, heldInVain: 0 });
  w.account.state = { ...w.account.state, sentLastDay: 190 };
  expect(await sweep(w)).toEqual({ held: 5, released: 5, heldInVain: 0 });
});

test('two concurrent sweeps resume each delivery once, and nobody is mailed twice', async () => {
  const { w } = await setUp(1);
  await Promise.all([sweep(w), sweep(w)]);
  await runSendFlow(w);
  expect(w.mailer.posts).toHaveLength(3);
});

/**
 * Resumes deliveries as soon as they are due and holds them again for `code`, until none is resumed for two hours.
 * Returns the minutes waited before each time.
 */
const resumeAndHold = async (w: World, code: string) => {
  const waits: number[] = [];
  for (let waited = 0; waited <= 120; waited += 1) {
    const { released } = await sweep(w);
    if (released > 0) {
      waits.push(waited);
      waited = 0;
      w.mailer.next(...Array.from({ length: 3 }, () => ({ kind: 'held' as const, code })));
      await runSendFlow(w);
    }
    w.clock.advance(minute);
  }
  return waits;
};

test('a hold that the account does not explain is retried with growing waits, and fails after nine hours', async () => {
  const { w, ids } = await setUp(1, 'access_denied');
  const [id = ''] = ids;
  const start = w.clock.now().getTime();
  const waits = await resumeAndHold(w, 'access_denied');
  expect(waits).toEqual([0, 2, 4, 8, 16, 32, 60, 60, 60, 60, 60, 60, 60]);
  for (const delivery of await w.communications.listDeliveries(id))
    expect(delivery.latest).toMatchObject({ state: 'failed', detail: 'access_denied' });
  expect(w.clock.now().getTime() - start).toBeLessThan(12 * 60 * minute);
  expect(await w.communications.getEmail(id)).toMatchObject({ settledAt: expect.any(String) });
  expect(await sweep(w)).toEqual({ held: 0, released: 0, heldInVain: 0 });
  expect(w.mailer.mails).toEqual([]);
});

test('a hold that the account explains never fails, however often it is repeated', async () => {
  const { w, ids } = await setUp(1, 'daily_quota');
  for (let i = 0; i < 30; i += 1) {
    w.mailer.next(...Array.from({ length: 3 }, () => ({ kind: 'held' as const, code: 'daily_quota' })));
    await sweep(w);
    await runSendFlow(w);
    w.clock.advance(61 * minute);
  }
  expect(await statesOf(w, ids[0] ?? '')).toEqual(['held', 'held', 'held']);
});

test('no hold fails while the account may not send, because nothing is tried', async () => {
  const { w, ids } = await setUp(1, 'access_denied');
  w.account.state = { ...w.account.state, paused: true };
  w.clock.advance(30 * 24 * 60 * minute);
  expect(await sweep(w)).toEqual({ held: 3, released: 0, heldInVain: 0 });
  expect(await statesOf(w, ids[0] ?? '')).toEqual(['held', 'held', 'held']);
});

test('the sweep fails and resumes nothing if the account does not answer', async () => {
  const { w, ids } = await setUp(1);
  w.account.failNext();
  await expect(sweep(w)).rejects.toThrow();
  expect(await statesOf(w, ids[0] ?? '')).toEqual(['held', 'held', 'held']);
});

test('SES is not called when nothing is held', async () => {
  const { w } = await setUp(0);
  w.account.failNext();
  expect(await sweep(w)).toEqual({ held: 0, released: 0, heldInVain: 0 });
});
