import { expect, test } from 'vitest';
import { recordOutcome } from '../../../../functions/record-outcome/record-outcome.ts';
import type { RecordOutcomeInput } from '../../../../shared/domain/conversation/flow.ts';
import type { DeliveryState } from '../../../../shared/domain/delivery/delivery.ts';
import { anne, bob, chloe, commitInvoiceEmail } from '../../../fakes/worlds/committed-email.ts';
import { putInState } from '../../../fakes/worlds/deliveries.ts';
import { world } from '../../../fakes/worlds/world.ts';

const setUp = async (...states: DeliveryState[]) => {
  const w = world();
  const email = await commitInvoiceEmail(w);
  const recipients = [anne, bob, chloe];
  for (const [i, state] of states.entries()) await putInState(w, email.id, recipients[i]?.recipientId ?? '', state);
  const record = (failedStep: RecordOutcomeInput['failedStep'], run = 1) =>
    recordOutcome(w)({ emailId: email.id, run, failedStep });
  const look = async () => {
    const stored = await w.communications.getEmail(email.id);
    return {
      settledAt: stored?.direction === 'outgoing' ? stored.settledAt : undefined,
      states: (await w.communications.listDeliveries(email.id)).map((d) => d.latest.state),
    };
  };
  return { w, email, record, look };
};

test('everything accepted: sent, and the email is closed', async () => {
  const { w, email, record, look } = await setUp('accepted', 'accepted', 'delivered');
  expect(await record(null)).toEqual({ emailId: email.id, state: 'sent' });
  expect(await look()).toEqual({
    settledAt: w.clock.now().toISOString(),
    states: ['accepted', 'accepted', 'delivered'],
  });
});

test.each([
  [['accepted', 'failed', 'accepted'], 'partly_sent'],
  [['accepted', 'unconfirmed', 'accepted'], 'partly_sent'],
  [['held', 'accepted', 'accepted'], 'held'],
  [['cancelled', 'cancelled', 'failed'], 'failed'],
] satisfies [DeliveryState[], string][])('%j is closed as %s', async (states, state) => {
  const { record, look } = await setUp(...states);
  expect(await record(null)).toMatchObject({ state });
  expect(await look()).toEqual({ settledAt: expect.any(String), states });
});

test('a failed rendering fails whoever still waits, with the reason, and closes the email', async () => {
  const { w, email, record, look } = await setUp('ready', 'cancelled', 'ready');
  expect(await record('render')).toMatchObject({ state: 'failed' });
  expect(await look()).toEqual({ settledAt: expect.any(String), states: ['failed', 'cancelled', 'failed'] });
  const delivery = await w.communications.getDelivery(email.id, anne.recipientId);
  expect(delivery?.latest).toMatchObject({ detail: 'render_failed' });
});

test('a document over a limit says that it was the limit', async () => {
  const { w, email, record } = await setUp('ready', 'ready', 'ready');
  expect(await record('render_limit')).toMatchObject({ state: 'failed' });
  const delivery = await w.communications.getDelivery(email.id, anne.recipientId);
  expect(delivery?.latest).toMatchObject({ state: 'failed', detail: 'render_limit' });
});

test('a failed send leaves who still waits to reconcile, and the email open', async () => {
  const { record, look } = await setUp('accepted', 'ready', 'ready');
  expect(await record('send')).toMatchObject({ state: 'sending' });
  expect(await look()).toEqual({ settledAt: null, states: ['accepted', 'ready', 'ready'] });
});

test('what is under way keeps the email open, also when the rendering failed', async () => {
  const { record, look } = await setUp('sending', 'ready', 'accepted');
  await record('render');
  expect(await look()).toEqual({ settledAt: null, states: ['sending', 'failed', 'accepted'] });
});

test('recording twice changes nothing, whatever time it is', async () => {
  const { w, record, look } = await setUp('accepted', 'failed', 'accepted');
  await record(null);
  const before = await look();
  w.clock.advance(60_000);
  expect(await record(null)).toMatchObject({ state: 'partly_sent' });
  expect(await look()).toEqual(before);
});

test('an earlier run does not close what a later one has opened again', async () => {
  const { w, email, record, look } = await setUp('accepted', 'accepted', 'accepted');
  await w.communications.nextRun(email.id, 1, email.createdAt);
  await record(null, 1);
  expect((await look()).settledAt).toBeNull();
  await record(null, 2);
  expect((await look()).settledAt).not.toBeNull();
});

test('a lost answer to a write is found out, not failed upon', async () => {
  const { w, record, look } = await setUp();
  w.communications.breakOn('saveDelivery', 'after', 1);
  w.communications.breakOn('saveDelivery', 'before', 2);
  await record('render');
  expect(await look()).toEqual({ settledAt: expect.any(String), states: ['failed', 'failed', 'failed'] });
});

test('an email that was never written closes nothing', async () => {
  const w = world();
  expect(await recordOutcome(w)({ emailId: 'eml_none', run: 1, failedStep: null })).toEqual({
    emailId: 'eml_none',
    state: 'queued',
  });
});
