import { expect, test } from 'vitest';
import { trackDelivery } from '../../../functions/track-delivery/track-delivery.ts';
import { relayIdOf } from '../../../shared/domain/conversation/relay.ts';
import { runSendFlow } from '../../fakes/harness/run-send-flow.ts';
import { reply } from '../../fakes/worlds/captured-mail.ts';
import { projectId } from '../../fakes/worlds/committed-email.ts';
import { type QuarantineWorld, quarantineWorld } from '../../fakes/worlds/quarantine-world.ts';
import { sesEvent } from '../../fakes/worlds/ses-events.ts';

/** Anne writes a reply. Returns the id of its relay, and the state of each delivery of the relay. */
const relayOfAnne = async ({ c }: QuarantineWorld, text: string) => {
  const [outcome] = await reply(c, { text, messageId: null });
  await runSendFlow(c.w);
  const id = relayIdOf(outcome?.emailId ?? '');
  const deliveries = await c.w.communications.listDeliveries(id);
  const states = deliveries.map((delivery) => {
    const { state, detail } = delivery.latest;
    return [delivery.recipientId, detail === null ? state : `${state} ${detail}`];
  });
  return { id, states: Object.fromEntries(states) };
};

const firstEmailId = async ({ c }: QuarantineWorld) =>
  (await c.w.communications.getCommunication(c.communicationId))?.firstEmailId ?? '';

const event = async (q: QuarantineWorld, type: string, recipientId: string, more: Record<string, unknown> = {}) => {
  const emailId = await firstEmailId(q);
  const delivery = await q.c.w.communications.getDelivery(emailId, recipientId);
  const sesMessageId = delivery?.latest.sesMessageId ?? '';
  q.c.w.clock.advance(1000);
  await trackDelivery(q.c.w)(sesEvent(type, { emailId, recipientId, sesMessageId }, more));
};

const resend = async ({ call, c }: QuarantineWorld, emailId: string, recipientId: string) => {
  c.w.clock.advance(1000);
  const path = `/projects/${projectId}/communications/${c.communicationId}/emails/${emailId}/resend`;
  const body = { recipients: [recipientId], reason: 'Adresse vérifiée' };
  const answer = await call('usr_lea', 'POST', path, { body, headers: { 'idempotency-key': `${emailId}-again` } });
  expect(answer.status).toBe(202);
  await runSendFlow(c.w);
};

test('a relay does not go to an address whose last mail of the conversation bounced or was reported, and its delivery says why', async () => {
  const q = await quarantineWorld();
  await event(q, 'Bounce', 'cnt_bob');
  await event(q, 'Complaint', 'cnt_chloe');
  const { id, states } = await relayOfAnne(q, 'Reçu.');
  expect(states).toEqual({
    cnt_bob: 'cancelled address_bounced',
    cnt_chloe: 'cancelled address_complained',
    cnt_lea: 'accepted',
  });
  const shown = (await q.thread()).emails.find((email: { id: string }) => email.id === id);
  expect(shown.deliveries.map((d: { detail: string | null }) => d.detail).sort()).toEqual([
    'address_bounced',
    'address_complained',
    null,
  ]);
  // A relay that was not sent must not count as the address's last mail.
  expect((await relayOfAnne(q, 'Encore.')).states).toMatchObject({ cnt_bob: 'cancelled address_bounced' });
});

test('a temporary bounce stops no relay', async () => {
  const q = await quarantineWorld();
  await event(q, 'Bounce', 'cnt_bob', { bounce: { timestamp: '2026-10-01T12:10:00Z', bounceType: 'Transient' } });
  expect((await relayOfAnne(q, 'Reçu.')).states).toMatchObject({ cnt_bob: 'accepted' });
});

test('a relay goes to such an address again after an Admin has resent a mail there', async () => {
  const q = await quarantineWorld();
  await event(q, 'Bounce', 'cnt_bob');
  const first = await relayOfAnne(q, 'Un.');
  expect(first.states).toMatchObject({ cnt_bob: 'cancelled address_bounced' });
  // An Admin may resend the cancelled relay itself.
  await resend(q, first.id, 'cnt_bob');
  expect(((await q.c.w.communications.getDelivery(first.id, 'cnt_bob')) ?? never()).latest).toMatchObject({
    state: 'accepted',
    number: 2,
  });
  expect((await relayOfAnne(q, 'Deux.')).states).toMatchObject({ cnt_bob: 'accepted' });
});

const never = (): never => {
  throw new Error('no such delivery');
};
