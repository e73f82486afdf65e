import { simpleParser } from 'mailparser';
import { describe, expect, test } from 'vitest';
import { mimeWriter } from '../../../../shared/adapters/mail/mime-writer.ts';
import type { MimeInput } from '../../../../shared/ports/mail-ports.ts';

const thread = 'r-b777@reply.courriel.test';
const input = (parts: Partial<MimeInput> = {}): MimeInput => ({
  from: { name: 'Amélie Tremblay', address: thread },
  replyTo: thread,
  to: [{ name: 'Zoë "Z" Roy, ing.', address: 'zoe@Québec.test' }],
  cc: [{ name: 'David Chen', address: 'david@beaurivage.test' }],
  subject: 'Facture nº 7 — période de septembre 2026',
  text: 'Bonjour,\nvoici la facture.',
  html: '<p>Bonjour,<br>voici la facture.</p>',
  language: 'fr',
  inReplyTo: null,
  references: ['com_a@reply.courriel.test'],
  headers: {},
  files: [],
  ...parts,
});

const write = async (parts: Partial<MimeInput> = {}) => {
  const raw = Buffer.from(await mimeWriter().write(input(parts)));
  return { raw: raw.toString('latin1'), mail: await simpleParser(raw, { keepCidLinks: true }) };
};

const headerOf = (raw: string) => raw.slice(0, raw.indexOf('\r\n\r\n'));

describe('a mail program reads back', () => {
  test('names, subject and texts in any script, and the address of the thread as sender and reply address', async () => {
    const { mail } = await write();
    expect(mail.from?.value).toEqual([{ name: 'Amélie Tremblay', address: thread }]);
    expect(mail.replyTo?.value[0]?.address).toBe(thread);
    expect(mail.subject).toBe('Facture nº 7 — période de septembre 2026');
    expect(mail.to).toMatchObject({ value: [{ name: 'Zoë "Z" Roy, ing.', address: 'zoe@québec.test' }] });
    expect(mail.cc).toMatchObject({ value: [{ name: 'David Chen', address: 'david@beaurivage.test' }] });
    expect(mail.text?.trim()).toBe('Bonjour,\nvoici la facture.');
    expect(String(mail.html).trim()).toBe('<p>Bonjour,<br>voici la facture.</p>');
    expect(mail.headers.get('content-language')).toBe('fr-CA');
  });

  test('ids between angle brackets, the root of the thread first', async () => {
    const { mail, raw } = await write({
      inReplyTo: 'm1@x.test',
      references: ['com_a@reply.courriel.test', 'm1@x.test'],
    });
    expect(mail.inReplyTo).toBe('<m1@x.test>');
    expect(mail.references).toEqual(['<com_a@reply.courriel.test>', '<m1@x.test>']);
    expect(headerOf(raw).match(/^Message-ID:/gim)).toHaveLength(1);
  });

  test('files byte for byte, under their names, whatever is in them', async () => {
    const every = Buffer.from(Array.from({ length: 256 }, (_, byte) => byte));
    const names = [
      'Détail été — poste « 12 ».pdf',
      `${'très-long-'.repeat(20)}.pdf`,
      "o'brien;x=1.txt",
      '图纸 😀.dwg',
      'm.eml',
    ];
    const types = ['application/pdf', 'application/pdf', 'text/plain', 'image/vnd.dwg', 'message/rfc822'];
    const files = names.map((fileName, index) => ({ fileName, contentType: types[index] ?? '', content: every }));
    const { mail, raw } = await write({ files });
    expect(mail.attachments.map((file) => file.filename)).toEqual(names);
    for (const file of mail.attachments) expect(file.content.equals(every)).toBe(true);
    expect(raw).toMatch(/filename\*0\*=utf-8''/);
    expect(headerOf(raw)).toContain('multipart/mixed');
    expect(raw).toContain('multipart/alternative');
  });

  test('an inline image beside the HTML, under its Content-ID', async () => {
    const image = { fileName: 'a.png', contentType: 'image/png', content: Buffer.from('x'), contentId: 'a@b' };
    const { mail } = await write({ html: '<img src="cid:a@b">', files: [image] });
    expect(mail.attachments).toMatchObject([{ cid: 'a@b', related: true, contentDisposition: 'inline' }]);
    const odd = await write({ files: [{ ...image, contentId: 'a b>\r\nX: 1' }] });
    expect(odd.mail.attachments).toMatchObject([{ contentDisposition: 'attachment' }]);
    expect(odd.raw).not.toContain('X: 1');
  });
});

describe('on the wire', () => {
  test('every line is ASCII, ends with CRLF and fits in 998 bytes, even with the longest values', async () => {
    const people = Array.from({ length: 50 }, (_, n) => ({ name: 'É'.repeat(120), address: `p${n}@beaurivage.test` }));
    const { raw, mail } = await write({
      to: people,
      cc: people,
      subject: '😀'.repeat(127),
      text: 'é'.repeat(20_000),
      html: `<p>${'x'.repeat(20_000)}</p>`,
      references: Array.from({ length: 40 }, (_, n) => `${'m'.repeat(200)}${n}@x.test`),
      files: [
        { fileName: `${'é'.repeat(120)}.pdf`, contentType: 'application/pdf', content: Buffer.alloc(100_000, 1) },
      ],
    });
    expect(raw.replaceAll('\r\n', '')).not.toMatch(/[\r\n]|\P{ASCII}/u);
    expect(Math.max(...raw.split('\r\n').map((line) => line.length))).toBeLessThanOrEqual(998);
    expect(mail.subject).toBe('😀'.repeat(127));
  });

  test('international domains are punycode and there is never a Bcc header', async () => {
    const { raw } = await write();
    expect(raw).toContain('zoe@xn--qubec-csa.test');
    expect(raw).not.toMatch(/^bcc:/im);
  });

  test('each extra header is written once', async () => {
    const { raw } = await write({ headers: { 'Auto-Submitted': 'auto-generated', 'X-Courriel-Relay': 'com_a' } });
    expect(headerOf(raw).match(/^Auto-Submitted: auto-generated$/gm)).toHaveLength(1);
    expect(headerOf(raw).match(/^X-Courriel-Relay: com_a$/gm)).toHaveLength(1);
  });

  test('line ends of plain ASCII texts become CRLF too', async () => {
    const { raw } = await write({ text: 'a\nb\r\nc', html: '<p>a</p>\n<p>b</p>' });
    expect(raw.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
    expect(raw).toContain('\r\na\r\nb\r\nc');
  });
});

describe('input that could forge a header or read a file', () => {
  const evil = 'x\r\nBcc: evil@evil.test';
  test.each<[string, Partial<MimeInput>]>([
    ['a line end in the subject', { subject: evil }],
    ['a bare line feed in the subject', { subject: 'x\nBcc: evil@evil.test' }],
    ['a NUL in the subject', { subject: 'x\0' }],
    ['a line end in a name', { to: [{ name: evil, address: 'a@b.test' }] }],
    ['a line end in the sender', { from: { name: evil, address: thread } }],
    ['two addresses in one', { to: [{ name: '', address: 'a@b.test, evil@evil.test' }] }],
    ['a name in an address', { cc: [{ name: '', address: 'Evil <evil@evil.test>' }] }],
    ['a quoted local part', { to: [{ name: '', address: '"evil@evil.test"@b.test' }] }],
    ['a line end in the reply address', { replyTo: `${thread}\r\nBcc: e@e.test` }],
    ['a line end in a message id', { inReplyTo: 'a@b\r\nBcc: e@e.test' }],
    ['a closing bracket in a reference', { references: ['a@b> <c@d'] }],
    ['a line end in a file name', { files: [{ fileName: evil, contentType: 'a/b', content: Buffer.from('') }] }],
    ['a line end in a header', { headers: { 'X-A': evil } }],
    ['a line end in a header name', { headers: { 'X-A\r\nBcc': 'e@e.test' } }],
    ['a Bcc header', { headers: { bcc: 'e@e.test' } }],
    ['a second From', { headers: { From: 'e@e.test' } }],
    ['a Resent-Bcc header', { headers: { 'Resent-Bcc': 'e@e.test' } }],
  ])('%s is refused', async (_what, parts) => {
    await expect(mimeWriter().write(input(parts))).rejects.toThrow(RangeError);
  });

  test('a forged content type becomes a plain one', async () => {
    const { raw } = await write({
      files: [{ fileName: 'a.bin', contentType: 'text/plain\r\nX-Evil: 1', content: Buffer.from('x') }],
    });
    expect(raw).not.toContain('X-Evil');
    expect(raw).toContain('application/octet-stream; name=a.bin');
  });
});
