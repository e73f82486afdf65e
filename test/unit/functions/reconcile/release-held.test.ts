import { expect, test } from 'vitest';
import { releaseHeld } from '../../../../functions/reconcile/resume-held.ts';
import { executionName } from '../../../../shared/domain/conversation/flow.ts';
import { derivedId } from '../../../../shared/domain/ids.ts';
import { runSendFlow } from '../../../fakes/harness/run-send-flow.ts';
import { anne, bob, chloe, commitInvoiceEmail, projectId } from '../../../fakes/worlds/committed-email.ts';
import { putInState } from '../../../fakes/worlds/deliveries.ts';
import { type World, world } from '../../../fakes/worlds/world.ts';

const minute = 60_000;

/** Emails to three people each, all of them held once, each email a second after the one before it; all is closed. */
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
const sweep = (w: World) => releaseHeld(w)();

test('nothing is released while the account is paused or the day’s quota is used up', async () => {
  const { w, ids } = await setUp(1);
  w.account.state = { ...w.account.state, paused: true };
  expect(await sweep(w)).toEqual({ held: 3, released: 0, heldInVain: 0 });
  w.account.state = { ...w.account.state, paused: false, maxPerDay: 200, sentLastDay: 200 };
  expect(await sweep(w)).toEqual({ held: 3, released: 0, heldInVain: 0 });
  expect(await statesOf(w, ids[0] ?? '')).toEqual(['held', 'held', 'held']);
  expect(w.sendFlow.started).toEqual([]);
});

test('when the account may send again, what was held is sent by the next run of its email, once', async () => {
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

test('no more is released than there is room for, the longest held first', async () => {
  const { w, ids } = await setUp(3);
  w.account.state = { ...w.account.state, maxPerDay: 200, sentLastDay: 196 };
  expect(await sweep(w)).toEqual({ held: 9, released: 4, heldInVain: 0 });
  const states = await Promise.all(ids.map((id) => statesOf(w, id)));
  expect(states[0]).toEqual(['ready', 'ready', 'ready']);
  expect(states[1]?.filter((state) => state === 'ready')).toHaveLength(1);
  expect(states[2]).toEqual(['held', 'held', 'held']);
});

test('what was released and is not sent yet takes its part of the room at the next sweep', async () => {
  const { w } = await setUp(3);
  w.account.state = { ...w.account.state, maxPerDay: 200, sentLastDay: 196 };
  await sweep(w);
  expect(await sweep(w)).toEqual({ held: 5, released: 0, heldInVain: 0 });
  w.account.state = { ...w.account.state, sentLastDay: 190 };
  expect(await sweep(w)).toEqual({ held: 5, released: 5, heldInVain: 0 });
});

test('two sweeps at once release each once, and mail nobody twice', async () => {
  const { w } = await setUp(1);
  await Promise.all([sweep(w), sweep(w)]);
  await runSendFlow(w);
  expect(w.mailer.posts).toHaveLength(3);
});

/** Released as soon as it is due, and held again for `code` each time, until nothing is released for two hours. */
const heldAgain = async (w: World, code: string) => {
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

test('what the account does not explain is tried again after 1, 2, 4 … minutes, an hour at most, and after some nine hours it has failed, for the reason that it was held', async () => {
  const { w, ids } = await setUp(1, 'access_denied');
  const [id = ''] = ids;
  const start = w.clock.now().getTime();
  const waits = await heldAgain(w, 'access_denied');
  expect(waits).toEqual([0, 2, 4, 8, 16, 32, 60, 60, 60, 60, 60, 60, 60]);
  for (const delivery of await w.communications.listDeliveries(id))
    expect(delivery.latest).toMatchObject({ state: 'failed', detail: 'access_denied' });
  expect(w.clock.now().getTime() - start).toBeLessThan(12 * 60 * minute);
  expect(await w.communications.getEmail(id)).toMatchObject({ settledAt: expect.any(String) });
  expect(await sweep(w)).toEqual({ held: 0, released: 0, heldInVain: 0 });
  expect(w.mailer.mails).toEqual([]);
});

test('what the account explains is never given up, however often others were faster', async () => {
  const { w, ids } = await setUp(1, 'daily_quota');
  for (let i = 0; i < 30; i += 1) {
    w.mailer.next(...Array.from({ length: 3 }, () => ({ kind: 'held' as const, code: 'daily_quota' })));
    await sweep(w);
    await runSendFlow(w);
    w.clock.advance(61 * minute);
  }
  expect(await statesOf(w, ids[0] ?? '')).toEqual(['held', 'held', 'held']);
});

test('nothing is given up while the account may not send: it was not tried', async () => {
  const { w, ids } = await setUp(1, 'access_denied');
  w.account.state = { ...w.account.state, paused: true };
  w.clock.advance(30 * 24 * 60 * minute);
  expect(await sweep(w)).toEqual({ held: 3, released: 0, heldInVain: 0 });
  expect(await statesOf(w, ids[0] ?? '')).toEqual(['held', 'held', 'held']);
});

test('an account that does not answer releases nothing and says so', async () => {
  const { w, ids } = await setUp(1);
  w.account.failNext();
  await expect(sweep(w)).rejects.toThrow();
  expect(await statesOf(w, ids[0] ?? '')).toEqual(['held', 'held', 'held']);
});

test('SES is not asked when nothing is held', async () => {
  const { w } = await setUp(0);
  w.account.failNext();
  expect(await sweep(w)).toEqual({ held: 0, released: 0, heldInVain: 0 });
});
