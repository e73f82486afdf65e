import { simpleParser } from 'mailparser';
import { beforeAll, describe, expect, inject, test } from 'vitest';
import { type Client, client, project, until } from './client.ts';

const julie = 'julie.bouchard@beaurivage.test';
const david = 'david.chen@beaurivage.test';
const amelie = 'amelie.tremblay@lapointe.test';

const quoted = `Bonjour Amélie,

La facture est approuvée, le paiement suivra vendredi. Voir le bordereau ci-joint.

Julie

Le mar. 24 nov. 2026 à 09:12, Amélie Tremblay <r-a@reply.test> a écrit :
> Bonjour, voici notre facture.
> Merci`;

describe('mail from an ordinary mail program', () => {
  let api: Client;
  beforeAll(() => {
    api = client(inject('place'));
  });

  /** Sends an invoice to Julie and David with Amélie in Cc, and waits for Julie's copy. */
  const conversation = async (subject: string) => {
    const com = await api.sent('usr_amelie', { subject, to: ['cnt_julie', 'cnt_david'], cc: ['cnt_amelie'] });
    const copy = await until('the mail to Julie', async () =>
      (await api.messagesTo(julie)).find((m) => m.subject === subject),
    );
    const mail = await simpleParser(await api.message(copy.id));
    return { com, mail, threadAddress: mail.from?.value[0]?.address ?? '' };
  };

  const reply = (to: string, inReplyTo: string | undefined, subject: string) => ({
    envelope: { from: julie, to },
    from: { name: 'Julie Bouchard', address: julie },
    to,
    subject: `Re: ${subject}`,
    messageId: `<reponse-${encodeURIComponent(subject)}@beaurivage.test>`,
    ...(inReplyTo ? { inReplyTo, references: inReplyTo } : {}),
    text: quoted,
    html: `<div>La facture est approuvée, le paiement suivra vendredi. Voir le bordereau ci-joint.</div><div class="gmail_quote"><blockquote>Bonjour, voici notre facture.</blockquote></div>`,
    attachments: [
      {
        filename: 'Bordereau été 2026.pdf',
        content: Buffer.from('%PDF-1.4\nbordereau'),
        contentType: 'application/pdf',
      },
    ],
  });

  test('a reply appears in the tab with its new text apart from the quote, and reaches the others once and never its author', async () => {
    const subject = 'Facture 2, réponse attendue';
    const { com, mail, threadAddress } = await conversation(subject);
    expect(mail.replyTo?.value[0]?.address).toBe(threadAddress);

    await api.smtp.sendMail(reply(threadAddress, mail.messageId, subject));
    const found = await until('the reply in the tab', async () => {
      const thread = await api.thread('usr_amelie', com.id);
      return thread.emails.find((e) => e.direction === 'incoming');
    });
    expect(found.text).toContain('La facture est approuvée');
    expect(found.text).not.toContain('voici notre facture');
    expect((await api.body('usr_amelie', com.id, found.id)).quotedText).toContain('voici notre facture');
    expect(found.from).toMatchObject({ name: 'Julie Bouchard', address: julie, contactId: 'cnt_julie' });
    expect(found.attachments.map((a) => a.fileName)).toEqual(['Bordereau été 2026.pdf']);

    const file = await api.call(
      'usr_amelie',
      'GET',
      `${project}/communications/${com.id}/emails/${found.id}/attachments/${found.attachments[0]?.id}`,
    );
    const { url } = file.json as { url: string };
    expect(Buffer.from(await (await fetch(url)).arrayBuffer()).toString()).toBe('%PDF-1.4\nbordereau');

    const relayed = await until('the relay to David', async () =>
      (await api.messagesTo(david)).find((m) => m.subject === `Re: ${subject}`),
    );
    await until('the relay to Amélie', async () =>
      (await api.messagesTo(amelie)).find((m) => m.subject === `Re: ${subject}`),
    );
    const relay = await simpleParser(await api.message(relayed.id));
    expect(relay.from?.value[0]?.address).toBe(threadAddress);
    expect(relay.text).toContain('La facture est approuvée');
    expect(relay.attachments[0]?.content.toString()).toBe('%PDF-1.4\nbordereau');
    expect((await api.messagesTo(julie)).filter((m) => m.subject === `Re: ${subject}`)).toEqual([]);
  });

  test('a reply that is sent again adds no entry and no relay', async () => {
    const subject = 'Facture 2, envoyée deux fois';
    const { com, mail, threadAddress } = await conversation(subject);
    const twice = reply(threadAddress, mail.messageId, subject);
    await api.smtp.sendMail(twice);
    await until('the relay to David', async () =>
      (await api.messagesTo(david)).find((m) => m.subject === `Re: ${subject}`),
    );
    await api.smtp.sendMail(twice);
    await api.smtp.sendMail({
      ...reply(threadAddress, mail.messageId, subject),
      messageId: '<marqueur@beaurivage.test>',
      text: 'Marqueur.',
      html: '<p>Marqueur.</p>',
    });
    await until('the marker sent after the double', async () =>
      (await api.thread('usr_amelie', com.id)).emails.find((e) => e.text.includes('Marqueur')),
    );
    const thread = await api.thread('usr_amelie', com.id);
    expect(thread.replyCount).toBe(2);
    expect(thread.emails.filter((e) => e.direction === 'incoming')).toHaveLength(2);
    await until(
      'both relays',
      async () => (await api.messagesTo(david)).filter((m) => m.subject === `Re: ${subject}`).length === 2,
    );
  });

  test('a reply can be downloaded as the unchanged original, without the header that only controls the local run', async () => {
    const subject = 'Facture 2, original';
    const { com, mail, threadAddress } = await conversation(subject);
    await api.smtp.sendMail({
      ...reply(threadAddress, mail.messageId, subject),
      headers: { 'X-Simulate-Verdicts': 'spf=FAIL' },
    });
    const found = await until('the reply', async () =>
      (await api.thread('usr_amelie', com.id)).emails.find((e) => e.direction === 'incoming'),
    );
    const { json } = await api.call(
      'usr_amelie',
      'GET',
      `${project}/communications/${com.id}/emails/${found.id}/original`,
    );
    const raw = await (await fetch((json as { url: string }).url)).text();
    expect(raw).toContain('Message-ID: <reponse-');
    expect(raw).not.toContain('X-Simulate-Verdicts');
  });

  test('a mail with a forged sender is quarantined, is not in the thread, and mails nobody', async () => {
    const subject = 'Facture 2, faux expéditeur';
    const { com, mail, threadAddress } = await conversation(subject);
    await api.smtp.sendMail({
      ...reply(threadAddress, mail.messageId, subject),
      messageId: '<faux@evil.test>',
      text: 'Nouveau compte bancaire',
      html: '<p>Nouveau compte bancaire</p>',
      headers: { 'X-Simulate-Verdicts': 'dmarc=FAIL' },
    });
    await api.smtp.sendMail({
      ...reply(threadAddress, mail.messageId, subject),
      messageId: '<vrai@beaurivage.test>',
      text: 'Le vrai message.',
      html: '<p>Le vrai message.</p>',
    });
    await until(
      'the genuine mail sent after it',
      async () => (await api.thread('usr_amelie', com.id)).replyCount === 1,
    );
    const thread = await api.thread('usr_amelie', com.id);
    expect(JSON.stringify(thread)).not.toContain('bancaire');
    await until('the genuine relay', async () =>
      (await api.messagesTo(david)).find((m) => m.subject === `Re: ${subject}`),
    );
    expect((await api.messagesTo(david)).filter((m) => m.subject === `Re: ${subject}`)).toHaveLength(1);
  });

  test('a bounce appears in the tab on the bounced person alone', async () => {
    const com = await api.sent('usr_amelie', {
      subject: 'Facture 2, une adresse morte',
      to: ['cnt_julie', 'cnt_bounce'],
      cc: [],
    });
    const thread = await until('both states', async () => {
      const now = await api.thread('usr_amelie', com.id);
      const states = now.emails[0]?.deliveries.map((d) => d.state) ?? [];
      return states.includes('bounced') && states.includes('delivered') ? now : null;
    });
    const deliveries = thread.emails[0]?.deliveries ?? [];
    expect(deliveries.find((d) => d.recipientId === 'cnt_bounce')).toMatchObject({ state: 'bounced', soft: false });
    expect(deliveries.find((d) => d.recipientId === 'cnt_julie')).toMatchObject({ state: 'delivered' });
  });

  test('an out-of-office mail is recorded as automatic, does not count as a reply, and reaches nobody', async () => {
    const com = await api.sent('usr_amelie', { subject: 'Facture 2, absence', to: ['cnt_david', 'cnt_ooto'], cc: [] });
    const automatic = await until('the automatic answer', async () =>
      (await api.thread('usr_amelie', com.id)).emails.find((e) => e.kind === 'automatic'),
    );
    expect(automatic.direction).toBe('incoming');
    const thread = await api.thread('usr_amelie', com.id);
    expect(thread.replyCount).toBe(0);
    expect(thread.emails.some((e) => e.kind === 'relay')).toBe(false);
  });
});
