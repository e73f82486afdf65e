import { describe, expect, test } from 'vitest';
import { sendEmail } from '../../../../functions/send-email/send-email.ts';
import type { SendEmailResult } from '../../../../shared/domain/conversation/flow.ts';
import type { Attempt } from '../../../../shared/domain/delivery/delivery.ts';
import {
  claimBeforeSlotMs,
  slotHorizonMs,
  slotLostAfterMs,
  slotMissedAfterMs,
  slotStretch,
} from '../../../../shared/domain/limits.ts';
import { anne, bob, chloe, commitInvoiceEmail, setSenderLevel } from '../../../fakes/worlds/committed-email.ts';
import { type World, world } from '../../../fakes/worlds/world.ts';

const setUp = async (maxPerSecond: number, more: Parameters<typeof commitInvoiceEmail>[1] = {}) => {
  const w = world();
  w.account.state.maxPerSecond = maxPerSecond;
  const email = await commitInvoiceEmail(w, more);
  const send = (recipientId: string, last?: SendEmailResult) =>
    sendEmail(w)({ emailId: email.id, run: 1, recipientId, ...(last && { last }) });
  /** When SES was asked. */
  const posted: number[] = [];
  const { send: post } = w.mailer;
  w.mailer.send = (message) => {
    posted.push(w.clock.now().getTime());
    return post(message);
  };
  const attempt = async (recipientId: string) => {
    const delivery = await w.communications.getDelivery(email.id, recipientId);
    if (!delivery) throw new Error('no such delivery');
    return delivery.latest;
  };
  return { w, send, attempt, posted };
};

/** All turns of the next `seconds` are taken. */
const useUp = async (w: World, seconds: number) => {
  for (let i = 0; i < seconds; i += 1)
    await w.sendSlots.take({ now: w.clock.now(), perSecond: 1, patienceMs: 1000 * seconds });
};

const claimedAt = ({ history }: Attempt): number =>
  Date.parse(history.find(({ state }) => state === 'sending')?.at ?? '');

test('a message is posted at its turn, and gate and claim come right before', async () => {
  const { w, send, attempt, posted } = await setUp(1);
  const start = w.clock.now().getTime();
  await useUp(w, 3);
  expect(await send(anne.recipientId)).toMatchObject({ state: 'accepted' });
  expect(posted).toEqual([start + 3000]);
  expect(claimedAt(await attempt(anne.recipientId))).toBe(start + 3000 - claimBeforeSlotMs);
});

test('messages are posted evenly, at a rate that bears lateness of 50 ms', async () => {
  const { w, send, posted } = await setUp(10);
  const start = w.clock.now().getTime();
  for (const { recipientId } of [anne, bob, chloe]) await send(recipientId);
  const gaps = posted.map((at, i) => at - (posted[i - 1] ?? start));
  expect(gaps[0]).toBe(claimBeforeSlotMs);
  for (const gap of gaps.slice(1)) expect(gap).toBeGreaterThanOrEqual((1000 * slotStretch) / 10);
});

test('a message that took longer to make than its turn was away takes a turn when it is made', async () => {
  const { w, send, posted } = await setUp(1);
  const start = w.clock.now().getTime();
  const { get } = w.files;
  w.files.get = async (key) => {
    w.clock.advance(30_000);
    return get(key);
  };
  await send(anne.recipientId);
  expect(posted).toEqual([start + 30_000 + claimBeforeSlotMs]);
});

test('whoever lost the permission while the message waited sends nothing', async () => {
  const { w, send, attempt } = await setUp(1);
  await useUp(w, 2);
  w.timer.meanwhile.push(() => setSenderLevel(w, 'standard'));
  await send(anne.recipientId);
  expect(await attempt(anne.recipientId)).toMatchObject({ state: 'cancelled', detail: 'sender_not_admin' });
  expect(w.mailer.posts).toEqual([]);
});

test('a turn that is far away is kept and not waited for; asked again shortly before, the message is posted at it', async () => {
  const { w, send, attempt, posted } = await setUp(1);
  const start = w.clock.now().getTime();
  await useUp(w, 60);
  const last = await send(anne.recipientId);
  expect(last).toEqual({
    recipientId: anne.recipientId,
    state: 'ready',
    turn: { at: new Date(start + 60_000).toISOString(), wakeAt: new Date(start + 58_000).toISOString() },
  });
  expect(await attempt(anne.recipientId)).toMatchObject({ state: 'ready', id: null });
  expect(w.clock.now().getTime()).toBe(start);
  w.clock.set(last.turn?.wakeAt ?? '');
  expect(await send(anne.recipientId, last)).toEqual({ recipientId: anne.recipientId, state: 'accepted' });
  expect(posted).toEqual([start + 60_000]);
});

test('turns go in the order of asking, one to each', async () => {
  const { w, send } = await setUp(1);
  await useUp(w, 60);
  const turns: number[] = [];
  for (const { recipientId } of [anne, bob, chloe]) turns.push(Date.parse((await send(recipientId)).turn?.at ?? ''));
  const length = 1000 * slotStretch;
  expect(turns.map((at) => at - (turns[0] ?? 0))).toEqual([0, length, 2 * length]);
});

test('whoever is woken too early waits on for the same turn', async () => {
  const { w, send } = await setUp(1);
  await useUp(w, 60);
  const last = await send(anne.recipientId);
  w.clock.advance(30_000);
  expect((await send(anne.recipientId, last)).turn).toMatchObject(last.turn ?? {});
});

test.each([
  ['the first', undefined, slotMissedAfterMs],
  ['a later one', true as const, slotLostAfterMs],
])('a turn that went by by a little is used at once, one that is gone never: %s', async (_, again, bearable) => {
  const late = async (byMs: number) => {
    const { w, send, posted } = await setUp(1);
    const start = w.clock.now().getTime();
    await useUp(w, 60);
    const { turn, ...last } = await send(anne.recipientId);
    if (!turn) throw new Error('no turn');
    w.clock.advance(60_000 + byMs);
    await send(anne.recipientId, { ...last, turn: { ...turn, ...(again && { again }) } });
    return (posted[0] ?? 0) - start;
  };
  expect(await late(bearable)).toBe(60_000 + bearable);
  const next = 60_000 + 1000 * slotStretch;
  expect(await late(bearable + 1)).toBe(Math.max(next, 60_000 + bearable + 1 + claimBeforeSlotMs));
});

describe('a message whose gate answers too late for its turn', () => {
  /** Every look into the directory takes two seconds, in which `others` happens. */
  const slow = (w: World, others: () => Promise<void> = async () => {}) => {
    const { getContact } = w.projects;
    w.projects.getContact = async (...asked) => {
      const { clock } = w;
      clock.advance(2000);
      await others();
      return getContact(...asked);
    };
  };

  test('goes through the gate once more for another turn, and then leaves although the gate is slow again', async () => {
    const { w, send, posted } = await setUp(10);
    slow(w);
    const start = w.clock.now().getTime();
    expect(await send(anne.recipientId)).toMatchObject({ state: 'accepted' });
    expect(posted).toEqual([start + 4000]);
  });

  test('does not leave out of turn when all near ones are taken, so that many who were held up do not leave together', async () => {
    const { w, send, attempt, posted } = await setUp(1);
    slow(w, () => useUp(w, 60));
    const late = await send(bob.recipientId);
    expect(late).toMatchObject({ state: 'ready', turn: { again: true } });
    expect(await attempt(bob.recipientId)).toMatchObject({ state: 'ready', id: null });
    expect(posted).toEqual([]);
    w.clock.set(late.turn?.wakeAt ?? '');
    expect(await send(bob.recipientId, late)).toMatchObject({ state: 'accepted' });
  });

  test('is cancelled when the gate was shut meanwhile', async () => {
    const { w, send, posted } = await setUp(1);
    slow(w, () => setSenderLevel(w, 'standard'));
    expect(await send(anne.recipientId)).toMatchObject({ state: 'cancelled' });
    expect(posted).toEqual([]);
  });
});

test('a turn to which SES answered 429 is used up: the message takes another', async () => {
  const { w, send, posted } = await setUp(1);
  await useUp(w, 60);
  const last = await send(anne.recipientId);
  w.clock.set(last.turn?.wakeAt ?? '');
  w.mailer.next({ kind: 'throttled' });
  await expect(send(anne.recipientId, last)).rejects.toMatchObject({ kind: 'throttled' });
  expect(await send(anne.recipientId, last)).toMatchObject({ state: 'accepted' });
  expect((posted[1] ?? 0) - (posted[0] ?? 0)).toBe(1000 * slotStretch);
});

test('when all turns that are given out are taken, the message comes back later', async () => {
  const { w, send, attempt } = await setUp(1);
  await useUp(w, slotHorizonMs / 1000 + 2);
  await expect(send(anne.recipientId)).rejects.toMatchObject({ kind: 'throttled' });
  expect(await attempt(anne.recipientId)).toMatchObject({ state: 'ready', id: null });
});

test('nothing is read for a message whose turn is far away', async () => {
  const { w, send } = await setUp(1);
  await useUp(w, 60);
  w.files.get = async () => {
    throw new Error('a file was read');
  };
  expect(await send(anne.recipientId)).toMatchObject({ state: 'ready', turn: expect.any(Object) });
});

test('what cannot be sent takes no turn', async () => {
  const { w, send } = await setUp(1, { withoutPdf: true });
  for (const { recipientId } of [anne, bob, chloe]) expect(await send(recipientId)).toMatchObject({ state: 'failed' });
  expect(await w.sendSlots.take({ now: w.clock.now(), perSecond: 1, patienceMs: 0 })).toBe(0);
});

test('a delivery that is not ready takes no turn', async () => {
  const { w, send } = await setUp(1);
  await send(anne.recipientId);
  const start = w.clock.now();
  expect(await send(anne.recipientId)).toMatchObject({ state: 'accepted' });
  expect(w.clock.now()).toEqual(start);
});
