import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { renderDetail } from '../../../functions/render-detail/render-detail.ts';
import { frozenInvoiceKey } from '../../../shared/domain/files/file-keys.ts';
import { flowDefinition, flowWorld } from '../../fakes/harness/flow-runner.ts';
import { runSendFlow } from '../../fakes/harness/run-send-flow.ts';
import { readPlainMime } from '../../fakes/ports/plain-mime.ts';
import {
  type ApiWorld,
  contractBody,
  expectRefused,
  invoiceBody,
  invoicePath,
  seededWorld,
  send,
} from '../../fakes/worlds/api-world.ts';

describe('a contract that asks for a signature', () => {
  let built: ApiWorld;
  beforeEach(async () => {
    built = await seededWorld();
    await built.imported('/projects/prj_a/contracts/con_1', { ...contractBody, signatureRequired: true });
  });

  const at = (seconds = 0) => new Date(built.w.clock.now().getTime() + seconds * 1000).toISOString();
  const signature = (change: object = {}) => ({
    name: 'Name of admin',
    title: 'Chargée de projet',
    signedAt: at(),
    ...change,
  });
  const preview = (body: object, user = 'usr_admin') =>
    built.call(user, 'POST', `${invoicePath}/preview`, { body: { language: 'fr', ...body } });
  /** The document of the only email, as it was committed. */
  const committed = async () => {
    const email = await built.w.communications.getEmail(built.w.sendFlow.started.at(-1)?.input.emailId ?? '');
    if (email?.direction !== 'outgoing' || !email.document) throw new Error('no invoice was sent');
    return email.document;
  };
  const threadOf = async (id: string) =>
    (await built.call('usr_admin', 'GET', `/projects/prj_a/communications/${id}`)).json;

  test('offers the directory name and title in the composer, for 15 minutes, by the service’s clock', async () => {
    const { json } = await built.call('usr_admin', 'GET', `${invoicePath}/composer`);
    expect(json.signature).toEqual({ name: 'Name of admin', title: '', validSeconds: 900, now: at() });
    await built.imported('/projects/prj_a/contracts/con_1', contractBody);
    expect((await built.call('usr_admin', 'GET', `${invoicePath}/composer`)).json.signature).toBeNull();
  });

  test('refuses an unsigned send, and says what is missing (I12)', async () => {
    const { json } = await expectRefused(built, { status: 422, code: 'signature-required' }, () => send(built));
    expect(json.errors).toEqual([{ pointer: '/signature', detail: 'is required' }]);
  });

  test('does not refuse an unsigned preview', async () => {
    expect((await preview({})).status).toBe(202);
  });

  test('gets a signed version, which is stored with the name, the title and the moment on the project’s clocks', async () => {
    const answer = await send(built, { signature: signature({ name: 'NAME  of Admin' }) });
    expect(answer.status).toBe(202);
    const document = await committed();
    const invoiceVersion = answer.json.document.invoiceVersion;
    expect(document.version).not.toBe(invoiceVersion);
    const frozen = JSON.parse(
      Buffer.from((await built.w.files.get(frozenInvoiceKey('prj_a', document.version))) ?? []).toString(),
    );
    expect(frozen.signature).toEqual(document.signature);
    expect(frozen.signature).toMatchObject({ name: 'NAME of Admin', title: 'Chargée de projet', invoiceVersion });
    expect(new Date(frozen.signature.signedAt).getTime()).toBe(Math.floor(built.w.clock.now().getTime() / 1000) * 1000);
  });

  test('shows in the conversation who signed and when, and whether the invoice has changed since', async () => {
    const { json } = await send(built, { signature: signature() });
    const shown = { name: 'Name of admin', title: 'Chargée de projet', signedAt: expect.any(String) };
    expect(json.document).toMatchObject({ outdated: false, signature: shown });
    await runSendFlow(built.w);
    const thread = await threadOf(json.id);
    expect(thread.document).toMatchObject({ outdated: false, signature: shown });
    expect(thread.emails[0].document.signature).toEqual(thread.document.signature);
    await built.imported('/projects/prj_a/invoices/inv_a', { ...invoiceBody, number: '1b' });
    expect((await threadOf(json.id)).document).toMatchObject({ outdated: true, signature: shown });
  });

  test('sends the very document of the signed preview (R09)', async () => {
    const { w } = built;
    w.timer.meanwhile.push(async () => {
      const request = w.renderStarter.requests.at(-1);
      if (request) await renderDetail(w)(request);
    });
    const mine = signature();
    const seen = await preview({ signature: mine });
    expect(seen.status).toBe(200);
    w.clock.advance(14 * 60_000);
    await send(built, { signature: mine });
    await runSendFlow(w);
    expect(w.renderer.calls).toHaveLength(1);
    expect(new URL(seen.json.url).pathname.slice(1)).toBe((await committed()).key);
  });

  test('makes another document for each signer and each moment (R09)', async () => {
    const mine = signature();
    await preview({ signature: mine });
    await preview({ signature: mine });
    await preview({ signature: signature({ name: 'Name of boss' }) }, 'usr_boss');
    built.w.clock.advance(1_000);
    await preview({ signature: signature() });
    await preview({});
    const versions = built.w.renderStarter.requests.map(({ version }) => version);
    expect(new Set(versions).size).toBe(4);
    expect(versions).toHaveLength(4);
  });

  test('lets another Admin send the same invoice under their own name only', async () => {
    const sent = await send(built, { signature: signature() });
    await expectRefused(built, { status: 422, code: 'signature-name-differs' }, () =>
      send(built, { signature: signature() }, 'key-2', 'usr_boss'),
    );
    const boss = await send(built, { signature: signature({ name: 'Name of boss' }) }, 'key-2', 'usr_boss');
    expect([sent.status, boss.status]).toEqual([202, 202]);
    expect((await threadOf(boss.json.id)).document.signature.name).toBe('Name of boss');
    expect((await threadOf(sent.json.id)).document.signature.name).toBe('Name of admin');
  });

  test('gives a repeat with the same key and signature the first answer, even when the signature is old by then', async () => {
    const mine = signature();
    const first = await send(built, { signature: mine });
    built.w.clock.advance(3_600_000);
    expect((await send(built, { signature: mine })).text).toBe(first.text);
    await expectRefused(built, { status: 422, code: 'idempotency-key-reused' }, () =>
      send(built, { signature: signature() }),
    );
    expect(built.w.sendFlow.started).toHaveLength(1);
  });

  test('refuses a signature that became old while the composer was open, and takes a new one (I12)', async () => {
    const mine = signature();
    built.w.clock.advance(15 * 60_000 + 1);
    const { json } = await expectRefused(built, { status: 409, code: 'signature-not-recent' }, () =>
      send(built, { signature: mine }),
    );
    expect(json.errors[0].pointer).toBe('/signature/signedAt');
    expect((await send(built, { signature: signature() })).status).toBe(202);
  });

  test('refuses a signature of a version that has changed meanwhile', async () => {
    const { json } = await built.call('usr_admin', 'GET', `${invoicePath}/composer`);
    const { invoiceVersion } = json;
    await built.imported('/projects/prj_a/invoices/inv_a', { ...invoiceBody, number: '1b' });
    const changed = { status: 409, code: 'invoice-version-changed' };
    await expectRefused(built, changed, () => send(built, { signature: signature(), invoiceVersion }));
    await expectRefused(built, changed, () => preview({ signature: signature(), invoiceVersion }));
  });

  test.each([
    ['somebody else’s name', 422, 'signature-name-differs', { name: 'Julie Côté' }],
    ['a name of 10 kB', 422, 'validation-failed', { name: 'a'.repeat(10_000) }],
    ['control characters', 422, 'validation-failed', { title: 'Chief\u0000' }],
    ['a moment long ago', 409, 'signature-not-recent', { signedAt: '1970-01-01T00:00:00Z' }],
    ['a moment to come', 409, 'signature-not-recent', { signedAt: '9999-12-31T23:59:59Z' }],
    ['a claim of its own', 422, 'unknown-property', { qualified: true }],
  ])('refuses %s in a preview and in a send (I12)', async (_what, status, code, change) => {
    const mine = { signature: signature(change) };
    await expectRefused(built, { status, code }, () => preview(mine));
    await expectRefused(built, { status, code }, () => send(built, mine));
  });

  test('shows a signed preview only to somebody who may send', async () => {
    const mine = { signature: signature({ name: 'Name of detail' }) };
    await expectRefused(built, { status: 403, code: 'forbidden' }, () => preview(mine, 'usr_detail'));
  });
});

test('a contract that does not ask for a signature takes one all the same, and sends unsigned', async () => {
  const built = await seededWorld();
  const signedAt = built.w.clock.now().toISOString();
  const signed = await send(built, { signature: { name: 'Name of admin', signedAt } });
  expect(signed.json.document.signature).toMatchObject({ name: 'Name of admin', title: '' });
  const unsigned = await send(built, {}, 'key-2');
  expect(unsigned.json.document.signature).toBeNull();
  expect(unsigned.json.document.invoiceVersion).toBe(signed.json.document.invoiceVersion);
});

describe('a signed document', () => {
  beforeAll(() => void flowDefinition(), 60_000);

  test('is the one that a resend and a forward carry, however much later (R09)', async () => {
    const flow = flowWorld();
    const built = await seededWorld(flow);
    flow.mailer.nextFor('julie@client.test', { kind: 'unknown', code: 'connection_reset' });
    const signedAt = flow.clock.now().toISOString();
    const { json: sent } = await send(built, { signature: { name: 'Name of admin', signedAt } });
    await flow.settled();
    flow.clock.advance(86_400_000);
    const emailId = flow.sendFlow.started[0]?.input.emailId ?? '';
    const thread = `/projects/prj_a/communications/${sent.id}`;
    const post = (path: string, body: object) =>
      built.call('usr_boss', 'POST', path, { body, headers: { 'idempotency-key': 'again' } });
    await post(`${thread}/emails/${emailId}/resend`, { recipients: ['cnt_julie'], reason: 'Nothing came' });
    await flow.settled();
    await post(`${thread}/emails`, {
      kind: 'forward',
      inReplyTo: emailId,
      to: ['cnt_david'],
      includeDocument: true,
      language: 'en',
    });
    await flow.settled();
    const files = flow.mailer.mails.map(({ to, raw }) => [to, readPlainMime(raw).files[0]?.content]);
    expect(files.map(([to]) => to)).toEqual(['julie@client.test', 'david@client.test']);
    expect(files[0]?.[1]).toEqual(files[1]?.[1]);
    expect(flow.renderer.calls).toHaveLength(1);
    const { emails } = (await built.call('usr_boss', 'GET', thread)).json;
    expect(emails.map((email: { document: { signature: { name: string } } }) => email.document.signature.name)).toEqual(
      ['Name of admin', 'Name of admin'],
    );
  });
});
