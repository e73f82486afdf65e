import { describe, expect, test } from 'vitest';
import { fairShare, perTick } from '../../../../functions/reconcile/each-alone.ts';
import { giveUpClaims } from '../../../../functions/reconcile/give-up-claims.ts';
import { lookAtOpenEmails } from '../../../../functions/reconcile/look-at-open-emails.ts';
import { markNoFeedback } from '../../../../functions/reconcile/mark-no-feedback.ts';
import { measure } from '../../../../functions/reconcile/measure.ts';
import { reconcile } from '../../../../functions/reconcile/reconcile.ts';
import { startLeftReady } from '../../../../functions/reconcile/start-left-ready.ts';
import { trackDelivery } from '../../../../functions/track-delivery/track-delivery.ts';
import { launchEmail } from '../../../../shared/actions/launch-email.ts';
import { executionName } from '../../../../shared/domain/conversation/flow.ts';
import type { DeliveryState } from '../../../../shared/domain/delivery/delivery.ts';
import { withNewAttempt } from '../../../../shared/domain/delivery/resend.ts';
import { derivedId } from '../../../../shared/domain/ids.ts';
import { claimDeadAfterMs } from '../../../../shared/domain/limits.ts';
import { anne, bob, chloe, commitInvoiceEmail, projectId } from '../../../fakes/worlds/committed-email.ts';
import { putInState } from '../../../fakes/worlds/deliveries.ts';
import { sesEvent } from '../../../fakes/worlds/ses-events.ts';
import { world } from '../../../fakes/worlds/world.ts';

const minute = 60_000;
const day = 24 * 60 * minute;

/** A settled email whose first execution has ended, with deliveries in the given states. */
const settledEmail = async (...states: DeliveryState[]) => {
  const w = world();
  const email = await commitInvoiceEmail(w);
  await launchEmail(w, email);
  w.sendFlow.end(executionName(email.id, 1));
  for (const [i, state] of states.entries())
    await putInState(w, email.id, [anne, bob, chloe][i]?.recipientId ?? '', state, { id: `attempt-${i}` });
  await w.communications.settleEmail(email.id, 1, w.clock.now().toISOString());
  const attemptOf = async (recipientId: string) => {
    const delivery = await w.communications.getDelivery(email.id, recipientId);
    if (!delivery) throw new Error('no such delivery');
    return delivery.latest;
  };
  const requestResend = async (recipientId: string) => {
    const delivery = await w.communications.getDelivery(email.id, recipientId);
    if (!delivery) throw new Error('no such delivery');
    const request = {
      requestId: 'r1',
      requestedBy: 'usr_lea',
      requestedByName: 'Léa',
      reason: 'lost',
      at: w.clock.now().toISOString(),
    };
    const { state } = delivery.latest;
    await w.communications.saveDelivery(withNewAttempt(delivery, request, delivery), state);
  };
  return { w, email, attemptOf, requestResend };
};

describe('giveUpClaims', () => {
  test('gives up a dead claim of a settled email', async () => {
    const { w, attemptOf } = await settledEmail('accepted', 'sending', 'accepted');
    w.clock.advance(claimDeadAfterMs);
    expect(await giveUpClaims(w)()).toEqual({ givenUp: 0 });
    w.clock.advance(1);
    expect(await giveUpClaims(w)()).toEqual({ givenUp: 1 });
    expect(await attemptOf(bob.recipientId)).toMatchObject({ state: 'unconfirmed', detail: 'process_died' });
    expect(await giveUpClaims(w)()).toEqual({ givenUp: 0 });
  });

  test('continues with the other deliveries if one cannot be written', async () => {
    const { w, attemptOf } = await settledEmail('sending', 'sending', 'accepted');
    w.clock.advance(2 * claimDeadAfterMs);
    const { saveDelivery } = w.communications;
    w.communications.saveDelivery = async (delivery, from) =>
      delivery.recipientId === anne.recipientId ? false : saveDelivery(delivery, from);
    expect(await giveUpClaims(w)()).toEqual({ givenUp: 1 });
    expect((await attemptOf(bob.recipientId)).state).toBe('unconfirmed');
    expect(w.log.warnings()).toEqual(['email not reconciled']);
  });
});

describe('a long list', () => {
  /** Dead claims of a number of emails to three people each, the oldest first. */
  const deadClaims = async (emails: number) => {
    const w = world();
    for (let i = 0; i < emails; i += 1) {
      const email = await commitInvoiceEmail(w, { id: derivedId('eml', projectId, String(i)) });
      for (const { recipientId } of [anne, bob, chloe])
        await putInState(w, email.id, recipientId, 'sending', { at: w.clock.now().toISOString() });
      w.clock.advance(1000);
    }
    w.clock.advance(2 * claimDeadAfterMs);
    return w;
  };

  test('with deliveries at its front that cannot be processed delays the others by a few minutes at most', async () => {
    const w = await deadClaims(100);
    const stuck = new Set((await w.communications.listForReconcile('sending', perTick)).map(({ emailId }) => emailId));
    const { saveDelivery } = w.communications;
    w.communications.saveDelivery = async (delivery, from) =>
      stuck.has(delivery.emailId) ? false : saveDelivery(delivery, from);
    let givenUp = 0;
    for (let round = 0; round < 3; round += 1) {
      givenUp += (await giveUpClaims(w)()).givenUp;
      w.clock.advance(minute);
    }
    // The first 200 deliveries belong to 67 emails, and all deliveries of those emails are stuck.
    expect(givenUp).toBe(300 - 3 * stuck.size);
  });

  test('of emails under way does not keep a later one from being started', async () => {
    const w = world();
    for (let i = 0; i < 250; i += 1)
      await launchEmail(w, await commitInvoiceEmail(w, { id: derivedId('eml', projectId, String(i)) }));
    w.clock.advance(1000);
    const last = await commitInvoiceEmail(w, { id: derivedId('eml', projectId, 'last') });
    w.clock.advance(minute);
    for (let round = 0; round < 2; round += 1) {
      await lookAtOpenEmails(w)();
      w.clock.advance(minute);
    }
    expect(w.sendFlow.started.at(-1)?.name).toBe(executionName(last.id, 1));
  });

  test('is processed with the longest waiting items in every sweep, and all others in turn', () => {
    const items = Array.from({ length: 1000 }, (_, i) => i);
    const taken = Array.from({ length: 9 }, (_, i) => fairShare(items, new Date(i * minute)));
    for (const share of taken) {
      expect(share).toHaveLength(perTick);
      expect(share.slice(0, 100)).toEqual(items.slice(0, 100));
    }
    expect(new Set(taken.flat()).size).toBe(1000);
    expect(fairShare(items.slice(0, perTick), new Date(minute))).toEqual(items.slice(0, perTick));
  });
});

test('each reconcile run reads each list once, and again only if it could not be read', async () => {
  const { w } = await settledEmail('held', 'unconfirmed', 'accepted');
  const { listForReconcile } = w.communications;
  const read: string[] = [];
  w.communications.listForReconcile = async (watch, limit) => {
    read.push(watch);
    return listForReconcile(watch, limit);
  };
  await reconcile(w)();
  const lists = ['accepted', 'held', 'ready', 'sending', 'trouble'];
  expect(read.toSorted()).toEqual(lists);
  await reconcile(w)();
  expect(read.slice(lists.length).toSorted()).toEqual(expect.arrayContaining(['held', 'trouble']));

  read.length = 0;
  w.communications.listForReconcile = async (watch, limit) => {
    read.push(watch);
    if (read.filter((one) => one === 'ready').length === 1 && watch === 'ready') throw new Error('not read');
    return listForReconcile(watch, limit);
  };
  await expect(reconcile(w)()).rejects.toMatchObject({ code: 'sweeps-failed' });
  expect(read.filter((one) => one === 'ready').length).toBe(2);
});

describe('startLeftReady', () => {
  test('starts, once, the attempt of a resend whose process died before it reopened the email', async () => {
    const { w, email, requestResend } = await settledEmail('accepted', 'unconfirmed', 'accepted');
    await requestResend(bob.recipientId);
    w.clock.advance(29_999);
    expect(await startLeftReady(w)()).toEqual({ leftReady: 0 });
    w.clock.advance(1);
    expect(await startLeftReady(w)()).toEqual({ leftReady: 1 });
    expect(w.sendFlow.started.at(-1)).toMatchObject({ name: executionName(email.id, 2), input: { run: 2 } });
    expect(await w.communications.getEmail(email.id)).toMatchObject({ run: 2, settledAt: null });
    expect(await startLeftReady(w)()).toEqual({ leftReady: 0 });
    expect(w.sendFlow.started).toHaveLength(2);
  });

  test('starts several attempts of one email with one run', async () => {
    const { w, requestResend } = await settledEmail('unconfirmed', 'unconfirmed', 'accepted');
    await requestResend(anne.recipientId);
    await requestResend(bob.recipientId);
    w.clock.advance(minute);
    expect(await startLeftReady(w)()).toEqual({ leftReady: 1 });
    expect(w.sendFlow.started).toHaveLength(2);
  });

  test('leaves the deliveries of an open email to its own run', async () => {
    const w = world();
    await commitInvoiceEmail(w);
    w.clock.advance(60 * minute);
    expect(await startLeftReady(w)()).toEqual({ leftReady: 0 });
    expect(w.sendFlow.started).toEqual([]);
  });
});

describe('markNoFeedback', () => {
  test('marks a mail that had no event for a day, once, and keeps its state', async () => {
    const { w, attemptOf } = await settledEmail('accepted', 'delivered', 'accepted');
    const before = await attemptOf(anne.recipientId);
    w.clock.advance(day - 1);
    expect(await markNoFeedback(w)()).toEqual({ unheard: 0 });
    w.clock.advance(1);
    expect(await markNoFeedback(w)()).toEqual({ unheard: 2 });
    expect(await attemptOf(anne.recipientId)).toEqual({ ...before, detail: 'no_event' });
    expect((await attemptOf(bob.recipientId)).detail).toBe(null);
    w.clock.advance(day);
    expect(await markNoFeedback(w)()).toEqual({ unheard: 0 });
    expect(w.metrics.of('AcceptedWithoutEvent')).toEqual([0, 2, 0]);
  });

  test('a later event raises the state and removes the mark', async () => {
    const { w, email, attemptOf } = await settledEmail('accepted', 'delivered', 'delivered');
    w.clock.advance(2 * day);
    await markNoFeedback(w)();
    await trackDelivery(w)(sesEvent('Delivery', { emailId: email.id, recipientId: anne.recipientId }));
    expect(await attemptOf(anne.recipientId)).toMatchObject({ state: 'delivered', detail: '250 2.6.0 … queued for …' });
  });

  test('an event that arrives before the mark is written wins', async () => {
    const { w, email, attemptOf } = await settledEmail('accepted', 'delivered', 'delivered');
    w.clock.advance(2 * day);
    const { listForReconcile } = w.communications;
    w.communications.listForReconcile = async (watch, limit) => {
      const found = await listForReconcile(watch, limit);
      await trackDelivery(w)(sesEvent('Bounce', { emailId: email.id, recipientId: anne.recipientId }));
      return found;
    };
    await markNoFeedback(w)();
    expect(await attemptOf(anne.recipientId)).toMatchObject({ state: 'bounced' });
    expect((await attemptOf(anne.recipientId)).detail).not.toBe('no_event');
  });
});

describe('measure', () => {
  test('counts zero if no delivery is waiting or unconfirmed', async () => {
    const { w } = await settledEmail('accepted', 'delivered', 'bounced');
    w.clock.advance(day);
    await measure(w)();
    expect(w.metrics.of('OldestQueuedSeconds')).toEqual([0]);
    expect(w.metrics.of('Unconfirmed')).toEqual([0]);
  });

  test('measures how long the oldest delivery has waited, however often it was put back', async () => {
    const w = world();
    const email = await commitInvoiceEmail(w);
    w.clock.advance(10 * minute);
    const at = w.clock.now().toISOString();
    for (const { recipientId } of [anne, bob, chloe])
      await putInState(w, email.id, recipientId, 'ready', {
        at,
        history: [
          { state: 'sending', at: email.createdAt, detail: null },
          { state: 'ready', at, detail: null },
        ],
      });
    w.communications.listOpenEmails = async () => [];
    await measure(w)();
    expect(w.metrics.of('OldestQueuedSeconds')).toEqual([600]);
  });

  test('measures how long an email without deliveries has waited', async () => {
    const w = world();
    await commitInvoiceEmail(w);
    w.communications.listForReconcile = async () => [];
    w.clock.advance(31 * minute);
    await measure(w)();
    expect(w.metrics.of('OldestQueuedSeconds')).toEqual([31 * 60]);
  });

  test('counts the held deliveries', async () => {
    const { w } = await settledEmail('held', 'held', 'accepted');
    await measure(w)();
    expect(w.metrics.of('Held')).toEqual([2]);
  });

  test('counts the unconfirmed deliveries of which nobody has been notified yet', async () => {
    const { w, email } = await settledEmail('unconfirmed', 'unconfirmed', 'bounced');
    await measure(w)();
    await putInState(w, email.id, anne.recipientId, 'unconfirmed', { told: true });
    await measure(w)();
    expect(w.metrics.of('Unconfirmed')).toEqual([2, 1]);
  });
});
