import { simpleParser } from 'mailparser';
import { beforeEach, describe, expect, test } from 'vitest';
import { trackDelivery } from '../../../functions/track-delivery/track-delivery.ts';
import { relayIdOf } from '../../../shared/domain/conversation/relay.ts';
import { runSendFlow } from '../../fakes/harness/run-send-flow.ts';
import { kept, outcomesOf, reply } from '../../fakes/worlds/captured-mail.ts';
import { projectId } from '../../fakes/worlds/committed-email.ts';
import { type QuarantineWorld, quarantineWorld } from '../../fakes/worlds/quarantine-world.ts';
import { sesEvent } from '../../fakes/worlds/ses-events.ts';

/** *Correct and resend*, and its consequences for a person whose address was corrected in the directory (ADR 34). */

let q: QuarantineWorld;
let invoiceEmailId: string;

beforeEach(async () => {
  q = await quarantineWorld();
  invoiceEmailId = (await q.c.w.communications.getCommunication(q.c.communicationId))?.firstEmailId ?? '';
});

const path = () => `/projects/${projectId}/communications/${q.c.communicationId}`;

const event = async (type: string, emailId: string, recipientId: string) => {
  const delivery = await q.c.w.communications.getDelivery(emailId, recipientId);
  if (!delivery) throw new Error('no such delivery');
  const { number, sesMessageId } = delivery.latest;
  q.c.w.clock.advance(1000);
  await trackDelivery(q.c.w)(
    sesEvent(type, { emailId, recipientId, attempt: number, sesMessageId: sesMessageId ?? '' }),
  );
};

const correct = async (recipientId: string, email: string) => {
  const contact = await q.c.w.projects.getContact(projectId, recipientId);
  if (contact) await q.c.w.projects.putContact({ ...contact, email });
};

const resend = async (emailId: string, recipientId: string) => {
  q.c.w.clock.advance(1000);
  const body = { recipients: [recipientId], reason: 'Adresse corrigée' };
  const headers = { 'idempotency-key': `${emailId}-${q.c.w.mailer.mails.length}` };
  const answer = await q.call('usr_lea', 'POST', `${path()}/emails/${emailId}/resend`, { body, headers });
  expect(answer.status).toBe(202);
  await runSendFlow(q.c.w);
};

/** The invoice to `recipientId` bounces, the directory is corrected, and the invoice is sent again. */
const correctAndResend = async (recipientId: string, email: string) => {
  await event('Bounce', invoiceEmailId, recipientId);
  await correct(recipientId, email);
  await resend(invoiceEmailId, recipientId);
};

const newBob = 'robert@client.test';
const fromBob = (address: string, more = {}, arrival = {}) =>
  reply(q.c, { from: `Bob Kerr <${address}>`, messageId: null, ...more }, { source: address, ...arrival });

/** The recipient of each mail that `work` causes, with the addresses that its headers list. */
const mailsOf = async (work: () => Promise<unknown>) => {
  const before = q.c.w.mailer.mails.length;
  await work();
  await runSendFlow(q.c.w);
  const mails = await Promise.all(
    q.c.w.mailer.mails.slice(before).map(async ({ to, raw }) => {
      const listed = [(await simpleParser(Buffer.from(raw))).to ?? []].flat();
      return [to, listed.flatMap((list) => list.value.map((box) => box.address))] as const;
    }),
  );
  return Object.fromEntries(mails);
};

test('relays go to the corrected address and list it, and nothing goes to the old one', async () => {
  await correctAndResend('cnt_bob', newBob);
  const listed = ['lea@steel.test', newBob];
  const expected = { 'lea@steel.test': listed, [newBob]: listed, 'chloe@steel.test': listed };
  expect(await mailsOf(() => reply(q.c))).toEqual(expected);
});

test('the copy that is sent again names its recipient by the corrected address', async () => {
  const mails = await mailsOf(() => correctAndResend('cnt_anne', 'a.roy@gc.test'));
  expect(mails).toEqual({ 'a.roy@gc.test': ['a.roy@gc.test'] });
});

describe('a mail from the corrected address', () => {
  beforeEach(() => correctAndResend('cnt_bob', newBob));

  test('is that person’s, and goes to the others and to none of the author’s addresses', async () => {
    let emailId: string | null | undefined;
    const mails = await mailsOf(async () => {
      emailId = (await fromBob(newBob))[0]?.emailId;
    });
    expect(await kept(q.c, emailId)).toMatchObject({
      status: 'recorded',
      trust: 'verified',
      from: { contactId: 'cnt_bob', name: 'Bob Kerr', address: newBob },
    });
    expect(Object.keys(mails).sort()).toEqual(['anne@gc.test', 'chloe@steel.test', 'lea@steel.test']);
  });

  test('finds the conversation by an id alone, like any participant’s mail', async () => {
    const headers = [`In-Reply-To: <${q.c.invoiceMessageId}>`];
    const outside = { to: ['post@elsewhere.test'], headers };
    expect(await outcomesOf(fromBob(newBob, outside, { recipients: ['post@elsewhere.test'] }))).toEqual([
      ['recorded', null],
    ]);
  });

  test('is judged by DMARC like any other, and released as that person’s', async () => {
    const [held] = await fromBob(newBob, {}, { verdicts: { dmarc: 'FAIL' } });
    expect(held).toMatchObject({ outcome: 'quarantined', reason: 'spoof_suspected' });
    const mails = await mailsOf(() => q.decide('release', held?.emailId ?? ''));
    expect(Object.keys(mails).sort()).toEqual(['anne@gc.test', 'chloe@steel.test', 'lea@steel.test']);
    expect((await kept(q.c, held?.emailId)).from).toMatchObject({ contactId: 'cnt_bob', address: newBob });
  });

  test('waits if its sender is unverified, and does not go back to its author when it is passed on', async () => {
    const [waiting] = await fromBob(newBob, {}, { verdicts: { dmarc: 'GRAY' } });
    const thread = await q.thread();
    const shown = thread.emails.find((email: { id: string }) => email.id === waiting?.emailId);
    expect(shown.relay).toMatchObject({ state: 'waiting', reason: 'unverified' });
    const mails = await mailsOf(() => q.call('usr_lea', 'POST', `${path()}/emails/${waiting?.emailId}/relay`));
    expect(Object.keys(mails).sort()).toEqual(['anne@gc.test', 'chloe@steel.test', 'lea@steel.test']);
  });

  test('is quarantined if its author has left the directory, and no relay goes there', async () => {
    q.c.w.projects.getContact = (
      (get) => async (project, id) =>
        id === 'cnt_bob' ? null : get(project, id)
    )(q.c.w.projects.getContact);
    expect(await outcomesOf(fromBob(newBob))).toEqual([['quarantined', 'removed_person']]);
    expect(Object.keys(await mailsOf(() => reply(q.c))).sort()).toEqual(['chloe@steel.test', 'lea@steel.test']);
  });
});

describe('the former address', () => {
  test('is a stranger’s if no mail of the conversation ever reached it', async () => {
    await correctAndResend('cnt_bob', newBob);
    expect(await outcomesOf(fromBob('bob@client.test'))).toEqual([['quarantined', 'unknown_sender']]);
  });

  test('is the other person’s if it belongs to another participant by now', async () => {
    await correctAndResend('cnt_anne', 'bob@client.test');
    const [outcome] = await reply(q.c, { from: 'Léa <lea@steel.test>', messageId: null }, { source: 'lea@steel.test' });
    await runSendFlow(q.c.w);
    const relayId = relayIdOf(outcome?.emailId ?? '');
    await event('Bounce', relayId, 'cnt_anne');
    await correct('cnt_anne', 'a.roy@gc.test');
    await resend(relayId, 'cnt_anne');
    const mails = await mailsOf(async () => {
      const [old] = await fromBob('bob@client.test', { text: 'De Bob.' });
      expect((await kept(q.c, old?.emailId)).from).toMatchObject({ contactId: 'cnt_bob', name: 'Bob Kerr' });
    });
    expect(Object.keys(mails).sort()).toEqual(['a.roy@gc.test', 'chloe@steel.test', 'lea@steel.test']);
  });
});

test('a person in Bcc whose address is corrected stays hidden, and answers the sender alone', async () => {
  await correctAndResend('cnt_chloe', 'c.dube@steel.test');
  const listed = ['lea@steel.test', 'bob@client.test'];
  expect(await mailsOf(() => reply(q.c))).toEqual({
    'lea@steel.test': listed,
    'bob@client.test': listed,
    'c.dube@steel.test': listed,
  });
  let emailId: string | null | undefined;
  const mails = await mailsOf(async () => {
    const mail = { from: 'Chloé <c.dube@steel.test>', messageId: null };
    emailId = (await reply(q.c, mail, { source: 'c.dube@steel.test' }))[0]?.emailId;
  });
  expect(Object.keys(mails)).toEqual(['lea@steel.test']);
  expect((await kept(q.c, emailId)).visibility).toBe('sender_and_admins');
  const named = { text: 'Et Chloé.', to: [q.c.thread, 'c.dube@steel.test'] };
  const [telling] = await reply(q.c, named);
  expect((await kept(q.c, telling?.emailId)).to).toEqual([{ contactId: null, name: '', address: 'c.dube@steel.test' }]);
});
