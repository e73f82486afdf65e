import { beforeEach, describe, expect, test } from 'vitest';
import { routes } from '../../../shared/api/contract.ts';
import { openApiDocument } from '../../../shared/api/openapi.ts';
import type { Method, Route } from '../../../shared/api/route.ts';
import { sha256Hex } from '../../../shared/domain/ids.ts';
import { runSendFlow } from '../../fakes/harness/run-send-flow.ts';
import { readPlainMime } from '../../fakes/ports/plain-mime.ts';
import {
  type ApiWorld,
  contractBody,
  expectRefused,
  invoiceBody,
  invoicePath,
  type Options,
  type Response,
  seededWorld,
  send,
  sendBody,
} from '../../fakes/worlds/api-world.ts';

const missing = { status: 404, code: 'not-found' };
const denied = { status: 403, code: 'forbidden' };
const methods = new Set(['get', 'put', 'post', 'patch']);

/** Every operation of the served document. */
const operations = (): { method: Method; path: string }[] =>
  Object.entries(openApiDocument().paths as Record<string, object>).flatMap(([path, item]) =>
    Object.keys(item)
      .filter((method) => methods.has(method))
      .map((method) => ({ method: method.toUpperCase() as Method, path })),
  );

const fill = (path: string, ids: Record<string, string>): string =>
  path.replaceAll(/\{(\w+)\}/g, (_, name: string) => ids[name] ?? `missing-${name}`);

/** Ids that fit their schema and belong to nothing. */
const nothing = {
  projectId: 'prj_nothing',
  invoiceId: 'inv_nothing',
  communicationId: 'com_nothing',
  emailId: 'eml_nothing',
  attachmentId: 'att_nothing',
  contactId: 'cnt_nothing',
  contractId: 'con_nothing',
  groupId: 'grp_nothing',
  userId: 'usr_nothing',
};

describe('permissions', () => {
  let built: ApiWorld;
  beforeEach(async () => {
    built = await seededWorld();
  });

  const bodies: Options[] = [
    {},
    { body: {} },
    { raw: '{' },
    { body: { x: 1 }, headers: { 'content-type': 'text/xml' } },
    { raw: 'x'.repeat(6 * 1024 * 1024) },
    { body: invoiceBody, headers: { 'idempotency-key': 'k' } },
    { body: contractBody },
  ];

  test("another project's id gets the response of a random id, byte for byte, on every route and with any body (P02)", async () => {
    const scoped = operations().filter(({ path }) => path.startsWith('/projects/{projectId}'));
    expect(scoped.length).toBeGreaterThan(20);
    const seen = new Set<string>();
    for (const { method, path } of scoped)
      for (const options of method === 'GET' ? [{}] : bodies) {
        const foreign = {
          ...nothing,
          projectId: 'prj_b',
          invoiceId: 'inv_b',
          contactId: 'cnt_julie',
          contractId: 'con_1',
        };
        for (const ids of [foreign, nothing, { ...nothing, projectId: '..%2Fprj_a' }, { ...nothing, projectId: 'x' }]) {
          const answer = await expectRefused(built, missing, () =>
            built.call('usr_admin', method, fill(path, ids), options),
          );
          seen.add(JSON.stringify(answer));
        }
        // A member at level none is an outsider too, and so is a user without any project.
        for (const user of ['usr_none', 'usr_stranger'])
          seen.add(
            JSON.stringify(
              await expectRefused(built, missing, () =>
                built.call(user, method, fill(path, { ...nothing, projectId: 'prj_a', invoiceId: 'inv_a' }), options),
              ),
            ),
          );
      }
    expect(seen.size).toBe(1);
  });

  test("another project's id under one's own project gets the response of a random id (P02)", async () => {
    const body = { ...(await sendBody(built)), to: ['cnt_zoe'] };
    const composer = await built.call('usr_zoe', 'GET', '/projects/prj_b/invoices/inv_b/composer');
    const theirs = await built.call('usr_zoe', 'POST', '/projects/prj_b/invoices/inv_b/communications', {
      body: { ...body, invoiceVersion: composer.json.invoiceVersion },
      headers: { 'idempotency-key': 'k' },
    });
    const thread = await built.call('usr_zoe', 'GET', `/projects/prj_b/communications/${theirs.json.id}`);
    const foreign = { communicationId: theirs.json.id, emailId: thread.json.emails[0].id, invoiceId: 'inv_b' };
    expect(thread.status).toBe(200);
    const answer = { kind: 'reply', inReplyTo: foreign.emailId, to: ['cnt_julie'], language: 'fr' };
    const named = operations().filter(
      ({ method, path }) => method !== 'PUT' && /\{(?:invoiceId|communicationId)\}/.test(path),
    );
    for (const { method, path } of named) {
      const options: Options = {
        ...(path.endsWith('/preview') ? { body: { language: 'fr' } } : {}),
        ...(path.endsWith('/communications') && method === 'POST'
          ? { body, headers: { 'idempotency-key': 'k2' } }
          : {}),
        ...(path.endsWith('/resend')
          ? { body: { recipients: ['cnt_julie'], reason: 'r' }, headers: { 'idempotency-key': 'k3' } }
          : {}),
        ...(path.endsWith('/emails') ? { body: answer, headers: { 'idempotency-key': 'k4' } } : {}),
        ...(method === 'PATCH' ? { body: { private: true } } : {}),
      };
      const own = { ...nothing, projectId: 'prj_a' };
      const there = await expectRefused(built, missing, () =>
        built.call('usr_admin', method, fill(path, { ...own, ...foreign }), options),
      );
      const nowhere = await built.call('usr_admin', method, fill(path, own), options);
      expect(there, path).toEqual(nowhere);
    }
  });

  test('a read-only member cannot send, and nothing is stored (P03)', async () => {
    const body = await sendBody(built);
    for (const user of ['usr_reader', 'usr_detail', 'usr_plain'])
      for (const options of [{ body, headers: { 'idempotency-key': 'k' } }, { raw: '{' }, {}])
        await expectRefused(built, denied, () => built.call(user, 'POST', `${invoicePath}/communications`, options));
    expect(built.w.sendFlow.calls).toBe(0);
  });

  test('every action of Admins is refused to all other members, imports included', async () => {
    const admins = Object.values<Route>(routes).filter((r) => r.needs === 'admin' || r.scope === 'import');
    expect(admins.length).toBeGreaterThan(8);
    for (const { method, path } of admins)
      for (const user of ['usr_reader', 'usr_detail', 'usr_plain'])
        await expectRefused(built, denied, () =>
          built.call(user, method, fill(path, { ...nothing, projectId: 'prj_a' }), { body: {} }),
        );
  });

  test('the Detail and its PDF need the right to see details, without which the figures are null and the rest is there', async () => {
    await expectRefused(built, denied, () => built.call('usr_plain', 'GET', `${invoicePath}/lines`));
    await expectRefused(built, denied, () =>
      built.call('usr_plain', 'POST', `${invoicePath}/preview`, { body: { language: 'fr' } }),
    );
    const plain = (await built.call('usr_plain', 'GET', invoicePath)).json;
    expect(plain).toMatchObject({ number: '1', due: null, summary: null, taxes: null, version: null });
    expect(plain.permissions).toEqual({ viewDetail: false, send: false });
    const detail = (await built.call('usr_reader', 'GET', invoicePath)).json;
    expect(detail.summary).toMatchObject({ line4: '82288.16', line8: '74059.34' });
    expect(detail.permissions).toEqual({ viewDetail: true, send: false });
    expect((await built.call('usr_reader', 'GET', `${invoicePath}/lines`)).json.items).toHaveLength(2);
    const [header] = (await built.call('usr_plain', 'GET', '/projects/prj_a/invoices')).json.items;
    expect(header).toMatchObject({ id: 'inv_a', due: null, contractNumber: 'SC-31' });
  });

  test('an ID token and a token without the scope are refused; an import token cannot read', async () => {
    const refused = { status: 403, code: 'scope-missing' };
    const claims = [
      { sub: 'usr_admin', token_use: 'id', scope: 'courriel' },
      { sub: 'usr_admin', token_use: 'access', scope: 'openid email' },
      { sub: 'usr_admin' },
      { sub: 'usr_admin', token_use: 'access', scope: 'courriels xcourriel' },
      { sub: 'usr_admin', scope: 'import' },
      { sub: 'no user!', scope: 'courriel' },
    ];
    for (const token of claims)
      await expectRefused(built, refused, () => built.call('', 'GET', '/projects/prj_a/invoices', { claims: token }));
    await expectRefused(built, { status: 401, code: 'unauthorized' }, () =>
      built.call('', 'GET', '/me', { claims: null }),
    );
    const listed = { sub: 'usr_admin', scp: '[openid courriel]' };
    expect((await built.call('', 'GET', '/projects/prj_a/invoices', { claims: listed })).status).toBe(200);
  });

  test('the import scope writes any existing project and creates new ones, while an Admin writes only their own', async () => {
    const project = { name: 'P', number: '1', company: { name: 'C' } };
    const importer = { claims: { sub: 'machine-1', scope: 'import' } };
    const contact = { body: { name: 'X', email: 'x@client.test' } };
    await expectRefused(built, missing, () =>
      built.call('', 'PUT', '/projects/prj_new/directory/cnt_x', { ...contact, ...importer }),
    );
    expect((await built.call('', 'PUT', '/projects/prj_new', { body: project, ...importer })).status).toBe(200);
    expect((await built.call('', 'PUT', '/projects/prj_new/directory/cnt_x', { ...contact, ...importer })).status).toBe(
      200,
    );
    expect((await built.call('usr_admin', 'PUT', '/projects/prj_a', { body: project })).status).toBe(200);
    await expectRefused(built, missing, () => built.call('usr_admin', 'PUT', '/projects/prj_new2', { body: project }));
    const file = { fileName: 'l.ndjson', bytes: 2, contentType: 'application/x-ndjson', sha256: 'a'.repeat(64) };
    const announced = await built.call('', 'POST', '/projects/prj_new/attachments', { body: file, ...importer });
    expect(announced.status).toBe(201);
  });

  test('a cursor that was edited, or that belongs to another user, route or query, gives no data (P07)', async () => {
    const first = await built.call('usr_admin', 'GET', '/projects/prj_a/directory?limit=2');
    const cursor: string = first.json.nextCursor;
    expect(first.json.items).toHaveLength(2);
    const next = await built.call('usr_admin', 'GET', `/projects/prj_a/directory?limit=3&cursor=${cursor}`);
    expect(next.json.items).toHaveLength(3);
    const bad = { status: 400, code: 'validation-failed' };
    const flipped = [...cursor].map((c, i) => `${cursor.slice(0, i)}${c === 'A' ? 'B' : 'A'}${cursor.slice(i + 1)}`);
    const attempts: [string, string][] = [
      ['usr_boss', `/projects/prj_a/directory?cursor=${cursor}`],
      ['usr_admin', `/projects/prj_a/directory?q=j&cursor=${cursor}`],
      ['usr_admin', `/projects/prj_a/invoices?cursor=${cursor}`],
      ['usr_admin', `${invoicePath}/communications?cursor=${cursor}`],
      ...flipped.map((edited): [string, string] => ['usr_admin', `/projects/prj_a/directory?cursor=${edited}`]),
      ['usr_admin', `/projects/prj_a/directory?cursor=${cursor}=`],
      ['usr_admin', `/projects/prj_a/directory?cursor=${cursor.slice(0, -1)}`],
    ];
    for (const [user, path] of attempts) {
      const answer = await expectRefused(built, bad, () => built.call(user, 'GET', path));
      expect(answer.json.items).toBeUndefined();
    }
    expect(built.w.log.lines.filter((line) => line.fields.status === 500)).toEqual([]);
  });

  test("an attachment of another project, or a key that is not the project's, is not found and gets no URL (P09)", async () => {
    const bytes = Buffer.from('%PDF-1.4');
    const theirs = await built.upload('usr_zoe', 'plan.pdf', 'application/pdf', bytes, 'prj_b');
    for (const id of [theirs, 'att_nothing'])
      await expectRefused(built, missing, () => send(built, { attachmentIds: [id] }, `k-${id}`));
    for (const id of ['uploads/prj_b/att_1', `../prj_b/${theirs}`])
      await expectRefused(built, { status: 422, code: 'validation-failed' }, () =>
        send(built, { attachmentIds: [id] }),
      );
    const own = await built.upload('usr_admin', 'plan.pdf', 'application/pdf', bytes);
    const sent = await send(built, { attachmentIds: [own] });
    const thread = await built.call('usr_admin', 'GET', `/projects/prj_a/communications/${sent.json.id}`);
    const at = `/projects/prj_a/communications/${sent.json.id}/emails/${thread.json.emails[0].id}/attachments`;
    expect((await built.call('usr_admin', 'GET', `${at}/${own}`)).json.url).toContain('attachments/prj_a/');
    for (const id of [theirs, 'uploads', `..%2F${theirs}`]) {
      const answer = await expectRefused(built, missing, () => built.call('usr_admin', 'GET', `${at}/${id}`));
      expect(answer.text).not.toContain('https:');
    }
  });

  test('a send is refused when the bytes are not those announced, and a mailed file lies where no URL can write (P10)', async () => {
    const good = Buffer.from('%PDF-1.4 plan');
    const id = await built.upload('usr_admin', 'plan.pdf', 'application/pdf', good);
    await built.w.files.put(`uploads/prj_a/${id}`, Buffer.from('%PDF-1.4 evil'), 'application/pdf');
    await expectRefused(built, { status: 409, code: 'attachment-changed' }, () => send(built, { attachmentIds: [id] }));
    await built.w.files.put(`uploads/prj_a/${id}`, good, 'application/pdf');
    const sent = await send(built, { attachmentIds: [id] });
    await built.w.files.put(`uploads/prj_a/${id}`, Buffer.from('%PDF-1.4 evil'), 'application/pdf');
    expect(sent.status).toBe(202);
    await runSendFlow(built.w);
    const [mail] = built.w.mailer.mails;
    const [, file] = readPlainMime(mail?.raw ?? new Uint8Array()).files;
    expect(sha256Hex(file?.content ?? '')).toBe(sha256Hex(good));
  });

  test('a send is refused when a file was announced and never uploaded', async () => {
    const body = { fileName: 'a.pdf', bytes: 4, contentType: 'application/pdf', sha256: 'a'.repeat(64) };
    const { json } = await built.call('usr_admin', 'POST', '/projects/prj_a/attachments', { body });
    await expectRefused(built, { status: 409, code: 'attachment-missing' }, () =>
      send(built, { attachmentIds: [json.attachmentId] }),
    );
  });

  test('a response to a bug shows none of its details', async () => {
    built.w.projects.breakOn('listContacts', 'before');
    const answer: Response = await built.call('usr_admin', 'GET', '/projects/prj_a/directory');
    expect([answer.status, answer.json.code]).toEqual([500, 'internal-error']);
    expect(answer.headers['content-type']).toBe('application/problem+json');
    expect(answer.text).not.toContain('listContacts');
    expect(built.w.log.warnings()).toEqual(['failed']);
  });
});
