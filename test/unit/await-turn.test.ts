import { expect, test } from 'vitest';
import { sendEmail } from '../../functions/send-email/send-email.ts';
import { latestAttempt } from '../../shared/domain/delivery-rules.ts';
import { turnPatienceMs } from '../../shared/domain/limits.ts';
import { anne, bob, chloe, commitInvoiceEmail, setSenderLevel } from '../fakes/committed-email.ts';
import { type World, world } from '../fakes/world.ts';

const setUp = async (maxPerSecond: number, more: Parameters<typeof commitInvoiceEmail>[1] = {}) => {
  const w = world();
  w.account.state.maxPerSecond = maxPerSecond;
  const email = await commitInvoiceEmail(w, more);
  const send = (recipientId: string) => sendEmail(w)({ emailId: email.id, run: 1, recipientId });
  const attempt = async (recipientId: string) => {
    const delivery = await w.communications.getDelivery(email.id, recipientId);
    if (!delivery) throw new Error('no such delivery');
    return latestAttempt(delivery);
  };
  return { w, send, attempt };
};

/** The rate is used up for `seconds` from now, at one a second. */
const useUp = async (w: World, seconds: number) => {
  for (let i = 0; i < seconds; i += 1)
    await w.sendSlots.take({ now: w.clock.now(), perSecond: 1, patienceMs: 1000 * seconds });
};

test('a message waits for its turn, and is claimed only then', async () => {
  const { w, send, attempt } = await setUp(1);
  const start = w.clock.now().getTime();
  await useUp(w, 3);
  expect(await send(anne.recipientId)).toMatchObject({ state: 'accepted' });
  const claim = (await attempt(anne.recipientId)).history.find(({ state }) => state === 'sending');
  expect(Date.parse(claim?.at ?? '') - start).toBe(3000);
});

test('whoever lost the permission while the message waited sends nothing', async () => {
  const { w, send, attempt } = await setUp(1);
  await useUp(w, 2);
  w.timer.meanwhile.push(() => setSenderLevel(w, 'standard'));
  await send(anne.recipientId);
  expect(await attempt(anne.recipientId)).toMatchObject({ state: 'cancelled', detail: 'sender_not_admin' });
  expect(w.mailer.posts).toEqual([]);
});

test('a turn further away than the patience is not waited for, and is left to others', async () => {
  const { w, send, attempt } = await setUp(1);
  const start = w.clock.now();
  const seconds = turnPatienceMs / 1000 + 1;
  await useUp(w, seconds);
  for (const { recipientId } of [anne, bob, chloe]) {
    await expect(send(recipientId)).rejects.toMatchObject({ kind: 'throttled' });
    expect(await attempt(recipientId)).toMatchObject({ state: 'ready', id: null });
  }
  expect(w.clock.now()).toEqual(start);
  w.clock.advance(1000);
  expect(await send(anne.recipientId)).toMatchObject({ state: 'accepted' });
  expect(w.clock.now().getTime() - start.getTime()).toBe(1000 * seconds);
});

test('nothing is read for a message whose turn is far away', async () => {
  const { w, send } = await setUp(1);
  await useUp(w, turnPatienceMs / 1000 + 1);
  w.files.get = async () => {
    throw new Error('a file was read');
  };
  await expect(send(anne.recipientId)).rejects.toMatchObject({ kind: 'throttled' });
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
