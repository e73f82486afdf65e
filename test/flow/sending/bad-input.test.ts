import { beforeEach, describe, expect, test } from 'vitest';
import { mimeWriter } from '../../../shared/adapters/mail/mime-writer.ts';
import { runSendFlow } from '../../fakes/harness/run-send-flow.ts';
import {
  type ApiWorld,
  expectRefused,
  invoiceBody,
  invoicePath,
  type Options,
  seededWorld,
  send,
  sendBody,
} from '../../fakes/worlds/api-world.ts';

const invalid = { status: 422, code: 'validation-failed' };
const path = `${invoicePath}/communications`;
const evil = [
  '<evil@evil.test>victim@acme.test',
  'a@x.test>\r\nBcc:<e@e>',
  '=?utf-8?q?evil=40e.test=3e?=@acme.test',
  'evil@evil.test',
];

describe('bad input', () => {
  let built: ApiWorld;
  let good: Awaited<ReturnType<typeof sendBody>>;
  beforeEach(async () => {
    built = await seededWorld();
    good = await sendBody(built);
  });
  const post = (options: Options) => built.call('usr_admin', 'POST', path, options);
  const posted = (change: object) => post({ body: { ...good, ...change }, headers: { 'idempotency-key': 'key-1' } });
  const pointers = (answer: { json: { errors: { pointer: string }[] } }) => answer.json.errors.map((e) => e.pointer);

  test('the valid body, which the tests below change, is accepted', async () => {
    expect((await posted({})).status).toBe(202);
  });

  test('a send without Idempotency-Key, with one of 300 characters or with a control character is refused (I01)', async () => {
    await expectRefused(built, { status: 400, code: 'idempotency-key-missing' }, () => post({ body: good }));
    for (const key of ['k'.repeat(300), 'key\u0007', 'key\r\nBcc: x', 'clé'])
      await expectRefused(built, invalid, () => post({ body: good, headers: { 'idempotency-key': key } }));
    expect((await post({ body: good, headers: { 'idempotency-key': 'k'.repeat(255) } })).status).toBe(202);
  });

  test('a body that is not JSON, not an object, too deep, or meant to pollute a prototype is refused at once (I02)', async () => {
    const headers = { 'idempotency-key': 'key-1' };
    const raw = (text: string) => () => post({ raw: text, headers });
    await expectRefused(built, { status: 400, code: 'invalid-json' }, raw('{'));
    await expectRefused(built, { status: 400, code: 'invalid-json' }, raw(''));
    for (const top of ['[]', '"text"', '1', 'null']) await expectRefused(built, invalid, raw(top));
    const deep = `${'{"a":'.repeat(10_000)}1${'}'.repeat(10_000)}`;
    const started = performance.now();
    await expectRefused(built, invalid, raw(deep));
    await expectRefused(built, invalid, raw('['.repeat(10_000)));
    expect(performance.now() - started).toBeLessThan(200);
    const spoiled = JSON.stringify(good).slice(1);
    await expectRefused(built, invalid, raw(`{"__proto__":{"polluted":true},${spoiled}`));
    await expectRefused(built, invalid, raw(`{"constructor":{"prototype":{"polluted":true}},${spoiled}`));
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  });

  test('brackets inside a string do not count as depth, and bytes that are not UTF-8 are refused', async () => {
    const message = `${'['.repeat(200)}"{${'\\'.repeat(3)}`;
    expect((await posted({ message })).status).toBe(202);
    const headers = { 'idempotency-key': 'key-2' };
    const bytes = Buffer.from(JSON.stringify({ ...good, subject: 'É' }));
    expect((await post({ raw: bytes, headers })).json.subject).toBe('É');
    bytes[bytes.indexOf(0xc3)] = 0xff;
    await expectRefused(built, { status: 400, code: 'invalid-json' }, () => post({ raw: bytes, headers }));
  });

  test('a content type that is not JSON is refused (I03)', async () => {
    for (const type of [
      'text/xml',
      'text/plain',
      'application/x-www-form-urlencoded',
      'application/json; charset=utf-16',
      '',
    ])
      await expectRefused(built, { status: 415, code: 'unsupported-media-type' }, () =>
        post({ body: good, headers: { 'idempotency-key': 'k', 'content-type': type } }),
      );
    const headers = { 'idempotency-key': 'k', 'content-type': 'application/json; charset=UTF-8' };
    expect((await post({ body: good, headers })).status).toBe(202);
  });

  test('a subject with a line end, a NUL or a line separator is refused, with its pointer (I04)', async () => {
    for (const subject of ['Facture\r\nBcc: e@evil.test', 'Facture\nX', 'Fact\u0000ure', 'Fact\u2028ure']) {
      const answer = await expectRefused(built, invalid, () => posted({ subject }));
      expect(pointers(answer)).toEqual(['/subject']);
      expect(answer.text).not.toContain('evil');
    }
  });

  test('a subject that is too long is refused, and the longest one makes no line over 998 bytes (I05)', async () => {
    for (const subject of ['a'.repeat(2000), '🏗'.repeat(300), 'a'.repeat(256)])
      expect(pointers(await expectRefused(built, invalid, () => posted({ subject })))).toEqual(['/subject']);
    const real = await seededWorld({ mimeWriter: mimeWriter() });
    for (const [i, subject] of ['a'.repeat(255), `${'🏗'.repeat(127)}a`, 'é'.repeat(255)].entries()) {
      expect((await send(real, { subject }, `long-${i}`)).json.subject).toBe(subject);
      await runSendFlow(real.w);
      const raw = Buffer.from(real.w.mailer.mails[i]?.raw ?? []).toString('latin1');
      expect(raw.length).toBeGreaterThan(1000);
      expect(Math.max(...raw.split('\r\n').map((line) => line.length))).toBeLessThanOrEqual(998);
    }
  });

  test('a send to nobody, to 51 people or to 10,000 ids is refused, and a person named twice is mailed once (I06)', async () => {
    const ids = Array.from({ length: 51 }, (_, i) => `cnt_p${i}`);
    for (const [i, id] of ids.entries())
      await built.imported(`/projects/prj_a/directory/${id}`, { name: `P ${i}`, email: `p${i}@client.test` });
    await built.imported('/projects/prj_a/groups/grp_all', { name: 'Tous', members: ids });
    await built.imported('/projects/prj_a/groups/grp_nobody', { name: 'Personne', members: [] });
    const many = Array.from({ length: 10_000 }, (_, i) => `cnt_${i}`);
    for (const to of [[], ids, ['grp_all'], ['grp_nobody'], many])
      await expectRefused(built, invalid, () => posted({ to }));
    await expectRefused(built, invalid, () => posted({ to: ids.slice(0, 50), bcc: [ids[50]] }));
    const twice = { to: ['cnt_julie', 'cnt_julie'], cc: ['cnt_julie', 'grp_client'], bcc: ['cnt_luc', 'cnt_julie'] };
    expect((await posted(twice)).status).toBe(202);
    expect(built.w.sendFlow.started[0]?.input.recipientIds).toEqual(['cnt_julie', 'cnt_luc']);
    const email = await built.w.communications.getEmail(built.w.sendFlow.started[0]?.input.emailId ?? '');
    expect(email?.direction === 'outgoing' && email.recipients.map((r) => r.role)).toEqual(['to', 'cc']);
    expect((await send(built, { to: ids.slice(0, 50) }, 'fifty')).status).toBe(202);
  });

  test('an address where an id belongs is refused, and an address that hides another cannot enter the directory (I07)', async () => {
    for (const address of evil)
      for (const role of ['to', 'cc', 'bcc']) {
        const answer = await expectRefused(built, invalid, () => posted({ [role]: [address] }));
        expect(pointers(answer)).toEqual([`/${role}/0`]);
        expect(answer.text).not.toContain('evil');
      }
    for (const email of evil.slice(0, 3)) {
      const answer = await expectRefused(built, invalid, () =>
        built.call('usr_admin', 'PUT', '/projects/prj_a/directory/cnt_x', { body: { name: 'X', email } }),
      );
      expect(pointers(answer)).toEqual(['/email']);
      expect(answer.text).not.toContain('evil');
    }
    expect(built.w.mailer.posts).toEqual([]);
  });

  test('a local part beyond ASCII is refused at the directory, and an international domain is stored as punycode (I08)', async () => {
    const put = (email: string) =>
      built.call('usr_admin', 'PUT', '/projects/prj_a/directory/cnt_x', { body: { name: 'X', email } });
    expect(pointers(await expectRefused(built, invalid, () => put('张伟@client.test')))).toEqual(['/email']);
    const stored = await put('Jean@Montréal.test');
    expect(stored.json.email).toBe('Jean@xn--montral-fya.test');
    expect((await built.w.projects.getContact('prj_a', 'cnt_x'))?.email).toBe('Jean@xn--montral-fya.test');
  });

  const announce = (change: object) => {
    const body = { fileName: 'plan.pdf', bytes: 4, contentType: 'application/pdf', sha256: 'a'.repeat(64), ...change };
    return built.call('usr_admin', 'POST', '/projects/prj_a/attachments', { body });
  };

  test('a hostile file name is made a plain one, or refused if nothing is left of it (I09)', async () => {
    const names: [string, string][] = [
      ['../../x.pdf', 'x.pdf'],
      ['..\\..\\x.pdf', 'x.pdf'],
      ['a.pdf\r\nX:1', 'a.pdfX_1'],
      ['a\u202efdp.pdf', 'afdp.pdf'],
      ['con.pdf', '_con.pdf'],
    ];
    for (const [given, stored] of names) {
      const answer = await announce({ fileName: given });
      expect([answer.status, answer.json.fileName]).toEqual([201, stored]);
      expect((await built.w.projects.getUpload('prj_a', answer.json.attachmentId))?.fileName).toBe(stored);
    }
    const long = await announce({ fileName: `${'é'.repeat(300)}.pdf` });
    expect(Buffer.byteLength(long.json.fileName)).toBeLessThanOrEqual(255);
    expect(long.json.fileName).toMatch(/^é+\.pdf$/);
    for (const fileName of ['', '   ', '..', '\u202e'])
      expect(pointers(await expectRefused(built, invalid, () => announce({ fileName })))).toEqual(['/fileName']);
  });

  test('a program, a page or a disguised file is refused, by its name when announced and by its bytes at send (I10)', async () => {
    const unclean = { status: 422, code: 'attachment-not-clean' };
    for (const fileName of ['a.exe', 'a.js', 'a.html', 'a.svg', 'a.pdf.exe', 'A.EXE', 'a.exe.', 'a.ｅｘｅ'])
      await expectRefused(built, unclean, () => announce({ fileName }));
    for (const [name, type, text] of [
      ['facture.pdf', 'application/pdf', '<!doctype html><script>alert(1)</script>'],
      ['facture.pdf', 'application/pdf', 'MZ\u0000\u0000'],
      ['notes.txt', 'text/plain', '<html><body>'],
    ] as const) {
      const id = await built.upload('usr_admin', name, type, Buffer.from(text));
      const answer = await expectRefused(built, unclean, () => posted({ attachmentIds: [id] }));
      expect(pointers(answer)).toEqual(['/attachmentIds/0']);
    }
  });

  test('an unknown property is refused by name, in a send and in an announced file (I11)', async () => {
    for (const property of ['path', 'href', 'raw', 'headers', 'replyTo', 'from']) {
      const unknown = { status: 422, code: 'unknown-property' };
      for (const refused of [
        () => posted({ [property]: 'x@evil.test' }),
        () => announce({ [property]: 'x@evil.test' }),
      ]) {
        const answer = await expectRefused(built, unknown, refused);
        expect(pointers(answer)).toEqual([`/${property}`]);
        expect(answer.text).not.toContain('evil');
      }
    }
    const strange = await expectRefused(built, { status: 422, code: 'unknown-property' }, () =>
      posted({ '<script>alert(1)</script>': 1 }),
    );
    expect(strange.text).not.toContain('script');
  });

  test('a body over the limit of its route is refused (L03)', async () => {
    const large = { status: 413, code: 'payload-too-large' };
    const filled = (bytes: number) => {
      const text = JSON.stringify({ ...good, message: '' });
      return text.replace('"message":""', `"message":"${'x'.repeat(bytes - text.length)}"`);
    };
    const headers = { 'idempotency-key': 'key-1' };
    await expectRefused(built, large, () => post({ raw: filled(256 * 1024 + 1), headers }));
    await expectRefused(built, large, () => post({ raw: Buffer.from(filled(257 * 1024)), headers }));
    await expectRefused(built, invalid, () => post({ raw: filled(256 * 1024), headers }));
    const put = (raw: string) => built.call('usr_admin', 'PUT', `${invoicePath}`, { raw });
    const body = JSON.stringify(invoiceBody);
    const padded = (bytes: number) => `${body}${' '.repeat(bytes - Buffer.byteLength(body))}`;
    await expectRefused(built, large, () => put(padded(5 * 1024 * 1024 + 1)));
    await expectRefused(built, large, () => put(padded(11 * 1024 * 1024)));
    expect((await put(padded(5 * 1024 * 1024))).status).toBe(200);
  });

  test('a send with too many bytes, too many files, or an upload that is not as announced is refused (L01)', async () => {
    const large = { status: 413, code: 'payload-too-large' };
    const limit = 28_000_000;
    await expectRefused(built, large, () => announce({ bytes: limit + 1 }));
    const id = (bytes: number) => built.upload('usr_admin', 'a.txt', 'text/plain', Buffer.alloc(bytes, 'x'));
    const whole = await id(limit);
    const one = await id(1);
    const answer = await expectRefused(built, large, () => posted({ attachmentIds: [whole, one] }));
    expect(pointers(answer)).toEqual(['/attachmentIds']);
    expect((await posted({ attachmentIds: [whole, whole] })).status).toBe(202);
    const fifteen = await Promise.all(Array.from({ length: 15 }, () => id(1)));
    await expectRefused(built, invalid, () => posted({ attachmentIds: fifteen }));
    expect((await send(built, { attachmentIds: fifteen.slice(1) }, 'fourteen')).status).toBe(202);
    for (const bytes of ['yy', 'y']) {
      const changed = await id(1);
      await built.w.files.put(`uploads/prj_a/${changed}`, Buffer.from(bytes), 'text/plain');
      await expectRefused(built, { status: 409, code: 'attachment-changed' }, () =>
        send(built, { attachmentIds: [changed] }, bytes),
      );
    }
  });

  test('a query with an invalid parameter is refused with 400', async () => {
    for (const query of ['limit=0', 'limit=101', 'limit=x', 'cursor=x', `q=${'a'.repeat(201)}`])
      await expectRefused(built, { status: 400, code: 'validation-failed' }, () =>
        built.call('usr_admin', 'GET', `/projects/prj_a/directory?${query}`),
      );
  });
});
