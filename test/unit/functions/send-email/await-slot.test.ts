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
  /** The time of each call of SES. */
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

/** Takes all send slots of the next `seconds`. */
const takeSlots = async (w: World, seconds: number) => {
  for (let i = 0; i < seconds; i += 1)
    await w.sendSlots.take({ now: w.clock.now(), perSecond: 1, timeoutMs: 1000 * seconds });
};

const claimedAt = ({ history }: Attempt): number =>
  Date.parse(history.find(({ state }) => state === 'sending')?.at ?? '');

test('a message is posted at its send slot, right after the pre-send check and the claim', async () => {
  const { w, send, attempt, posted } = await setUp(1);
  const start = w.clock.now().getTime();
  await takeSlots(w, 3);
  expect(await send(anne.recipientId)).toMatchObject({ state: 'accepted' });
  expect(posted).toEqual([start + 3000]);
  expect(claimedAt(await attempt(anne.recipientId))).toBe(start + 3000 - claimBeforeSlotMs);
});

test('messages are posted evenly, at a rate that tolerates delays of 50 ms', async () => {
  const { w, send, posted } = await setUp(10);
  const start = w.clock.now().getTime();
  for (const { recipientId } of [anne, bob, chloe]) await send(recipientId);
  const gaps = posted.map((at, i) => at - (posted[i - 1] ?? start));
  expect(gaps[0]).toBe(claimBeforeSlotMs);
  for (const gap of gaps.slice(1)) expect(gap).toBeGreaterThanOrEqual((1000 * slotStretch) / 10);
});

test('a message that is not written in time for its slot takes another when it is written', async () => {
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

test('a sender who loses permission while the message waits sends nothing', async () => {
  const { w, send, attempt } = await setUp(1);
  await takeSlots(w, 2);
  w.timer.meanwhile.push(() => setSenderLevel(w, 'standard'));
  await send(anne.recipientId);
  expect(await attempt(anne.recipientId)).toMatchObject({ state: 'cancelled', detail: 'sender_not_admin' });
  expect(w.mailer.posts).toEqual([]);
});

test('a distant slot is returned without waiting, and a call shortly before it posts the message', async () => {
  const { w, send, attempt, posted } = await setUp(1);
  const start = w.clock.now().getTime();
  await takeSlots(w, 60);
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

test('slots are given in the order of the calls, one to each', async () => {
  const { w, send } = await setUp(1);
  await takeSlots(w, 60);
  const slots: number[] = [];
  for (const { recipientId } of [anne, bob, chloe]) slots.push(Date.parse((await send(recipientId)).turn?.at ?? ''));
  const length = 1000 * slotStretch;
  expect(slots.map((at) => at - (slots[0] ?? 0))).toEqual([0, length, 2 * length]);
});

test('a call that comes too early keeps its slot', async () => {
  const { w, send } = await setUp(1);
  await takeSlots(w, 60);
  const last = await send(anne.recipientId);
  w.clock.advance(30_000);
  expect((await send(anne.recipientId, last)).turn).toMatchObject(last.turn ?? {});
});

test.each([
  ['the first slot', undefined, slotMissedAfterMs],
  ['a later slot', true as const, slotLostAfterMs],
])('a slot missed by a little is used at once, and one missed by more is not: %s', async (_, again, bearable) => {
  const late = async (byMs: number) => {
    const { w, send, posted } = await setUp(1);
    const start = w.clock.now().getTime();
    await takeSlots(w, 60);
    const { turn, ...last } = await send(anne.recipientId);
    if (!turn) throw new Error('no send slot');
    w.clock.advance(60_000 + byMs);
    await send(anne.recipientId, { ...last, turn: { ...turn, ...(again && { again }) } });
    return (posted[0] ?? 0) - start;
  };
  expect(await late(bearable)).toBe(60_000 + bearable);
  const next = 60_000 + 1000 * slotStretch;
  expect(await late(bearable + 1)).toBe(Math.max(next, 60_000 + bearable + 1 + claimBeforeSlotMs));
});

describe('a message whose pre-send check ends too late for its slot', () => {
  /** Makes every read of the directory take two seconds, during which `others` happens. */
  const slowDirectory = (w: World, others: () => Promise<void> = async () => {}) => {
    const { getContact } = w.projects;
    w.projects.getContact = async (...args) => {
      const { clock } = w;
      clock.advance(2000);
      await others();
      return getContact(...args);
    };
  };

  test('is checked once more for another slot, and then posted even if the check is slow again', async () => {
    const { w, send, posted } = await setUp(10);
    slowDirectory(w);
    const start = w.clock.now().getTime();
    expect(await send(anne.recipientId)).toMatchObject({ state: 'accepted' });
    expect(posted).toEqual([start + 4000]);
  });

  test('waits for a later slot if all near ones are taken, so that delayed messages do not leave together', async () => {
    const { w, send, attempt, posted } = await setUp(1);
    slowDirectory(w, () => takeSlots(w, 60));
    const late = await send(bob.recipientId);
    expect(late).toMatchObject({ state: 'ready', turn: { again: true } });
    expect(await attempt(bob.recipientId)).toMatchObject({ state: 'ready', id: null });
    expect(posted).toEqual([]);
    w.clock.set(late.turn?.wakeAt ?? '');
    expect(await send(bob.recipientId, late)).toMatchObject({ state: 'accepted' });
  });

  test('is cancelled if the second check fails', async () => {
    const { w, send, posted } = await setUp(1);
    slowDirectory(w, () => setSenderLevel(w, 'standard'));
    expect(await send(anne.recipientId)).toMatchObject({ state: 'cancelled' });
    expect(posted).toEqual([]);
  });
});

test('a slot at which SES answered 429 is used up, and the message takes another', async () => {
  const { w, send, posted } = await setUp(1);
  await takeSlots(w, 60);
  const last = await send(anne.recipientId);
  w.clock.set(last.turn?.wakeAt ?? '');
  w.mailer.next({ kind: 'throttled' });
  await expect(send(anne.recipientId, last)).rejects.toMatchObject({ kind: 'throttled' });
  expect(await send(anne.recipientId, last)).toMatchObject({ state: 'accepted' });
  expect((posted[1] ?? 0) - (posted[0] ?? 0)).toBe(1000 * slotStretch);
});

test('when all slots are taken, the message is throttled and stays ready', async () => {
  const { w, send, attempt } = await setUp(1);
  await takeSlots(w, slotHorizonMs / 1000 + 2);
  await expect(send(anne.recipientId)).rejects.toMatchObject({ kind: 'throttled' });
  expect(await attempt(anne.recipientId)).toMatchObject({ state: 'ready', id: null });
});

test('no file is read for a message whose slot is distant', async () => {
  const { w, send } = await setUp(1);
  await takeSlots(w, 60);
  w.files.get = async () => {
    throw new Error('a file was read');
  };
  expect(await send(anne.recipientId)).toMatchObject({ state: 'ready', turn: expect.any(Object) });
});

test('a message that cannot be sent takes no slot', async () => {
  const { w, send } = await setUp(1, { withoutPdf: true });
  for (const { recipientId } of [anne, bob, chloe]) expect(await send(recipientId)).toMatchObject({ state: 'failed' });
  expect(await w.sendSlots.take({ now: w.clock.now(), perSecond: 1, timeoutMs: 0 })).toBe(0);
});

test('a delivery that is not ready takes no slot', async () => {
  const { w, send } = await setUp(1);
  await send(anne.recipientId);
  const start = w.clock.now();
  expect(await send(anne.recipientId)).toMatchObject({ state: 'accepted' });
  expect(w.clock.now()).toEqual(start);
});
