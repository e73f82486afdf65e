import { describe, expect, test } from 'vitest';
import type { Communication } from '../../../../shared/domain/conversation/communication.ts';
import type { EmailBody, EmailFile, IncomingEmail, Recipient } from '../../../../shared/domain/conversation/email.ts';
import { authorOf, relayOf, relayRecipients } from '../../../../shared/domain/conversation/relay.ts';
import { relayBody } from '../../../../shared/domain/conversation/relay-body.ts';
import { peopleOf } from '../../../../shared/domain/conversation/thread-people.ts';
import { maxAttachmentsBytes } from '../../../../shared/domain/limits.ts';

const person = (id: string, role: Recipient['role'], address = `${id}@gc.test`): Recipient => ({
  recipientId: `cnt_${id}`,
  userId: null,
  role,
  name: id.toUpperCase(),
  address,
});

const conversationOf = (participants: Recipient[], sender = 'lea'): Communication => ({
  id: 'com_a',
  projectId: 'prj_1',
  invoiceId: 'inv_7',
  subject: 'Facture 7',
  private: false,
  createdBy: 'usr_lea',
  sender: { contactId: `cnt_${sender}`, name: 'LEA', address: `${sender}@gc.test` },
  createdAt: '2026-10-01T12:00:00.000Z',
  lastActivityAt: '2026-10-01T12:00:00.000Z',
  firstEmailId: 'eml_1',
  language: 'fr',
  invoiceVersion: 'd'.repeat(64),
  participants,
});

const file = (fileName: string, bytes = 1): EmailFile => ({
  id: `att_${fileName}`,
  fileName,
  bytes,
  contentType: 'application/pdf',
  sha256: 'e'.repeat(64),
  key: 'attachments/prj_1/x',
  contentId: null,
});

const reply = (parts: Partial<IncomingEmail> = {}): IncomingEmail => ({
  id: 'eml_r',
  projectId: 'prj_1',
  invoiceId: 'inv_7',
  communicationId: 'com_a',
  kind: 'reply',
  createdAt: '2026-10-02T12:00:00.000Z',
  receivedAt: '2026-10-02T12:00:00.000Z',
  from: { contactId: 'cnt_anne', userId: null, name: 'ANNE', address: 'anne@gc.test' },
  to: [],
  cc: [],
  subject: 'Re: Facture 7',
  body: { text: 'Oui.', html: null, quotedText: null },
  bodyKey: null,
  attachments: [],
  visibility: 'thread',
  messageIds: ['m@gc.test'],
  direction: 'incoming',
  sesMessageId: 'ses1',
  originalKey: 'mail/ses1',
  trust: 'verified',
  status: 'recorded',
  quarantineReason: null,
  ...parts,
});

const three = conversationOf([person('anne', 'to'), person('bob', 'cc'), person('chloe', 'bcc')]);
const anne = authorOf(three, 'anne@gc.test');
const words: EmailBody = { text: 'Oui.', html: null, quotedText: null };
const relay = (parts: Partial<IncomingEmail> = {}, body = words) => {
  if (!anne) throw new Error('no author');
  return relayOf(three, reply(parts), anne, body);
};

describe('the people of a conversation', () => {
  test('are its recipients and its sender, each once', () => {
    expect(peopleOf(three).map((p) => p.recipientId)).toEqual(['cnt_lea', 'cnt_anne', 'cnt_bob', 'cnt_chloe']);
    const copied = conversationOf([person('anne', 'to'), person('lea', 'cc')]);
    expect(peopleOf(copied).map((p) => p.recipientId)).toEqual(['cnt_anne', 'cnt_lea']);
  });

  test('who share an address count as the one who is not in Bcc', () => {
    const shared = conversationOf([person('anne', 'bcc', 'office@gc.test'), person('bob', 'cc', 'Office@GC.test')]);
    expect(authorOf(shared, 'office@gc.test')).toMatchObject({ contactId: 'cnt_bob', role: 'cc' });
    expect(authorOf(three, 'chloe@gc.test')).toMatchObject({ role: 'bcc' });
    expect(authorOf(three, 'eve@evil.test')).toBeNull();
  });

  test('receive the replies of a sender who is in Bcc', () => {
    const own = conversationOf([person('anne', 'to'), person('lea', 'bcc')]);
    const lea = authorOf(own, 'lea@gc.test');
    expect(lea?.role).toBe('to');
    expect(lea && relayRecipients(own, lea, []).map((p) => p.recipientId)).toEqual(['cnt_anne']);
  });

  test('who share the author’s address get no copy of the reply', () => {
    const shared = conversationOf([person('anne', 'to', 'office@gc.test'), person('bob', 'cc', 'office@gc.test')]);
    const author = authorOf(shared, 'office@gc.test');
    expect(author && relayRecipients(shared, author, []).map((p) => p.recipientId)).toEqual(['cnt_lea']);
  });
});

describe('a relay', () => {
  test('lists the visible recipients, and is also sent to the one in Bcc', () => {
    expect(relay()?.to.map((box) => box.contactId)).toEqual(['cnt_lea', 'cnt_bob']);
    expect(relay()?.recipients.map((p) => [p.recipientId, p.role])).toEqual([
      ['cnt_lea', 'to'],
      ['cnt_bob', 'cc'],
      ['cnt_chloe', 'bcc'],
    ]);
  });

  test('is not made when everybody has the reply already', () => {
    const all = ['lea', 'bob', 'chloe'].map((id) => ({ contactId: null, name: '', address: `${id}@gc.test` }));
    expect(relay({ to: all })).toBeNull();
  });

  test('is always the same email, one millisecond after the reply', () => {
    expect(relay()).toEqual(relay());
    expect(relay()).toMatchObject({ relayOf: 'eml_r', createdAt: '2026-10-02T12:00:00.001Z', kind: 'relay' });
  });

  test('takes the subject and the id of the reply if they fit into a header', () => {
    expect(relay()).toMatchObject({ subject: 'Re: Facture 7', inReplyTo: 'm@gc.test' });
    expect(relay({ subject: ' ' })?.subject).toBe('Re: Facture 7');
    expect(relay({ subject: 'é'.repeat(998) })?.subject).toHaveLength(255);
    for (const id of ['a b@x', 'a>@x', 'é@x', `${'m'.repeat(300)}@x`]) {
      expect(relay({ messageIds: [id] })?.inReplyTo).toBeNull();
    }
    expect(relay({ messageIds: [] })?.inReplyTo).toBeNull();
  });

  const relayed = (attachments: EmailFile[], body: Partial<EmailBody> = {}) => {
    const whole = { ...words, ...body };
    const made = relay({ attachments }, whole);
    if (!made) throw new Error('no relay');
    return { files: made.attachments, ...relayBody(made, reply({ attachments }), whole) };
  };

  test('leaves out files that mail servers refuse, or all files if they are too large, and names them', () => {
    const mixed = relayed([file('plan.pdf'), file('a.exe')], { html: '<p>Oui.</p>' });
    expect(mixed.files.map((f) => f.fileName)).toEqual(['plan.pdf']);
    expect(mixed.text).toMatch(/^Oui\.\n\nNon transmis .*\u00a0: a\.exe$/);
    expect(mixed.html).toMatch(/<p>Non transmis .*\u00a0: a\.exe<\/p>$/);
    const large = relayed([file('a<b>.pdf', maxAttachmentsBytes), file('c.pdf')], { text: '', html: '' });
    expect(large.files).toEqual([]);
    expect(large.html).toContain('a&lt;b&gt;.pdf, c.pdf');
    expect(relayed([file('a.pdf', maxAttachmentsBytes - 1), file('c.pdf')]).files).toHaveLength(2);
  });

  test('leaves out all files when they do not fit beside a long text', () => {
    const files = [file('a.pdf', maxAttachmentsBytes - 1)];
    expect(relayed(files, { text: 'é'.repeat(500_000) }).files).toEqual([]);
    expect(relayed(files, { quotedText: '<'.repeat(500_000), quoteHolds: 'other' }).files).toEqual([]);
    expect(relayed(files, { quotedText: '<'.repeat(500_000), quoteHolds: 'known' }).files).toHaveLength(1);
  });

  test('stores no body, and always builds it from text, signature, and the quote if the others may lack it', () => {
    const body: EmailBody = { ...words, signature: '-- \nAnne', quotedText: '> Béton\n> -- \n> Luc' };
    expect(relay()).toMatchObject({ body: null, bodyKey: null });
    expect(relayed([], { ...body, quoteHolds: 'other' })).toMatchObject({
      text: 'Oui.\n\n--\nAnne',
      quotedText: '> Béton\n> --\n> Luc',
    });
    for (const quoteHolds of ['known', 'aside'] as const)
      expect(relayed([], { ...body, quoteHolds })).toMatchObject({ quotedText: null, quotedHtml: null });
  });

  test('of a reply stored before quotes were compared has the quote unless it contains our marker', () => {
    expect(relayed([], { quotedText: '> Béton' }).quotedText).toBe('> Béton');
    expect(relayed([], { quotedText: '> — Please reply above this line —\n> Facture' }).quotedText).toBeNull();
  });
});
