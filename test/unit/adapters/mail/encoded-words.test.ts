import { simpleParser } from 'mailparser';
import { describe, expect, test } from 'vitest';
import { mimeReader } from '../../../../shared/adapters/mail/mime-reader.ts';
import { mimeWriter } from '../../../../shared/adapters/mail/mime-writer.ts';
import type { MimeInput } from '../../../../shared/ports/mail-ports.ts';
import { headerOf, headOf, lenientText, phraseOf, strictPhrase, strictText } from '../../../fixtures/mail/read-head.ts';

const thread = 'r-b777@reply.courriel.test';
const write = async (parts: Partial<MimeInput>) =>
  Buffer.from(
    await mimeWriter().write({
      from: { name: 'Luc', address: thread },
      replyTo: thread,
      to: [{ name: 'Anne', address: 'anne@gc.test' }],
      cc: [],
      subject: 'Facture 7',
      text: 'Bonjour',
      html: '<p>Bonjour</p>',
      language: 'fr',
      inReplyTo: null,
      references: [],
      headers: {},
      files: [],
      ...parts,
    }),
  );

const once = (text: string): string => `=?utf-8?B?${Buffer.from(text).toString('base64')}?=`;

describe('a text that holds an encoded word', () => {
  test.each([
    '=?utf-8?q?Virement_=E2=80=AE_urgent=0d=0a_ligne2?=',
    `Facture ${once('\u202e3 payée')} et ${once('x')}`,
    once(once('Facture \u202e3 payée')),
    '=?utf-8?q?a?= =?utf-8?q?b?=',
    'a =? b',
    ' deux  espaces et un à la fin ',
    `${'=?utf-8?q?é?= '.repeat(18)}fin`,
  ])('in a subject is shown letter by letter by every program: %s (Y23)', async (subject) => {
    const raw = await write({ subject });
    const value = headerOf(headOf(raw), 'subject');
    expect(strictText(value)).toBe(subject);
    expect(lenientText(value)).toBe(subject);
    // mailparser trims the text that it has decoded.
    expect((await simpleParser(raw)).subject?.trim()).toBe(subject.trim());
    for (const line of raw.toString('latin1').split('\r\n')) expect(line.length).toBeLessThanOrEqual(78);
  });

  test('in a name is shown letter by letter by every program, quoted or not (Y23)', async () => {
    const evil = '=?utf-8?q?Luc_Desrosiers_=3Cluc=40client=2Etest=3E?=';
    for (const name of [evil, `"A", ${evil}`, `Anne ${once(once('\u202eLuc'))}`]) {
      const raw = await write({ from: { name, address: thread }, to: [{ name, address: 'a@b.test' }] });
      for (const header of ['from', 'to']) {
        const phrase = phraseOf(headerOf(headOf(raw), header));
        expect([strictPhrase(phrase), lenientText(phrase)]).toEqual([name, name]);
      }
      expect((await simpleParser(raw)).from?.value).toEqual([{ name, address: thread }]);
    }
  });

  test('in a file name stays the file name, in both places where programs read it (Y23)', async () => {
    const fileName = '=?utf-8?q?facture=2Eexe?=.pdf';
    const files = [{ fileName, contentType: 'application/pdf', content: Buffer.from('%PDF-1.7') }];
    const raw = await write({ files });
    expect((await simpleParser(raw)).attachments.map((file) => file.filename)).toEqual([fileName]);
    const name = / name="([^"]*)"/.exec(raw.toString('latin1').replace(/\r\n(?=\s)/g, ''))?.[1] ?? '';
    expect(lenientText(name)).toBe(fileName);
  });
});

describe('a subject that comes by mail', () => {
  const read = async (subject: string) =>
    (await mimeReader().read(Buffer.from(`From: a@b.test\r\nSubject: ${subject}\r\n\r\nx`))).subject;

  test('is recorded as the most lenient program shows it, without controls and bidi overrides (Y23)', async () => {
    const text = 'Facture \u202e3 payée\r\nBcc: x';
    for (const times of [1, 2, 3]) {
      let subject = text;
      for (let i = 0; i < times; i += 1) subject = once(subject);
      expect(await read(subject), `encoded ${times} times`).toBe('Facture 3 payée Bcc: x');
    }
    expect(await read(`${once('=?utf-8?q?')} =?utf-8?q?A=3F=3D?=`)).not.toMatch(/=\?.*\?=/);
  });

  test('that is an encoded word only once a control is removed is decoded too (Y23)', async () => {
    expect(await read(once('=\u202e?utf-8?q?Pay=C3=A9?='))).toBe('Payé');
  });

  test('that was encoded too often is recorded without the marks of an encoded word (Y23)', async () => {
    let subject = 'x';
    for (let i = 0; i < 9; i += 1) subject = once(subject);
    expect(await read(subject)).not.toMatch(/=\?.*\?=/);
  });
});
