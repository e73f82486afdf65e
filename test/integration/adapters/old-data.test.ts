import { mkdtempSync, rmSync } from 'node:fs';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import dynalite from 'dynalite';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { reconcile } from '../../../functions/reconcile/reconcile.ts';
import { steelFrameInvoices } from '../../../local/seed/steel-frame-invoices.ts';
import { htmlCleaner } from '../../../shared/adapters/mail/html-cleaner.ts';
import { mimeReader } from '../../../shared/adapters/mail/mime-reader.ts';
import { mimeWriter } from '../../../shared/adapters/mail/mime-writer.ts';
import { detailDocument } from '../../../shared/documents/detail/detail-document.ts';
import { PrintedInvoice } from '../../../shared/domain/invoice/invoice.ts';
import { versionOf } from '../../../shared/domain/invoice/printed-invoice.ts';
import { localClient, tableName } from '../../contracts/data-table.ts';
import { dynamoStores } from '../../contracts/stores.ts';
import { faulty } from '../../fakes/harness/faults.ts';
import { runSendFlow } from '../../fakes/harness/run-send-flow.ts';
import { fakeClock } from '../../fakes/ports/fake-clock.ts';
import { fakeKeys } from '../../fakes/ports/fake-keys.ts';
import { memoryFiles } from '../../fakes/ports/memory-files.ts';
import { type ApiWorld, apiWorld } from '../../fakes/worlds/api-world.ts';
import { capture, mailOf } from '../../fakes/worlds/captured-mail.ts';
import { loadOldData } from '../../fixtures/old-data/load-old-data.ts';

/**
 * Opens data that commit b480f0b stored in the database of `npm start` with today's code. The data of an installation
 * must go on working, so these tests must pass after every change of what is stored.
 */

const project = '/projects/prj_rapides';
const invoice1 = 'com_rbvwfblculcmlffbxlck6ulbym';
const corrected = 'com_bdovk3sznfftlwu6nhtxz2viti';
const secret = 'com_ocfdv6bw3pz6veoucktnmmc7ty';
const stairs = 'com_true7epmqoegycsmx3an5gyafe';
const waitingRelay = 'eml_x3zqblaxy7xgjxp3xq6uhfuz4u';
const oldAddress = 'r-arbvwfblculcmlffbxlck6ulbymuyfqjlinn4db7q7oe6lia526uq@reply.courriel.test';

let folder: string;
let server: Server;
let built: ApiWorld;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'courriel-old-data-'));
  server = dynalite({ path: folder, createTableMs: 0 });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const database = localClient(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  const stores = await dynamoStores(database);
  const clock = fakeClock('2026-12-02T09:00:00.000Z');
  const [files, mail] = [memoryFiles(clock, 'files'), memoryFiles(clock, 'mail')];
  const ring = await loadOldData('b480f0b', { database, table: tableName, files, mail });
  built = apiWorld({
    clock,
    files,
    mail,
    keys: fakeKeys(ring),
    projects: faulty(stores.projects),
    communications: faulty(stores.communications),
    mimeReader: mimeReader(),
    mimeWriter: mimeWriter(),
    htmlCleaner: htmlCleaner(),
  });
}, 300_000);
afterAll(async () => {
  await new Promise<void>((closed) => server.close(() => closed()));
  rmSync(folder, { recursive: true, force: true });
});

const get = async (path: string, user = 'usr_amelie') => {
  const answer = await built.call(user, 'GET', `${project}${path}`);
  expect(answer.status, `${path} ${answer.text.slice(0, 300)}`).toBe(200);
  expect(answer.text.length, path).toBeLessThan(1_000_000);
  return answer.json;
};
const found = async (query: string, user?: string): Promise<string[]> =>
  (await get(`/communications?${query}`, user)).items.map((c: { id: string }) => c.id);

/** Every email of a conversation, from its newest page to its oldest. */
const emailsOf = async (id: string, user?: string) => {
  const emails: { id: string; text: string; cut: boolean }[] = [];
  let cursor: string | null = null;
  do {
    const page: { emails: typeof emails; nextCursor: string | null } = await get(
      `/communications/${id}?limit=5${cursor === null ? '' : `&cursor=${cursor}`}`,
      user,
    );
    emails.unshift(...page.emails);
    cursor = page.nextCursor;
  } while (cursor !== null);
  return emails;
};

describe('data of an earlier version', () => {
  test('lists its conversations at once, and a search says that it is incomplete until the sweep has entered them (Y40)', async () => {
    expect(await found('')).toEqual([invoice1, stairs, secret, corrected]);
    expect(await found('', 'usr_claire')).not.toContain(secret);
    expect(await get('/communications?q=bordereau')).toEqual({ items: [], nextCursor: null, partial: true });
    const entered: (number | undefined)[] = [];
    for (let tick = 0; tick < 3; tick += 1) entered.push((await reconcile(built.w)()).listsEntered);
    expect(entered).toEqual([4, 0, 0]);
    expect((await get('/communications?q=bordereau')).partial).toBeUndefined();
  });

  test('is found by words, people, files and a body in a file, by those alone who may see it (Y40)', async () => {
    expect(await found('q=approuvee%20VENDREDI')).toEqual([invoice1]);
    expect(await found('q=bordereau%20ete')).toEqual([invoice1]);
    expect(await found('q=levage')).toEqual([invoice1]);
    expect(await found('q=levage', 'usr_claire')).toEqual([]);
    expect(await found('q=gagnon', 'usr_sofia')).toEqual([]);
    expect(await found('q=helene')).toEqual([stairs]);
    expect(await found('q=understood', 'usr_sofia')).toEqual([secret]);
    expect(await found('q=understood', 'usr_claire')).toEqual([]);
    // The first one is Paul's original address, the second one the corrected address.
    expect(await found('q=bounce@simulator.amazonses.com')).toEqual([corrected]);
    expect(await found('q=paul.rioux@beaurivage.test')).toEqual([corrected]);
    const { text } = await get(`/communications/${invoice1}/emails/eml_rvx2imzzue3poiu3q3pvtacldy/body`);
    expect(text).toContain('beam W7x7');
    expect(await found('q=w7x7')).toEqual([invoice1]);
  });

  test('lists its conversations by state (Y40)', async () => {
    expect(await found('state=sent')).toEqual([invoice1, stairs, secret, corrected]);
    for (const state of ['queued', 'sending', 'failed', 'held', 'partly_sent'])
      expect(await found(`state=${state}`), state).toEqual([]);
  });

  test('opens page by page, and no text shows control characters any more (Y40)', async () => {
    for (const id of [invoice1, corrected, secret, stairs]) {
      const emails = await emailsOf(id);
      expect(emails.length, id).toBeGreaterThan(0);
      for (const email of emails) {
        // biome-ignore lint/suspicious/noControlCharactersInRegex: these characters must not be there
        expect(email.text).not.toMatch(/[\u0000-\u0008\u000b\u000c\u000e-\u001f]/);
        const { status, text } = await built.call(
          'usr_amelie',
          'GET',
          `${project}/communications/${id}/emails/${email.id}/body`,
        );
        expect(status, `${email.id} ${text.slice(0, 200)}`).toBe(200);
      }
    }
    const emails = await emailsOf(invoice1);
    expect(emails.filter((email) => email.cut).length).toBeGreaterThan(0);
    expect(await emailsOf(invoice1, 'usr_claire')).not.toHaveLength(emails.length);
  });

  test('lists its quarantined mail and the decisions (Y40)', async () => {
    const held = await get('/quarantine');
    expect(held.items.map((one: { reason: string }) => one.reason).toSorted()).toEqual([
      'spoof_suspected',
      'unknown_sender',
    ]);
  });

  test('lets an Admin pass on its waiting relay (Y40)', async () => {
    const before = built.w.mailer.mails.length;
    const path = `${project}/communications/${invoice1}/emails/${waitingRelay}/relay`;
    const answer = await built.call('usr_amelie', 'POST', path);
    expect(answer.status, answer.text.slice(0, 300)).toBeLessThan(300);
    await runSendFlow(built.w);
    expect(built.w.mailer.mails.length).toBeGreaterThan(before);
  });

  test('takes a reply to its thread address, which is recorded, relayed and found (Y40)', async () => {
    const before = built.w.mailer.mails.length;
    const raw = mailOf({
      from: 'David Chen <david.chen@beaurivage.test>',
      to: [oldAddress],
      subject: 'RE: Line 3 looks high',
      text: 'Thanks, the explanation about galvanising is fine.',
      messageId: '<later@beaurivage.test>',
      date: 'Wed, 02 Dec 2026 09:00:00 +0000',
    });
    const [outcome] = await capture(built.w, raw, { recipients: [oldAddress], source: 'david.chen@beaurivage.test' });
    expect(outcome).toMatchObject({ communicationId: invoice1, outcome: 'recorded' });
    expect(await built.w.communications.getEmail(outcome?.emailId ?? '')).not.toHaveProperty('relayWaits');
    await runSendFlow(built.w);
    expect(built.w.mailer.mails.length).toBeGreaterThan(before);
    expect(await found('q=galvanising')).toEqual([invoice1]);
    expect((await emailsOf(invoice1)).map((email) => email.id)).toContain(outcome?.emailId);
  });

  test('takes an answer from the tab, which is accepted and mailed (Y40)', async () => {
    const before = built.w.mailer.mails.length;
    const answer = await built.call('usr_amelie', 'POST', `${project}/communications/${invoice1}/emails`, {
      body: {
        kind: 'reply',
        inReplyTo: 'eml_4k44x2qhtjazvscta6ydlsaaau',
        to: ['cnt_david'],
        message: '<p>Le détail du montage est joint.</p>',
        language: 'fr',
        includeDocument: true,
      },
      headers: { 'idempotency-key': 'old-data-1' },
    });
    expect(answer.status, answer.text.slice(0, 300)).toBe(202);
    await runSendFlow(built.w);
    expect(built.w.mailer.mails.length).toBe(before + 1);
    expect(await found('q=montage')).toEqual([invoice1]);
  });

  test('keeps the versions of its invoices, and each frozen version can be printed again (Y40)', async () => {
    const frozen = [...built.w.files.stored.keys()].filter((key) => key.endsWith('/invoice.json'));
    expect(frozen).toHaveLength(4);
    for (const key of frozen) {
      const printed = PrintedInvoice.parse(
        JSON.parse(Buffer.from((await built.w.files.get(key)) ?? '').toString('utf8')),
      );
      expect(versionOf(printed)).toBe(key.split('/')[2]);
      const { pages } = detailDocument(printed, 'fr');
      expect(pages.all[0]?.html()).toContain(printed.company.name);
    }
    const invoices = await built.w.projects.listInvoices('prj_rapides');
    for (const { id, printed } of invoices) expect((await get(`/invoices/${id}`)).version).toBe(printed?.version);
  });

  test('shows the retainage of its invoices, and a dash where they do not tell (Y40)', async () => {
    const { summary, payment } = await get('/invoices/inv_charpente-3');
    expect(summary.retainage).toMatchObject({
      work: { before: '15208.76', retained: '6749.64', released: '21958.40', held: '0.00', releasedToDate: null },
      materials: { before: null, held: '0.00', releasedToDate: null },
    });
    expect(payment).toEqual({});
  });

  test('takes the next import of its contracts, with what earlier invoices released (Y40)', async () => {
    const [, , third] = steelFrameInvoices;
    await built.imported(`${project}/invoices/inv_charpente-3`, third?.body);
    expect((await get('/invoices/inv_charpente-3')).summary.retainage).toMatchObject({
      work: { releasedToDate: '21958.40' },
      materials: { before: '400.00', released: '400.00', releasedToDate: '950.06' },
    });
  });
});
