import { describe, expect, test } from 'vitest';
import { mimeReader } from '../../../../shared/adapters/mail/mime-reader.ts';
import { mimeWriter } from '../../../../shared/adapters/mail/mime-writer.ts';
import { mailFixture } from '../../../fixtures/mail/cases.ts';

const read = (raw: string | Buffer) => mimeReader().read(typeof raw === 'string' ? Buffer.from(raw) : raw);

describe('headers', () => {
  test('names and subjects are read from Latin-1 words, characters split between words, and raw 8-bit text', async () => {
    const mail = await read(mailFixture('latin1-attachment-fr'));
    expect(mail.from).toEqual([{ name: 'Renée Côté', address: 'renee.cote@beaurivage.test' }]);
    expect(mail.subject).toBe("Ré : Facture d'août, chaînage terminé");
    expect((await read(mailFixture('undeclared-windows-1252'))).subject).toBe('Re: Facture payée');
    expect((await read(mailFixture('mislabelled-utf-8'))).subject).toBe('Re: Facture payée');
    const split = await read(
      'From: a@b.test\nSubject: =?UTF-8?B?w4lj?= =?UTF-8?B?aMOp?=\n =?UTF-8?B?YW7Dg==?= =?UTF-8?B?qWU=?=\n\nx',
    );
    expect(split.subject).toBe('Échéanée');
  });

  test('text in an unknown charset is read as UTF-8 if it is valid, and otherwise as Windows-1252', async () => {
    const of = async (word: string) => (await read(`From: a@b.test\nSubject: ${word}\n\nx`)).subject;
    expect(await of('=?x-unknown?Q?caf=C3=A9?=')).toBe('café');
    expect(await of('=?x-unknown?Q?caf=E9?=')).toBe('café');
    expect(await of('=?utf-7?Q?+ADw-script+AD4-?=')).toBe('+ADw-script+AD4-');
    expect(await of('=?shift_jis?B?k/qWew==?=')).toBe('日本');
  });

  test('every mailbox of From is read, also from a second header and from a group', async () => {
    expect((await read(mailFixture('two-from'))).from).toHaveLength(2);
    expect((await read('From: a@b.test\nFrom: c@d.test\n\nx')).from).toHaveLength(2);
    expect((await read('From: x: a@b.test, c@d.test;\n\nx')).from).toHaveLength(2);
    expect((await read('To: a@b.test\n\nx')).from).toHaveLength(0);
  });

  test('an address hidden in an encoded name stays a name', async () => {
    const { from } = await read('From: =?utf-8?Q?ceo=40acme.test_=3Cceo=40acme.test=3E?= <evil@evil.test>\n\nx');
    expect(from).toEqual([{ name: 'ceo@acme.test <ceo@acme.test>', address: 'evil@evil.test' }]);
  });

  test('ids are read without brackets, whatever separates them, and only the first and last ones of too many', async () => {
    const mail = await read(
      'From: a@b.test\nMessage-ID: <m@x.test>\nIn-Reply-To: <p@x.test>\nReferences: <r@x.test>,<s@x.test><t@x.test>\n u@x.test\n\nx',
    );
    expect(mail).toMatchObject({ messageId: 'm@x.test', inReplyTo: ['p@x.test'] });
    expect(mail.references).toEqual(['r@x.test', 's@x.test', 't@x.test', 'u@x.test']);
    const many = await read(
      `From: a@b.test\nReferences: ${Array.from({ length: 90 }, (_, n) => `<m${n}@x.test>`).join(' ')}\n\nx`,
    );
    expect(many.references).toHaveLength(32);
    expect([many.references[0], many.references.at(-1)]).toEqual(['m0@x.test', 'm89@x.test']);
  });

  test('controls and direction marks are removed from names, subjects and file names', async () => {
    const mail = await read(
      "From: =?utf-8?Q?Ju=00lie=E2=80=AE?= <a@b.test>\nSubject: =?utf-8?Q?a=0D=0ABcc:_x=E2=80=AEb?=\nContent-Type: application/pdf\nContent-Disposition: attachment; filename*=utf-8''a%E2%80%AEfdp.exe\n\nx",
    );
    expect(mail.from[0]?.name).toBe('Julie');
    expect(mail.subject).toBe('a Bcc: xb');
    expect(mail.files[0]?.fileName).toBe('afdp.exe');
  });
});

describe('bodies', () => {
  test('text is decoded from the declared charset, the likely one, or the one that its bytes match', async () => {
    expect((await read(mailFixture('latin1-attachment-fr'))).text).toContain('Réglé cet été. À bientôt');
    expect((await read(mailFixture('undeclared-windows-1252'))).text).toContain(
      'Payée ce matin – 1\u00a0234,56\u00a0$, “coûts”',
    );
    expect((await read(mailFixture('mislabelled-utf-8'))).text).toContain('L’échéancier');
  });

  test('flowed lines are joined, and quoted ones only with lines of the same depth', async () => {
    const { text } = await read(mailFixture('thunderbird-fr'));
    expect(text).toContain('dès que le relevé des quantités sera signé');
    expect(text).toContain('avec le détail des postes');
    expect(text).not.toContain('\n> des postes');
  });

  test('a mail without text or HTML is read with neither', async () => {
    expect(await read('From: a@b.test\n\n  \n')).toMatchObject({ text: null, html: null, files: [] });
  });
});

describe('files', () => {
  test('are byte for byte what was attached, under safe names', async () => {
    const mail = await read(mailFixture('inline-image-and-files'));
    const names = mail.files.map((file) => [file.fileName, file.contentType, file.inline, file.contentId]);
    expect(names).toEqual([
      ['crack.png', 'image/png', true, 'crack@01'],
      ['logo.png', 'image/png', true, 'logo@02'],
      ['plan.dwg', 'application/acad', false, null],
      ['attachment-4.eml', 'message/rfc822', false, null],
    ]);
    const dwg = Buffer.concat([Buffer.from('AC1027'), Buffer.from(Array.from({ length: 256 }, (_, byte) => byte))]);
    expect(Buffer.from(mail.files[2]?.content ?? []).equals(dwg)).toBe(true);
    expect((await read(mailFixture('latin1-attachment-fr'))).files[0]?.fileName).toBe('Bordereau été 2026.pdf');
  });

  test('an attached text keeps its bytes, whatever its charset says', async () => {
    const content = Buffer.from([0xe9, 0x0a, 0xff, 0x0d, 0x0a]);
    const raw = await mimeWriter().write({
      from: { name: '', address: 'a@b.test' },
      replyTo: 'a@b.test',
      to: [{ name: '', address: 'c@d.test' }],
      cc: [],
      subject: 's',
      text: 't',
      html: '<p>t</p>',
      language: 'en',
      inReplyTo: null,
      references: [],
      headers: {},
      files: [{ fileName: 'a.txt', contentType: 'text/plain', content }],
    });
    expect(Buffer.from((await mimeReader().read(raw)).files[0]?.content ?? []).equals(content)).toBe(true);
  });

  test('the parts of a report are files, not text', async () => {
    const dsn = await read(mailFixture('dsn'));
    expect(dsn.contentType).toContain('multipart/report; report-type=delivery-status');
    expect(dsn.files.map((file) => file.contentType)).toEqual(['message/delivery-status', 'text/rfc822-headers']);
    expect(dsn.text).not.toContain('Reporting-MTA');
  });
});

describe('input that breaks parsers', () => {
  test.each<[string, () => string]>([
    [
      'parts nested too deep',
      () =>
        Array.from({ length: 20_000 }, (_, n) => `Content-Type: multipart/mixed; boundary=b${n}\n\n--b${n}\n`).join(''),
    ],
    ['too many parts', () => `Content-Type: multipart/mixed; boundary=b\n\n${'--b\n\nx\n'.repeat(100_000)}`],
    [
      'ten thousand recipients',
      () => `To: ${Array.from({ length: 10_000 }, (_, n) => `x${n}@y.test`).join(',\n ')}\n\nx`,
    ],
    ['a message in a message, two hundred times', () => 'Content-Type: message/rfc822\n\n'.repeat(200)],
    ['fifty thousand encoded words', () => `Subject: ${'=?utf-8?B?w4k=?=\n '.repeat(50_000)}\n\nx`],
    ['five megabytes of tags', () => `Content-Type: text/html\n\n${'<div>'.repeat(1_000_000)}`],
    ['five megabytes of HTML', () => `Content-Type: text/html\n\n${`<p>${'mot '.repeat(250)}</p>\n`.repeat(5_000)}`],
    ['a header that is too large', () => `Subject: ${'=?utf-8?B?w4k=?=\n '.repeat(70_000)}\n\nx`],
  ])('%s is refused', async (_what, body) => {
    await expect(read(`From: a@b.test\n${body()}`)).rejects.toThrow();
  });

  test('a mail over the size that SES delivers is refused', async () => {
    await expect(mimeReader().read(new Uint8Array(43_000_000))).rejects.toThrow(RangeError);
  });

  test.each<[string, string]>([
    ['five hundred recipients', `To: ${Array.from({ length: 500 }, (_, n) => `x${n}@y.test`).join(',\n ')}\n\nx`],
    ['a message in a message, twenty times', 'Content-Type: message/rfc822\n\n'.repeat(20)],
    ['a long HTML page', `Content-Type: text/html\n\n${'<p>une ligne de texte</p>\n'.repeat(30_000)}`],
    [
      'a large picture in the HTML',
      `Content-Type: text/html\n\n<img src="data:image/png;base64,${'AAAA'.repeat(1_500_000)}">`,
    ],
    [
      'dashes in the text of a part',
      `Content-Type: multipart/mixed; boundary=b\n\n--b\n\n${'--c\n--bb\n'.repeat(50_000)}--b--`,
    ],
    ['a boundary that never comes', 'Content-Type: multipart/mixed; boundary=b\n\nx'],
    ['broken base64', 'Content-Type: application/pdf\nContent-Transfer-Encoding: base64\n\n%%%%'],
    ['an empty mail', ''],
  ])('%s is read', async (_what, rest) => {
    const mail = await read(`From: a@b.test\n${rest}`);
    expect(mail.from).toEqual([{ name: '', address: 'a@b.test' }]);
    expect(mail.to.length).toBeLessThanOrEqual(500);
    expect(mail.html?.length ?? 0).toBeLessThanOrEqual(1_000_000);
  });
});

describe('a part with a broken header loses its type or name, and the rest of the mail is read (Y39)', () => {
  test.each([
    ['Content-Type: ; name="plan.pdf"', 'plan.pdf'],
    ['Content-Type: ;\r\nContent-Disposition: attachment; filename=plan.pdf', 'plan.pdf'],
    ['Content-Type: application/; name=plan.pdf', 'plan.pdf'],
    ['Content-Type:', 'attachment-1.bin'],
    ['Content-Type: /', 'attachment-1.bin'],
  ])('%j', async (head, fileName) => {
    const { text, files } = await read(
      [
        'From: a@b.test',
        'Content-Type: multipart/mixed; boundary=b',
        '',
        '--b\r\nContent-Type: text/plain\r\n\r\nBonjour.',
        `--b\r\n${head}\r\nContent-Transfer-Encoding: base64\r\n\r\nJVBERi0xLjQ=`,
        '--b\r\nContent-Type: image/png; name=b.png\r\n\r\nb',
        '--b--',
      ].join('\r\n'),
    );
    expect(text).toBe('Bonjour.');
    expect(files.map((file) => [file.fileName, file.contentType])).toEqual([
      [fileName, 'application/octet-stream'],
      ['b.png', 'image/png'],
    ]);
    expect(Buffer.from(files[0]?.content ?? []).toString()).toBe('%PDF-1.4');
  });
});
