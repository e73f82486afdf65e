import { simpleParser } from 'mailparser';
import { describe, expect, test } from 'vitest';
import { mimeReader } from '../../../shared/adapters/mail/mime-reader.ts';
import { sha256Of } from '../../fakes/ports/memory-files.ts';
import {
  capture,
  conversation,
  newWorld,
  outcomesOf,
  recorded,
  relayed,
  reply,
} from '../../fakes/worlds/captured-mail.ts';
import { mailFixture } from '../../fixtures/mail/cases.ts';

const anne = 'anne@gc.test';
const bob = 'bob@client.test';
const chloe = 'chloe@steel.test';
const lea = 'lea@steel.test';

describe('a genuine reply', () => {
  test('is recorded, and relayed once to everybody except its author (M01)', async () => {
    const c = await conversation();
    const text = 'La facture est approuvée.\n\nLe 1 oct. 2026 à 08:00, Léa Côté <x@y.test> a écrit :\n> Bonjour';
    expect(await outcomesOf(reply(c, { text }))).toEqual([['recorded', null]]);
    const [email] = await recorded(c);
    expect(email).toMatchObject({
      kind: 'reply',
      trust: 'verified',
      status: 'recorded',
      subject: 'Re: Facture 7',
      from: { contactId: 'cnt_anne', name: 'Anne Roy', address: anne },
      body: { text: 'La facture est approuvée.', html: null },
      visibility: 'thread',
    });
    expect(email?.body?.quotedText).toContain('> Bonjour');
    expect((await relayed(c.w)).sort()).toEqual([bob, chloe, lea]);
    const stored = await c.w.communications.getCommunication(c.communicationId);
    expect(stored?.lastActivityAt).toBe(new Date(Date.parse(email?.createdAt ?? '') + 1).toISOString());
  });

  test('reaches the others under its author’s name and the thread address, with no trace of the Bcc', async () => {
    const c = await conversation();
    await reply(c, { messageId: '<own@gc.test>', text: 'Oui.' });
    await relayed(c.w);
    for (const { raw, to } of c.w.mailer.mails.slice(3)) {
      const mail = await simpleParser(Buffer.from(raw));
      expect(mail.from?.value).toEqual([{ name: 'Anne Roy', address: c.thread }]);
      expect(mail.to).toMatchObject({ value: [{ address: lea }, { address: bob }] });
      expect(mail.subject).toBe('Re: Facture 7');
      expect(mail.inReplyTo).toBe('<own@gc.test>');
      expect(mail.references).toEqual([`<${c.communicationId}@${c.w.replyDomain}>`, '<own@gc.test>']);
      expect(mail.headers.get('auto-submitted')).toBe('auto-generated');
      expect(mail.headers.get('x-courriel-relay')).toBe(c.communicationId);
      expect(mail.text).toContain('Réponse de Anne Roy\u00a0:\n\nOui.');
      if (to !== chloe) expect(Buffer.from(raw).toString()).not.toContain('chloe');
    }
  });

  test('of the sender is recorded and relayed like a participant’s', async () => {
    const c = await conversation();
    await reply(c, { from: lea });
    expect((await recorded(c))[0]?.from).toMatchObject({ contactId: 'cnt_lea', userId: 'usr_lea' });
    expect((await relayed(c.w)).sort()).toEqual([anne, bob, chloe]);
  });

  test('of a person in Bcc goes to the sender alone', async () => {
    const c = await conversation();
    await reply(c, { from: chloe });
    expect((await recorded(c))[0]).toMatchObject({ visibility: 'sender_and_admins', from: { contactId: 'cnt_chloe' } });
    expect(await relayed(c.w)).toEqual([lea]);
    const relay = (await c.w.communications.listEntries(c.communicationId)).find((entry) => entry.kind === 'relay');
    expect(relay?.visibility).toBe('sender_and_admins');
  });

  test('is not relayed to participants to whom it already went (M18)', async () => {
    const c = await conversation();
    await reply(c, { to: [c.thread, `Bob <${bob.toUpperCase()}>`], cc: [lea] });
    expect(await relayed(c.w)).toEqual([chloe]);
    await reply(c, { to: [c.thread, bob], cc: [lea, chloe], text: 'À tous.' });
    expect(await relayed(c.w)).toEqual([chloe]);
    expect(await recorded(c)).toHaveLength(2);
  });

  test('keeps its files byte for byte, and shows its own pictures without those of the quote', async () => {
    const c = await conversation();
    const raw = mailFixture('inline-image-and-files', c.thread)
      .toString('latin1')
      .replace(/^From: .*$/m, `From: ${bob}`);
    await capture(c.w, Buffer.from(raw, 'latin1'), { recipients: [c.thread] });
    const [email] = await recorded(c);
    expect(email?.attachments.map((file) => [file.fileName, file.contentId])).toEqual([
      ['crack.png', 'crack@01'],
      ['plan.dwg', null],
      ['attachment-4.eml', null],
    ]);
    for (const file of email?.attachments ?? []) {
      const bytes = await c.w.files.get(file.key);
      expect([sha256Of(bytes ?? Buffer.from('')), bytes?.length]).toEqual([file.sha256, file.bytes]);
    }
    expect(email?.body?.html).toContain('src="cid:crack@01"');
    expect(email?.body?.html).not.toContain('tracker');
    await relayed(c.w);
    const mail = await simpleParser(Buffer.from(c.w.mailer.mails.at(-1)?.raw ?? []), { keepCidLinks: true });
    expect(mail.attachments.map((file) => [file.filename, file.cid])).toEqual([
      ['crack.png', 'crack@01'],
      ['plan.dwg', undefined],
      ['attachment-4.eml', undefined],
    ]);
    expect(mail.html).toContain('cid:crack@01');
  });

  test('with a file that mail servers refuse is relayed with the file’s name only', async () => {
    const c = await conversation();
    const raw = [
      `From: ${anne}`,
      `To: ${c.thread}`,
      'Date: Thu, 01 Oct 2026 08:00:00 -0400',
      'Content-Type: multipart/mixed; boundary=b',
      '',
      '--b',
      '',
      'Voir le fichier.',
      '--b',
      'Content-Type: application/octet-stream',
      'Content-Disposition: attachment; filename="devis.html"',
      '',
      '<p>devis</p>',
      '--b--',
    ].join('\r\n');
    await capture(c.w, Buffer.from(raw), { recipients: [c.thread] });
    expect((await recorded(c))[0]?.attachments).toMatchObject([{ fileName: 'devis.html' }]);
    await relayed(c.w);
    const mail = await simpleParser(Buffer.from(c.w.mailer.mails.at(-1)?.raw ?? []));
    expect(mail.attachments).toEqual([]);
    expect(mail.text).toContain('onglet Courriels\u00a0: devis.html');
  });

  test('of 390 kB has its body in a file, and its relay has none, so that both items stay small (L05)', async () => {
    const c = await conversation();
    const text = 'é'.repeat(195_000);
    await reply(c, { text });
    const [email] = await recorded(c);
    const relay = (await c.w.communications.listEntries(c.communicationId)).find((entry) => entry.kind === 'relay');
    const carrier = await c.w.communications.getEmail(relay?.emailId ?? '');
    for (const item of [email, carrier]) {
      expect(item?.body).toBeNull();
      expect(JSON.stringify(item).length).toBeLessThan(400_000);
    }
    const body = await c.w.files.get(email?.bodyKey ?? '');
    expect(JSON.parse(Buffer.from(body ?? '{}').toString()).text).toBe(text);
    expect(carrier?.bodyKey).toBeNull();
    expect(await relayed(c.w)).toHaveLength(3);
    const mailed = await mimeReader().read(c.w.mailer.posts.at(-1)?.raw ?? Buffer.alloc(0));
    expect(mailed.text).toContain(text);
  });
});

test('no log line holds anything of a mail’s content', async () => {
  const w = newWorld();
  const c = await conversation(w);
  await reply(c, { subject: 'Secret', text: 'Très secret' });
  await reply(c, { from: 'eve@evil.test' }, { source: 'eve@evil.test' });
  await reply(c, {}, { recipients: ['r-unknown@reply.courriel.test'] });
  expect(JSON.stringify(w.log.lines)).not.toMatch(/secret|@|Anne|Facture/i);
  expect(w.log.lines.length).toBeGreaterThan(2);
});
