import { beforeEach, describe, expect, test } from 'vitest';
import { relayIdOf } from '../../../shared/domain/conversation/relay.ts';
import { runSendFlow } from '../../fakes/harness/run-send-flow.ts';
import { kept, outcomesOf, recorded, reply } from '../../fakes/worlds/captured-mail.ts';
import { projectId } from '../../fakes/worlds/committed-email.ts';
import { type QuarantineWorld, quarantineWorld } from '../../fakes/worlds/quarantine-world.ts';

/** Bob was mailed at bob@client.test and leaves. His entry in the directory becomes Paula Roy's. */

const old = 'bob@client.test';
const paula = 'paula.roy@client.test';
let q: QuarantineWorld;

beforeEach(async () => {
  q = await quarantineWorld();
});

const put = (name: string, email: string, contactId = 'cnt_bob') =>
  q.call('usr_lea', 'PUT', `/projects/${projectId}/directory/${contactId}`, { body: { name, email, language: 'en' } });

const mailed = async (work: () => Promise<unknown>): Promise<string[]> => {
  const before = q.c.w.mailer.mails.length;
  await work();
  await runSendFlow(q.c.w);
  return q.c.w.mailer.mails.slice(before).map(({ to }) => to);
};

const fromOld = (text: string, more = {}) =>
  reply(q.c, { from: `Bob Kerr <${old}>`, messageId: null, text }, { source: old, ...more });

describe('a changed address (Y15)', () => {
  test('takes effect at the next relay, which goes to the new address and not to the old one', async () => {
    expect(await mailed(() => reply(q.c, { text: 'Avant.' }))).toContain(old);
    expect((await put('Paula Roy', paula)).status).toBe(200);
    const mails = await mailed(() => reply(q.c, { text: 'Marge confidentielle.' }));
    expect(mails.sort()).toEqual(['chloe@steel.test', 'lea@steel.test', paula]);
    const relay = Buffer.from(q.c.w.mailer.mails.at(-1)?.raw ?? []).toString('latin1');
    expect(relay).toContain(paula);
    expect(relay).not.toContain(old);
  });

  test('identifies its new owner’s mail at once', async () => {
    await put('Paula Roy', paula);
    const from = { from: `Paula Roy <${paula}>`, messageId: null, text: 'Bonjour.' };
    const mails = await mailed(() => reply(q.c, from, { source: paula }));
    expect(mails.sort()).toEqual(['anne@gc.test', 'chloe@steel.test', 'lea@steel.test']);
    expect((await recorded(q.c)).at(-1)?.from).toMatchObject({ contactId: 'cnt_bob', name: 'Paula Roy' });
  });

  test('stops a relay that was written before and has not left, with the reason, and a resend goes to the new address', async () => {
    const [outcome] = await reply(q.c, { text: 'Écrit avant.' });
    await put('Paula Roy', paula);
    expect(await mailed(async () => {})).not.toContain(old);
    const relayId = relayIdOf(outcome?.emailId ?? '');
    const delivery = await q.c.w.communications.getDelivery(relayId, 'cnt_bob');
    expect(delivery?.latest).toMatchObject({ state: 'cancelled', detail: 'address_changed' });
    const path = `/projects/${projectId}/communications/${q.c.communicationId}/emails/${relayId}/resend`;
    const body = { recipients: ['cnt_bob'], reason: 'Nouvelle personne' };
    const again = () => q.call('usr_lea', 'POST', path, { body, headers: { 'idempotency-key': 'again' } });
    expect(await mailed(again)).toEqual([paula]);
  });

  test('costs no more reads of deliveries, however many mails went before', async () => {
    let reads = 0;
    const { listDeliveries } = q.c.w.communications;
    q.c.w.communications.listDeliveries = (id) => {
      reads += 1;
      return listDeliveries(id);
    };
    const counts: number[] = [];
    for (const text of ['1', '2', '3', '4']) {
      reads = 0;
      await reply(q.c, { text });
      counts.push(reads);
      await runSendFlow(q.c.w);
    }
    expect(counts.at(-1)).toBe(counts[0]);
  });
});

describe('mail from a former address (Y16)', () => {
  const changedAt = async () => {
    await put('Paula Roy', paula);
    return q.c.w.clock.now().toISOString();
  };

  test('is quarantined, not taken for the new owner’s, and lists whose address it was and until when', async () => {
    const until = await changedAt();
    q.c.w.clock.advance(3600_000);
    let emailId: string | null | undefined;
    const mails = await mailed(async () => {
      emailId = (await fromOld('Please pay to our new account.'))[0]?.emailId;
    });
    expect(mails).toEqual([]);
    expect(await recorded(q.c)).toEqual([]);
    expect(await kept(q.c, emailId)).toMatchObject({ status: 'quarantined', from: { contactId: null, address: old } });
    const listed = (await q.list()).json.items[0];
    expect(listed).toMatchObject({ id: emailId, reason: 'former_address', former: { name: 'Bob Kerr', until } });
  });

  test('is shown without a contact when an Admin releases it, and its relay goes to the new address', async () => {
    await changedAt();
    const [held] = await fromOld('Je n’ai pas encore accès à ma nouvelle boîte.');
    const mails = await mailed(() => q.decide('release', held?.emailId ?? ''));
    expect(mails.sort()).toEqual(['anne@gc.test', 'chloe@steel.test', 'lea@steel.test', paula]);
    const [released] = await recorded(q.c);
    expect(released?.from).toMatchObject({ contactId: null, userId: null, name: 'Bob Kerr', address: old });
    expect(Buffer.from(q.c.w.mailer.mails.at(-1)?.raw ?? []).toString()).not.toMatch(/^From: .*Paula/m);
  });

  test('finds its conversation by an id alone, and is quarantined there too', async () => {
    await changedAt();
    const headers = [`In-Reply-To: <${q.c.invoiceMessageId}>`];
    const mail = { from: `Bob <${old}>`, to: ['post@elsewhere.test'], headers, messageId: null };
    const arrival = { recipients: ['post@elsewhere.test'], source: old };
    expect(await outcomesOf(reply(q.c, mail, arrival))).toEqual([['quarantined', 'former_address']]);
  });

  test('is a stranger’s if DMARC fails or no mail ever reached the address, and a forgery if SES read another sender', async () => {
    await changedAt();
    expect(await outcomesOf(fromOld('Faux.', { verdicts: { dmarc: 'FAIL' } }))).toEqual([
      ['quarantined', 'unknown_sender'],
    ]);
    const other = { sesFrom: ['evil@evil.test'] };
    expect(await outcomesOf(fromOld('Autre.', other))).toEqual([['quarantined', 'spoof_suspected']]);
    await put('Anne Roy', 'typo@gc.test', 'cnt_anne');
    await put('Anne Roy', 'anne@gc.test', 'cnt_anne');
    const typo = { from: 'typo@gc.test', messageId: null, text: 'x' };
    expect(await outcomesOf(reply(q.c, typo, { source: 'typo@gc.test' }))).toEqual([['quarantined', 'unknown_sender']]);
  });

  test('gives no end date if the entry’s history was not kept', async () => {
    const contact = await q.c.w.projects.getContact(projectId, 'cnt_bob');
    if (contact) await q.c.w.projects.putContact({ ...contact, name: 'Paula Roy', email: paula });
    const [held] = await fromOld('Bonjour.');
    expect((await kept(q.c, held?.emailId)).held?.former).toEqual({ name: 'Bob Kerr', until: null });
  });

  test('is passed on under the former address if its relay was waiting there', async () => {
    const [waiting] = await fromOld('En attente.', { verdicts: { dmarc: 'GRAY' } });
    await changedAt();
    const path = `/projects/${projectId}/communications/${q.c.communicationId}/emails/${waiting?.emailId}/relay`;
    const mails = await mailed(() => q.call('usr_lea', 'POST', path));
    expect(mails).toContain(paula);
    expect(Buffer.from(q.c.w.mailer.mails.at(-1)?.raw ?? []).toString()).not.toMatch(/^From: .*Paula/m);
  });
});

test('the directory keeps an entry’s former values, twenty at most, and an import without a change adds none', async () => {
  await put('Paula Roy', paula);
  await put('Paula Roy', 'Paula.Roy@client.test');
  const once = (await q.c.w.projects.getContact(projectId, 'cnt_bob'))?.former;
  expect(once?.map(({ name, address }) => [name, address])).toEqual([['Bob Kerr', old]]);
  for (let n = 0; n < 30; n += 1) await put('Paula Roy', `paula${n}@client.test`);
  const answer = await put('Paula Roy', paula);
  expect(answer.json).not.toHaveProperty('former');
  const many = (await q.c.w.projects.getContact(projectId, 'cnt_bob'))?.former ?? [];
  expect(many).toHaveLength(20);
  expect(many.at(-1)?.address).toBe('paula29@client.test');
});
