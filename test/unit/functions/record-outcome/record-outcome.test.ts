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
  const readEmail = async () => {
    const stored = await w.communications.getEmail(email.id);
    return {
      settledAt: stored?.direction === 'outgoing' ? stored.settledAt : undefined,
      states: (await w.communications.listDeliveries(email.id)).map((d) => d.latest.state),
    };
  };
  return { w, email, record, readEmail };
};

test('an email is sent and settled when all its deliveries are accepted', async () => {
  const { w, email, record, readEmail } = await setUp('accepted', 'accepted', 'delivered');
  expect(await record(null)).toEqual({ emailId: email.id, state: 'sent' });
  expect(await readEmail()).toEqual({
    settledAt: w.clock.now().toISOString(),
    states: ['accepted', 'accepted', 'delivered'],
  });
});

test.each([
  [['accepted', 'failed', 'accepted'], 'partly_sent'],
  [['accepted', 'unconfirmed', 'accepted'], 'partly_sent'],
  [['held', 'accepted', 'accepted'], 'held'],
  [['cancelled', 'cancelled', 'failed'], 'failed'],
] satisfies [DeliveryState[], string][])('%j is settled as %s', async (states, state) => {
  const { record, readEmail } = await setUp(...states);
  expect(await record(null)).toMatchObject({ state });
  expect(await readEmail()).toEqual({ settledAt: expect.any(String), states });
});

test('a failed render fails the ready deliveries with its reason and settles the email', async () => {
  const { w, email, record, readEmail } = await setUp('ready', 'cancelled', 'ready');
  expect(await record('render')).toMatchObject({ state: 'failed' });
  expect(await readEmail()).toEqual({ settledAt: expect.any(String), states: ['failed', 'cancelled', 'failed'] });
  const delivery = await w.communications.getDelivery(email.id, anne.recipientId);
  expect(delivery?.latest).toMatchObject({ detail: 'render_failed' });
});

test('a document over a limit fails the deliveries with the limit as the reason', async () => {
  const { w, email, record } = await setUp('ready', 'ready', 'ready');
  expect(await record('render_limit')).toMatchObject({ state: 'failed' });
  const delivery = await w.communications.getDelivery(email.id, anne.recipientId);
  expect(delivery?.latest).toMatchObject({ state: 'failed', detail: 'render_limit' });
});

test('a failed send leaves ready deliveries to reconcile and the email open', async () => {
  const { record, readEmail } = await setUp('accepted', 'ready', 'ready');
  expect(await record('send')).toMatchObject({ state: 'sending' });
  expect(await readEmail()).toEqual({ settledAt: null, states: ['accepted', 'ready', 'ready'] });
});

test('a delivery under way keeps the email open, even if the render failed', async () => {
  const { record, readEmail } = await setUp('sending', 'ready', 'accepted');
  await record('render');
  expect(await readEmail()).toEqual({ settledAt: null, states: ['sending', 'failed', 'accepted'] });
});

test('recording again at a later time changes nothing', async () => {
  const { w, record, readEmail } = await setUp('accepted', 'failed', 'accepted');
  await record(null);
  const before = await readEmail();
  w.clock.advance(60_000);
  expect(await record(null)).toMatchObject({ state: 'partly_sent' });
  expect(await readEmail()).toEqual(before);
});

test('an earlier run does not settle an email that a later one has reopened', async () => {
  const { w, email, record, readEmail } = await setUp('accepted', 'accepted', 'accepted');
  await w.communications.nextRun(email.id, 1, email.createdAt);
  await record(null, 1);
  expect((await readEmail()).settledAt).toBeNull();
  await record(null, 2);
  expect((await readEmail()).settledAt).not.toBeNull();
});

test('a lost answer to a write does not make the step fail', async () => {
  const { w, record, readEmail } = await setUp();
  w.communications.breakOn('saveDelivery', 'after', 1);
  w.communications.breakOn('saveDelivery', 'before', 2);
  await record('render');
  expect(await readEmail()).toEqual({ settledAt: expect.any(String), states: ['failed', 'failed', 'failed'] });
});

test('an email that was never stored is not settled', async () => {
  const w = world();
  expect(await recordOutcome(w)({ emailId: 'eml_none', run: 1, failedStep: null })).toEqual({
    emailId: 'eml_none',
    state: 'queued',
  });
});
