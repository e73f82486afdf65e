import { simpleParser } from 'mailparser';
import { beforeAll, describe, expect, inject, test } from 'vitest';
import { CommunicationView, Download } from '../../shared/api/shapes/communications.ts';
import { InvoiceView } from '../../shared/api/shapes/invoices.ts';
import { listOf } from '../../shared/api/shapes/parameters.ts';
import { type Client, client, invoice, project, until } from './client.ts';

const word = 'Confidentiel-7391';

describe('a private conversation', () => {
  let api: Client;
  let id = '';
  let emailId = '';
  beforeAll(async () => {
    api = client(inject('place'));
    const com = await api.sent('usr_amelie', {
      subject: word,
      private: true,
      to: ['cnt_julie', 'cnt_marc'],
      cc: [],
      bcc: ['cnt_luc'],
    });
    id = com.id;
    const thread = await until('delivery', async () => {
      const now = await api.thread('usr_amelie', id);
      return now.emails[0]?.deliveries.every((d) => d.state === 'delivered') ? now : null;
    });
    emailId = thread.emails[0]?.id ?? '';
  });

  const downloads = () => [
    `${project}/communications/${id}`,
    `${project}/communications/${id}/emails/${emailId}/document`,
    `${project}/communications/${id}/emails/${emailId}/original`,
    `${project}/communications/${id}/emails/${emailId}/attachments/att_none`,
  ];

  test('does not exist for a person who sees the tab but is not a participant', async () => {
    for (const path of [
      `${invoice}/communications`,
      `${invoice}/communications?q=${word}`,
      `${project}/communications`,
      `${project}/communications?q=${word}`,
    ]) {
      const page = await api.get('usr_claire', path, listOf(CommunicationView));
      expect(
        page.items.map((c) => c.id),
        path,
      ).not.toContain(id);
      expect(JSON.stringify(page)).not.toContain(word);
    }
    const absent = await api.call('usr_claire', 'GET', `${project}/communications/com_aaaaaaaaaaaaaaaaaaaaaaaaaa`);
    for (const path of downloads()) {
      const answer = await api.call('usr_claire', 'GET', path);
      expect(answer.status, path).toBe(404);
      expect(answer.text, path).toBe(absent.text);
    }
  });

  test('is counted for the Admin, and not for that person', async () => {
    const countFor = async (user: string) => (await api.get(user, invoice, InvoiceView)).counts.communications;
    const seen = await api.list('usr_claire');
    expect(await countFor('usr_claire')).toBe(seen.items.length);
    expect(await countFor('usr_amelie')).toBeGreaterThan(await countFor('usr_claire'));
  });

  test('is shown to a recipient with its PDF, but without the person in Bcc', async () => {
    const page = await api.list('usr_marc', `${invoice}/communications?q=${word}`);
    expect(page.items.map((c) => c.id)).toEqual([id]);
    const thread = await api.thread('usr_marc', id);
    expect(thread.emails[0]?.deliveries.map((d) => d.recipientId).sort()).toEqual(['cnt_julie', 'cnt_marc']);
    expect(JSON.stringify(thread)).not.toContain('luc.desrosiers');
    const pdf = await api.get('usr_marc', `${project}/communications/${id}/emails/${emailId}/document`, Download);
    expect(
      Buffer.from(await (await fetch(pdf.url)).arrayBuffer())
        .subarray(0, 5)
        .toString(),
    ).toBe('%PDF-');
  });

  test('reaches the person in Bcc, without a trace of them in anybody’s mail', async () => {
    const copies = await Promise.all(
      (await api.messages())
        .filter((m) => m.subject === word)
        .map(async (m) => ({ to: [m.envelope.to].flat(), raw: (await api.message(m.id)).toString() })),
    );
    expect(copies.flatMap((c) => c.to).sort()).toEqual([
      'julie.bouchard@beaurivage.test',
      'luc.desrosiers@cssrapides.test',
      'marc-andre.gagnon@lapointe.test',
    ]);
    for (const copy of copies) {
      expect(copy.raw).not.toMatch(/^bcc:/im);
      expect(copy.raw).not.toContain('luc.desrosiers');
      const mail = await simpleParser(copy.raw);
      expect(JSON.stringify(mail.to)).toContain('julie.bouchard');
    }
  });

  test('becomes visible when an Admin opens it, and nobody else can', async () => {
    const refused = await api.call('usr_marc', 'PATCH', `${project}/communications/${id}`, { private: false });
    expect(refused.status).toBe(403);
    expect((await api.call('usr_claire', 'PATCH', `${project}/communications/${id}`, { private: false })).status).toBe(
      404,
    );
    const opened = await api.call('usr_amelie', 'PATCH', `${project}/communications/${id}`, { private: false });
    expect(opened.status).toBe(200);
    expect((await api.list('usr_claire')).items.map((c) => c.id)).toContain(id);
    await api.call('usr_amelie', 'PATCH', `${project}/communications/${id}`, { private: true });
    expect((await api.list('usr_claire')).items.map((c) => c.id)).not.toContain(id);
  });
});
