import { expect, test } from 'vitest';
import { mimeReader } from '../../../shared/adapters/mail/mime-reader.ts';
import { relayBrake } from '../../../shared/domain/limits.ts';
import { expectRefused } from '../../fakes/worlds/api-world.ts';
import { relayed, reply } from '../../fakes/worlds/captured-mail.ts';
import { projectId } from '../../fakes/worlds/committed-email.ts';
import { type QuarantineWorld, quarantineWorld, waiting } from '../../fakes/worlds/quarantine-world.ts';

const bob = 'bob@client.test';
const chloe = 'chloe@steel.test';
const lea = 'lea@steel.test';

const relay = ({ call, c }: QuarantineWorld, emailId: string, user = 'usr_lea') =>
  call(user, 'POST', `/projects/${projectId}/communications/${c.communicationId}/emails/${emailId}/relay`);

const emailIn = async (q: QuarantineWorld, id: string, user = 'usr_lea') =>
  (await q.thread(user)).emails.find((email: { id: string }) => email.id === id);

test('an unverified reply is shown as waiting, and goes to the others when an Admin passes it on', async () => {
  const q = await quarantineWorld();
  const id = await waiting(q.c, { text: 'Approuvé.' });
  expect(await emailIn(q, id)).toMatchObject({
    trust: 'unverified',
    relay: { state: 'waiting', reason: 'unverified', by: null },
    released: null,
  });
  expect(await relayed(q.c.w)).toEqual([]);
  const first = await relay(q, id);
  expect(first).toMatchObject({ status: 202, json: { emailId: id, recipients: 3 } });
  expect((await relay(q, id, 'usr_max')).json).toEqual(first.json);
  expect((await relayed(q.c.w)).sort()).toEqual([bob, chloe, lea]);
  expect((await emailIn(q, id)).relay).toEqual({ state: 'relayed', reason: null, by: 'Léa Côté' });
});

test('a reply over the brake waits too, and is passed on without a doubt about its author', async () => {
  const q = await quarantineWorld();
  for (let n = 0; n < relayBrake.count; n += 1) await reply(q.c, { messageId: null, text: `${n}` });
  const [outcome] = await reply(q.c, { messageId: null, text: 'de trop' });
  const id = outcome?.emailId ?? '';
  expect((await emailIn(q, id)).relay).toMatchObject({ state: 'waiting', reason: 'brake' });
  const before = (await relayed(q.c.w)).length;
  expect((await relay(q, id)).status).toBe(202);
  expect(await relayed(q.c.w)).toHaveLength(before + 3);
  const mailed = await mimeReader().read(q.c.w.mailer.posts.at(-1)?.raw ?? Buffer.alloc(0));
  expect(mailed.text).toContain('[Transmis par Léa Côté.]\n\nde trop');
});

test('a relay passed on by an Admin who then loses that level is not sent', async () => {
  const q = await quarantineWorld();
  const id = await waiting(q.c);
  await relay(q, id, 'usr_max');
  await q.c.w.projects.putMember({
    projectId,
    userId: 'usr_max',
    level: 'standard',
    viewInvoiceDetails: true,
    contactId: 'cnt_max',
  });
  expect(await relayed(q.c.w)).toEqual([]);
});

test('passing on is refused for a reply that does not wait and to all but Admins, and a viewer who may not know of a Bcc sees no waiting relay', async () => {
  const q = await quarantineWorld();
  const id = await waiting(q.c, { text: 'sans preuve' });
  const [sent] = await reply(q.c, { text: 'prouvé' });
  const nobody = await waiting(q.c, { text: 'à tous', cc: [bob, lea] });
  const refused = { status: 409, code: 'relay-not-waiting' };
  await expectRefused(q, refused, () => relay(q, sent?.emailId ?? ''));
  const [invoice] = (await q.thread()).emails;
  await expectRefused(q, refused, () => relay(q, invoice.id));
  await expectRefused(q, { status: 403, code: 'forbidden' }, () => relay(q, id, 'usr_reader'));
  await expectRefused(q, { status: 404, code: 'not-found' }, () => relay(q, id, 'usr_stranger'));
  await expectRefused(q, { status: 404, code: 'not-found' }, () => relay(q, 'eml_none'));
  // This relay would go to Chloé alone, who is in Bcc.
  expect((await emailIn(q, nobody)).relay.state).toBe('waiting');
  expect((await emailIn(q, nobody, 'usr_reader')).relay.state).toBe('none');
  expect((await relay(q, nobody)).json.recipients).toBe(1);
  expect((await emailIn(q, nobody, 'usr_reader')).relay).toEqual({ state: 'none', reason: null, by: null });
});
