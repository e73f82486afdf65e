import { beforeEach, describe, expect, test } from 'vitest';
import { renderDetail } from '../../../functions/render-detail/render-detail.ts';
import {
  type ApiWorld,
  contractBody,
  invoiceBody,
  invoicePath,
  seededWorld,
  send,
} from '../../fakes/worlds/api-world.ts';
import { recordReply } from '../../fakes/worlds/recorded-reply.ts';

const at = '/projects/prj_a';

describe('reading', () => {
  let built: ApiWorld;
  beforeEach(async () => {
    built = await seededWorld();
  });
  const get = async (path: string, user = 'usr_admin') => (await built.call(user, 'GET', path)).json;
  const pages = async (path: string, limit: number) => {
    const found: unknown[][] = [];
    let cursor = '';
    do {
      const page = await get(`${path}${path.includes('?') ? '&' : '?'}limit=${limit}${cursor}`);
      found.push(page.items);
      cursor = page.nextCursor === null ? '' : `&cursor=${page.nextCursor}`;
    } while (cursor !== '');
    return found;
  };

  test('/me names the caller and the projects above level none', async () => {
    expect(await get('/me')).toEqual({
      id: 'usr_admin',
      name: 'Name of admin',
      language: 'fr',
      projects: [
        {
          id: 'prj_a',
          name: 'prj_a',
          number: '2026-014',
          timeZone: 'America/Toronto',
          level: 'admin',
          viewInvoiceDetails: false,
          sending: { paused: false, by: null, at: null, reason: null },
        },
      ],
      nextCursor: null,
    });
    expect((await get('/me', 'usr_none')).projects).toEqual([]);
    expect(await get('/me', 'usr_stranger')).toMatchObject({ id: 'usr_stranger', name: null, projects: [] });
  });

  test('a directory search finds people and groups by the beginnings of name, company and address', async () => {
    const names = async (q: string) =>
      (await get(`${at}/directory?q=${encodeURIComponent(q)}`)).items.map((e: { name: string }) => e.name);
    expect(await names('cot')).toEqual(['Julie Côté']);
    expect(await names('HÉB')).toEqual(['Luc Hébert']);
    expect(await names('client')).toEqual(['Client', 'David Chen', 'Julie Côté', 'Luc Hébert']);
    expect(await names('lient')).toEqual([]);
    expect(await names('acier name')).toHaveLength(6);
    const [group] = (await get(`${at}/directory?q=Client`)).items;
    expect(group).toMatchObject({ type: 'group', email: null, memberCount: 2 });
  });

  test('pages of any size follow each other without gap or repeat', async () => {
    const whole = (await pages(`${at}/directory`, 100)).flat();
    expect(whole).toHaveLength(10);
    for (const limit of [1, 3, 9, 10]) expect((await pages(`${at}/directory`, limit)).flat()).toEqual(whole);
    expect(await pages(`${invoicePath}/lines`, 1)).toHaveLength(2);
  });

  test('invoices come newest period first', async () => {
    for (const [id, month] of [
      ['x', '07'],
      ['y', '08'],
    ]) {
      const billingPeriod = { start: `2026-${month}-01`, end: `2026-${month}-30` };
      await built.imported(`${at}/contracts/con_${id}`, contractBody);
      await built.imported(`${at}/invoices/inv_${id}`, { ...invoiceBody, contractId: `con_${id}`, billingPeriod });
    }
    const items = (await pages(`${at}/invoices`, 2)).flat() as { id: string; due: string }[];
    expect(items.map((i) => i.id)).toEqual(['inv_a', 'inv_y', 'inv_x']);
    expect(items[0]?.due).toBe('85149.73');
  });

  test('a cursor of lines is refused once the lines have changed', async () => {
    const { nextCursor } = await get(`${invoicePath}/lines?limit=1`);
    const changed = { ...invoiceBody, lines: invoiceBody.lines.map((l) => ({ ...l, description: 'Autre' })) };
    await built.imported(invoicePath, changed);
    expect((await built.call('usr_admin', 'GET', `${invoicePath}/lines?cursor=${nextCursor}`)).status).toBe(400);
  });

  test('the composer returns everything that a send needs', async () => {
    const composer = await get(`${invoicePath}/composer`);
    expect(composer.to.map((e: { id: string }) => e.id)).toEqual(['cnt_julie']);
    expect(composer.cc.map((e: { id: string }) => e.id)).toEqual(['cnt_admin']);
    expect(composer.subject).toBe('Facture 1, contrat SC-31, période de facturation du 2026-09-01 au 2026-09-30');
    expect(composer.attachmentLimits).toEqual({ totalBytes: 28_000_000, count: 14 });
    expect(composer.invoiceVersion).toBe((await get(invoicePath)).version);
  });

  test('a preview is rendered once, however often it is requested, and is the PDF that a send attaches', async () => {
    const { w } = built;
    const ask = () => built.call('usr_reader', 'POST', `${invoicePath}/preview`, { body: { language: 'fr' } });
    for (let i = 0; i < 3; i += 1) {
      const answer = await ask();
      expect([answer.status, answer.json, answer.headers['retry-after']]).toEqual([
        202,
        { state: 'rendering', progress: 0, pagesDone: null, pages: null },
        '1',
      ]);
    }
    expect(w.renderStarter.requests).toHaveLength(1);
    w.clock.advance(120_000);
    await ask();
    expect(w.renderStarter.requests).toHaveLength(2);
    const [request] = w.renderStarter.requests;
    if (!request) throw new Error('no render was started');
    const made = await renderDetail(w)(request);
    const ready = await ask();
    expect(ready.json).toMatchObject({ state: 'ready', sha256: made.sha256, pages: made.pages, bytes: made.bytes });
    expect(ready.json.url).toContain(made.key);

    const sent = await send(built);
    const input = w.sendFlow.started[0]?.input;
    expect(input?.document).toEqual(request);
    const thread = await get(`${at}/communications/${sent.json.id}`);
    expect(thread.document).toMatchObject({ sha256: made.sha256, bytes: made.bytes, outdated: false });
    const document = await get(`${at}/communications/${sent.json.id}/emails/${thread.emails[0].id}/document`);
    expect(document).toMatchObject({
      sha256: made.sha256,
      bytes: made.bytes,
      fileName: thread.emails[0].document.fileName,
    });
    expect(document.expiresAt).toBe(new Date(w.clock.now().getTime() + 60_000).toISOString());
  });

  test('a conversation is outdated when the document that would be printed now differs', async () => {
    const { json } = await send(built);
    const outdated = async () => (await get(`${at}/communications/${json.id}`)).document.outdated;
    expect(await outdated()).toBe(false);
    await built.imported(invoicePath, { ...invoiceBody, status: 'approved' });
    expect(await outdated()).toBe(true);
    await built.imported(invoicePath, invoiceBody);
    expect(await outdated()).toBe(false);
  });

  test('a thread shows its emails in order, with deliveries, files and original', async () => {
    const file = await built.upload('usr_admin', 'plan.pdf', 'application/pdf', Buffer.from('%PDF-1.4'));
    const { json } = await send(built, { cc: ['cnt_luc'], attachmentIds: [file], message: '<p>Voici</p>' });
    const pdf = Buffer.from('%PDF-1.4 bordereau');
    const replyId = await recordReply(built.w, json.id, { contactId: 'cnt_julie', text: 'Reçu, merci', file: pdf });
    const thread = await get(`${at}/communications/${json.id}`);
    expect(thread.emails).toHaveLength(2);
    const [first, reply] = thread.emails;
    expect(first).toMatchObject({
      direction: 'outgoing',
      kind: 'invoice',
      text: 'Voici',
      cut: false,
      hasHtml: true,
      hasQuote: false,
      unread: false,
      state: 'queued',
      sentAt: null,
      hasOriginal: false,
    });
    expect(first.deliveries.map((d: { recipientId: string; state: string }) => [d.recipientId, d.state])).toEqual([
      ['cnt_julie', 'ready'],
      ['cnt_luc', 'ready'],
    ]);
    expect(first.attachments).toMatchObject([{ id: file, fileName: 'plan.pdf', bytes: 8, inline: false }]);
    expect(reply).toMatchObject({
      id: replyId,
      direction: 'incoming',
      text: 'Reçu, merci',
      unread: true,
      trust: 'verified',
      hasOriginal: true,
      state: null,
    });
    const below = `${at}/communications/${json.id}/emails/${replyId}`;
    const words = { text: 'Voici', html: '<p>Voici</p>', quotedText: null, cut: false, rest: null };
    expect(await get(`${at}/communications/${json.id}/emails/${first.id}/body`)).toMatchObject(words);
    expect((await get(`${below}/attachments/${reply.attachments[0].id}`)).url).toContain('attachments/prj_a/');
    const original = await get(`${below}/original`);
    expect(original).toMatchObject({ fileName: 'Re_ Facture 1.eml' });
    expect(original.url).toContain('https://mail.test/mail/');
    for (const path of [`${below}/document`, `${at}/communications/${json.id}/emails/${first.id}/original`])
      expect((await built.call('usr_admin', 'GET', path)).status).toBe(404);
  });

  test('the unread count covers what other people wrote since one’s last look, without automatic mail, and a look sets it to 0', async () => {
    const { json } = await send(built, { cc: ['cnt_detail'] });
    const thread = `${at}/communications/${json.id}`;
    await recordReply(built.w, json.id, { contactId: 'cnt_julie', text: 'Un' });
    await recordReply(built.w, json.id, { contactId: 'cnt_detail', text: 'Deux' });
    await recordReply(built.w, json.id, { contactId: 'cnt_julie', text: 'Absente', kind: 'automatic' });
    expect(await get(thread)).toMatchObject({ emailCount: 4, replyCount: 2, unreadCount: 2 });
    expect(await get(thread, 'usr_detail')).toMatchObject({ unreadCount: 1 });
    expect((await get(invoicePath)).counts).toEqual({ lines: 2, communications: 1, unread: 2 });
    const read = await built.call('usr_admin', 'POST', `${thread}/read`);
    expect([read.status, read.text]).toEqual([204, '']);
    expect((await get(thread)).unreadCount).toBe(0);
    expect((await get(thread, 'usr_boss')).unreadCount).toBe(2);
    await recordReply(built.w, json.id, { contactId: 'cnt_julie', text: 'Trois' });
    expect((await get(thread)).unreadCount).toBe(1);
  });

  test('a search covers subject, people and text in the tab, and also the state in the project list', async () => {
    const first = await send(built, { subject: 'Première facture', cc: ['cnt_luc'] }, 'k1');
    built.w.clock.advance(1000);
    const second = await send(built, { subject: 'Deuxième facture' }, 'k2');
    await recordReply(built.w, first.json.id, { contactId: 'cnt_julie', text: 'Payée vendredi' });
    const found = async (q: string) => (await get(`${at}/communications?${q}`)).items.map((c: { id: string }) => c.id);
    expect(await found('')).toEqual([first.json.id, second.json.id]);
    expect(await found('q=PREMIERE')).toEqual([first.json.id]);
    expect(await found('q=payee%20vendredi')).toEqual([first.json.id]);
    expect(await found('q=hebert')).toEqual([first.json.id]);
    expect(await found('q=julie@client.test')).toHaveLength(2);
    expect(await found('state=queued')).toHaveLength(2);
    expect(await found('state=sent')).toEqual([]);
    expect((await get(`${invoicePath}/communications?q=deuxieme`)).items).toHaveLength(1);
    expect((await get(`${at}/communications`)).items[0]).not.toHaveProperty('emails');
  });

  test('a conversation that moves to the top during paging is not repeated and hides no other', async () => {
    const ids: string[] = [];
    for (let i = 0; i < 5; i += 1) {
      built.w.clock.advance(1000);
      ids.unshift((await send(built, {}, `k${i}`)).json.id);
    }
    const first = await get(`${at}/communications?limit=2`);
    await recordReply(built.w, ids[1] ?? '', { contactId: 'cnt_julie', text: 'Remonte' });
    const second = await get(`${at}/communications?limit=10&cursor=${first.nextCursor}`);
    expect([...first.items, ...second.items].map((c: { id: string }) => c.id)).toEqual(ids);
  });

  test('the contract is served without a token', async () => {
    const answer = await built.call('', 'GET', '/openapi.json', { claims: null });
    expect([answer.status, answer.json.openapi]).toEqual([200, '3.1.0']);
  });
});
