import { expect, test } from 'vitest';
import { mimeReader } from '../../../../shared/adapters/mail/mime-reader.ts';
import { mailKind, reportedMessageIds } from '../../../../shared/domain/inbound/mail-kind.ts';
import type { ParsedMail } from '../../../../shared/domain/inbound/parsed-mail.ts';
import { mailCases, mailFixture } from '../../../fixtures/mail/cases.ts';

const domain = 'reply.courriel.test';
const someone = 'julie@beaurivage.test';

const mail = (parts: Partial<ParsedMail> & { header?: [string, string] } = {}): ParsedMail => ({
  headers: parts.header ? [{ name: parts.header[0], value: parts.header[1] }] : [],
  sender: someone,
  from: [{ name: 'Julie', address: someone }],
  to: [],
  cc: [],
  subject: 'Re: Facture 7',
  messageId: null,
  inReplyTo: [],
  references: [],
  date: null,
  text: 'Bonjour',
  html: null,
  contentType: 'text/plain',
  files: [],
  ...parts,
});

test.each(mailCases)('$name is $kind', async ({ name, kind, returnPath = someone }) => {
  expect(mailKind(await mimeReader().read(mailFixture(name)), returnPath, domain)).toBe(kind);
});

test.each<[string, string]>([
  ['auto-submitted', 'auto-generated'],
  ['auto-submitted', 'auto-replied; owner-email="x"'],
  ['x-autoreply', 'yes'],
  ['x-autorespond', 'x'],
  ['precedence', 'auto_reply'],
  ['x-apple-action', 'VACATION'],
  ['delivered-to', 'Autoresponder'],
  ['x-fc-machinegenerated', 'true'],
  ['x-ms-exchange-inbox-rules-loop', 'a@b.test'],
])('the header %s: %s makes a mail automatic', (name, value) => {
  expect(mailKind(mail({ header: [name, value] }), someone, domain)).toBe('automatic');
});

test.each([
  'Automatic reply: Facture 7',
  'Out of Office: Invoice',
  'Out of the office until Monday',
  'Réponse automatique : Facture 7',
  'Absence du bureau',
  'Absence : Facture 7',
  'Absent du bureau Re: Facture 7',
  'Abwesenheitsnotiz: Rechnung',
  'Respuesta automática: Factura',
  'Risposta automatica: Fattura',
  'Autosvar: Faktura',
  'Automatic response: Invoice 7',
  'Autoreply: Invoice 7',
  'Sjálfvirkt svar: Reikningur',
  'Automaattinen vastaus: Lasku',
  'Odpowiedź automatyczna: Faktura',
  'Автоматический ответ: Счёт',
  '自動応答: 請求書',
  '자동 회신: 청구서',
  'תשובה אוטומטית: חשבונית',
])('the subject %j makes a mail automatic', (subject) => {
  expect(mailKind(mail({ subject }), someone, domain)).toBe('automatic');
});

test.each([
  'Absence de garantie sur la facture 7',
  'Absent à la réunion de mardi',
  'Re: Out of office supplies',
  'Automation of the gate',
  "Re: Réponse automatique de l'ascenseur",
  'Undelivered beams',
])('the subject %j was written by a person', (subject) => {
  expect(mailKind(mail({ subject }), someone, domain)).toBe('human');
});

test('the headers that Exchange adds to ordinary mail do not make it automatic', () => {
  expect(mailKind(mail({ header: ['x-auto-response-suppress', 'All'] }), someone, domain)).toBe('human');
  expect(mailKind(mail({ header: ['auto-submitted', 'no'] }), someone, domain)).toBe('human');
});

test('a null return path makes a mail a bounce only with a bounce subject or from a mailer daemon', () => {
  for (const none of [null, '', '<>']) {
    expect(mailKind(mail(), none, domain)).toBe('human');
    expect(mailKind(mail({ subject: 'Undeliverable: Facture 7' }), none, domain)).toBe('bounce');
    expect(mailKind(mail({ from: [{ name: '', address: 'MAILER-DAEMON@mx.test' }] }), none, domain)).toBe('bounce');
  }
  expect(mailKind(mail({ from: [{ name: '', address: 'postmaster@mx.test' }] }), someone, domain)).toBe('human');
});

test('our own mail is own, whatever else it could be', () => {
  const ours = { from: [{ name: 'Julie', address: `r-x@${domain.toUpperCase()}` }] };
  expect(mailKind(mail({ ...ours, header: ['auto-submitted', 'auto-generated'] }), someone, domain)).toBe('own');
  expect(mailKind(mail({ header: ['x-courriel-relay', 'com_x'] }), someone, domain)).toBe('own');
  expect(mailKind(mail({ from: [{ name: '', address: `x@not${domain}` }] }), someone, domain)).toBe('human');
});

test('a report names the mail that it is about', async () => {
  for (const name of ['dsn', 'feedback-report', 'read-receipt']) {
    const ids = reportedMessageIds(await mimeReader().read(mailFixture(name)));
    expect(ids, name).toContain('0100019a-1@ca-central-1.amazonses.com');
  }
  expect(reportedMessageIds(await mimeReader().read(mailFixture('gmail-fr')))).toEqual([]);
});

const failed = 'The following address does not exist: lise@beaurivage.test';

test('a mail without From is not from a mailer daemon, and its text alone does not make it a bounce', () => {
  const nobody = { from: [], subject: 'Question', text: 'I asked about the unknown user on line 12.' };
  expect(mailKind(mail(nobody), someone, domain)).toBe('human');
  expect(mailKind(mail(nobody), null, domain)).toBe('human');
});

test('a null return path, a server’s text and the returned mail make a bounce, even without a code', () => {
  const returned = { fileName: 'a.eml', contentType: 'message/rfc822', contentId: null, inline: false };
  const files = [{ ...returned, content: Buffer.from('Subject: Facture 7\r\n\r\n') }];
  expect(mailKind(mail({ text: failed, files }), null, domain)).toBe('bounce');
  expect(mailKind(mail({ text: failed }), null, domain)).toBe('human');
  expect(mailKind(mail({ text: failed, files }), someone, domain)).toBe('human');
});

test('a trusted sender’s subject does not decide the kind; a null return path and headers still do (Y37)', () => {
  for (const subject of ['Undeliverable: beams', 'OOO next week, invoice 7 approved']) {
    expect(mailKind(mail({ subject, text: failed }), someone, domain, 'Facture 7')).toBe('human');
  }
  const named = { from: [{ name: 'System Administrator', address: someone }], text: failed };
  expect(mailKind(mail(named), someone, domain, 'Facture 7')).toBe('human');
  expect(mailKind(mail(named), someone, domain)).toBe('bounce');
  expect(mailKind(mail({ subject: 'Undeliverable: beams' }), null, domain, 'Facture 7')).toBe('bounce');
  expect(mailKind(mail({ header: ['auto-submitted', 'auto-replied'] }), someone, domain, 'Facture 7')).toBe(
    'automatic',
  );
  for (const [subject, kind] of [
    ['Réponse automatique : Facture 7', 'automatic'],
    ['Automatic reply: Re: Facture 7', 'automatic'],
    ['Réponse automatique de la barrière : Facture 7', 'human'],
    ['OOO next week: Facture 7', 'human'],
    ['En vacances', 'human'],
  ] as const)
    expect(mailKind(mail({ subject }), someone, domain, 'Facture 7'), subject).toBe(kind);
});
