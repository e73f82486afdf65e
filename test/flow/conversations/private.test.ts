import { beforeEach, describe, expect, test } from 'vitest';
import { routes } from '../../../shared/api/contract.ts';
import type { Route } from '../../../shared/api/route.ts';
import { authorOf, relayOf, relayRecipients } from '../../../shared/domain/conversation/relay.ts';
import { peopleOf } from '../../../shared/domain/conversation/thread-people.ts';
import { type ApiWorld, invoicePath, type Response, seededWorld, send } from '../../fakes/worlds/api-world.ts';
import { recordReply } from '../../fakes/worlds/recorded-reply.ts';

const secret = 'Confidentiel';
const tab = `${invoicePath}/communications`;
const all = '/projects/prj_a/communications';

/** Open conversations around many private ones, so that a page of the store can be without anything visible. */
const filled = async (privates: number): Promise<{ built: ApiWorld; hidden: string[] }> => {
  const built = await seededWorld();
  const hidden: string[] = [];
  const open: string[] = [];
  const one = async (key: string, change: object, into: string[]) => {
    built.w.clock.advance(60_000);
    into.push((await send(built, change, key)).json.id);
  };
  await one('open-1', { subject: 'Ouverte 1' }, open);
  for (let i = 0; i < privates; i += 1)
    await one(`private-${i}`, { subject: `${secret} ${i}`, private: true, bcc: ['cnt_luc'] }, hidden);
  // From here on both worlds must have the same time, so that their responses can be equal.
  built.w.clock.set('2026-10-02T12:00:00.000Z');
  await one('open-2', { subject: 'Ouverte 2' }, open);
  await one('open-3', { subject: 'Ouverte 3' }, open);
  await recordReply(built.w, open[0] ?? '', { contactId: 'cnt_julie', text: 'Réponse ouverte' });
  const now = built.w.clock.now().toISOString();
  for (const id of hidden)
    await recordReply(built.w, id, { contactId: 'cnt_julie', text: `${secret} réponse`, file: Buffer.from('%PDF') });
  built.w.clock.set(now);
  return { built, hidden };
};

const pages = async ({ call }: ApiWorld, user: string, path: string): Promise<string[][]> => {
  const found: string[][] = [];
  let cursor: string | null = null;
  do {
    const more: string = cursor === null ? '' : `&cursor=${cursor}`;
    const { json }: Response = await call(user, 'GET', `${path}${path.includes('?') ? '&' : '?'}limit=1${more}`);
    found.push(json.items.map((c: { subject: string }) => c.subject));
    cursor = json.nextCursor;
  } while (cursor !== null);
  return found;
};

describe('a private conversation', () => {
  let without: ApiWorld;
  let built: ApiWorld;
  let hidden: string[];
  beforeEach(async () => {
    without = (await filled(0)).built;
    ({ built, hidden } = await filled(60));
  });

  test('is absent for everybody else from list, count, search, paging, caching, exports, unread, downloads and relays (P06)', async () => {
    const visitor = 'usr_reader';
    const id = hidden[0] ?? '';
    const thread = (await built.call('usr_admin', 'GET', `${all}/${id}`)).json;
    const reply = thread.emails.find((e: { direction: string }) => e.direction === 'incoming');
    const searches = ['', `?q=${secret}`, '?q=Ouverte', '?q=Hébert', '?q=luc@client.test', '?state=queued', '?limit=2'];

    // List, count, search, unread: the responses are those of a world in which the private ones were never sent.
    for (const path of [
      invoicePath,
      ...searches.flatMap((q) => [`${all}${q}`, ...(q.includes('state') ? [] : [`${tab}${q}`])]),
    ]) {
      const expected = await without.call(visitor, 'GET', path);
      const seen = await built.call(visitor, 'GET', path);
      const open = (answer: Response) => ({
        ...answer,
        text: '',
        json: { ...answer.json, nextCursor: typeof answer.json.nextCursor },
      });
      expect(expected.status).toBe(200);
      expect(open(seen), path).toEqual(open(expected));
      expect(seen.text).not.toContain(secret);
      // Caching: a validator would change with what is hidden, so there is none, and nothing may be cached.
      expect(seen.headers).not.toHaveProperty('etag');
      expect(seen.headers).not.toHaveProperty('last-modified');
      expect(seen.headers['cache-control']).toBe('no-store');
    }

    // Exports: the delivery report is for Admins, and its refusal says nothing of the content.
    for (const headers of [{}, { accept: 'text/csv' }]) {
      const report = await built.call(visitor, 'GET', '/projects/prj_a/deliveries', { headers });
      expect(report.status).toBe(403);
      expect(report).toEqual(await without.call(visitor, 'GET', '/projects/prj_a/deliveries', { headers }));
    }

    // Paging: there are as many pages, none of them is empty, and the last one has no cursor.
    for (const path of [tab, all, `${all}?q=Ouverte`]) {
      const seen = await pages(built, visitor, path);
      expect(seen).toEqual(await pages(without, visitor, path));
      expect(seen).toHaveLength(3);
    }

    // Thread, original, files, PDF: the response is that for an id that never existed.
    const at = `${all}/${id}`;
    const absent = await built.call(visitor, 'GET', `${all}/com_nothing`);
    for (const path of [
      at,
      `${at}/emails/${reply.id}/original`,
      `${at}/emails/${reply.id}/body`,
      `${at}/emails/${reply.id}/attachments/${reply.attachments[0].id}`,
      `${at}/emails/${thread.emails[0].id}/document`,
    ])
      expect(await built.call(visitor, 'GET', path), path).toEqual(absent);
    // Only Admins may answer: the composer refuses all others alike, whether the email exists or not.
    const composer = await built.call(visitor, 'GET', `${at}/emails/${reply.id}/composer`);
    expect(composer).toEqual(await built.call(visitor, 'GET', `${all}/com_nothing/emails/eml_nothing/composer`));
    expect(composer.status).toBe(403);
    expect(await built.call(visitor, 'POST', `${at}/read`)).toEqual(absent);
    expect(await built.call(visitor, 'PATCH', at, { body: { private: false } })).toEqual(absent);

    // Exports: there are no further ones. Every route that returns conversations is among those above.
    const answering = Object.entries(routes as Record<string, Route>).filter(
      ([, r]) => r.method === 'GET' && r.path.startsWith('/projects/{projectId}') && /communication/i.test(r.path),
    );
    expect(answering.map(([name]) => name).sort()).toEqual([
      'getAnswerComposer',
      'getAttachment',
      'getCommunication',
      'getDocument',
      'getEmailBody',
      'getOriginal',
      'listInvoiceCommunications',
      'listProjectCommunications',
    ]);

    // Relays: they go to the participants alone, whoever else may see the project.
    const communication = await built.w.communications.getCommunication(id);
    const email = await built.w.communications.getEmail(reply.id);
    const author = communication && authorOf(communication, 'julie@client.test');
    if (!communication || !author || email?.direction !== 'incoming') throw new Error('the reply was not recorded');
    const people = peopleOf(communication).map((p) => p.recipientId);
    expect(people.sort()).toEqual(['cnt_admin', 'cnt_julie', 'cnt_luc']);
    expect(
      relayRecipients(communication, author, [])
        .map((p) => p.recipientId)
        .sort(),
    ).toEqual(['cnt_admin', 'cnt_luc']);
    const relay = relayOf(communication, email, author, { text: '', html: null, quotedText: null });
    expect(relay?.private).toBe(true);
    expect(JSON.stringify(relay?.recipients)).not.toContain('reader');
  });

  test('is shown to its sender, its recipients and the Admins, and counted for them', async () => {
    const { json } = await send(built, { private: true, to: ['cnt_plain'], subject: 'Entre nous' }, 'mine', 'usr_boss');
    for (const user of ['usr_boss', 'usr_admin', 'usr_plain']) {
      const list = await built.call(user, 'GET', `${tab}?limit=100`);
      expect(list.json.items.map((c: { id: string }) => c.id)).toContain(json.id);
      expect((await built.call(user, 'GET', `${all}/${json.id}`)).status).toBe(200);
    }
    expect((await built.call('usr_plain', 'GET', invoicePath)).json.counts.communications).toBe(1);
    expect((await built.call('usr_admin', 'GET', invoicePath)).json.counts.communications).toBe(64);
    expect(await pages(built, 'usr_admin', all)).toHaveLength(64);
  });

  test('is shown as soon as an Admin opens it and hidden as soon as an Admin closes it, and nobody else can do so', async () => {
    const at = `${all}/${hidden[0]}`;
    expect((await built.call('usr_admin', 'PATCH', at, { body: { private: false } })).json.private).toBe(false);
    expect((await built.call('usr_reader', 'GET', at)).status).toBe(200);
    expect((await built.call('usr_reader', 'PATCH', at, { body: { private: true } })).status).toBe(403);
    await built.call('usr_admin', 'PATCH', at, { body: { private: true } });
    expect((await built.call('usr_reader', 'GET', at)).status).toBe(404);
  });

  test('is hidden, as open ones are, from a member without the right to the Detail who takes part in none', async () => {
    expect((await built.call('usr_plain', 'GET', tab)).json.items).toEqual([]);
    expect((await built.call('usr_plain', 'GET', invoicePath)).json.counts).toMatchObject({
      communications: 0,
      unread: 0,
    });
  });
});

describe('a Bcc person', () => {
  let built: ApiWorld;
  let at: string;
  let id: string;
  beforeEach(async () => {
    built = await seededWorld();
    id = (await send(built, { to: ['cnt_julie'], cc: ['cnt_plain'], bcc: ['cnt_detail'] })).json.id;
    at = `${all}/${id}`;
  });

  test('is known only to the sender, the Admins and that person, by name, delivery and state', async () => {
    const emailId = (await built.call('usr_admin', 'GET', at)).json.emails[0].id;
    const delivery = await built.w.communications.getDelivery(emailId, 'cnt_detail');
    if (!delivery) throw new Error('no delivery');
    const latest = { ...delivery.latest, state: 'failed' as const };
    await built.w.communications.saveDelivery({ ...delivery, latest }, 'ready');
    for (const [user, knows] of [
      ['usr_admin', true],
      ['usr_boss', true],
      ['usr_detail', true],
      ['usr_reader', false],
      ['usr_plain', false],
    ] as const) {
      const { json, text } = await built.call(user, 'GET', at);
      expect(text.includes('cnt_detail'), user).toBe(knows);
      expect(json.emails[0].bcc).toHaveLength(knows ? 1 : 0);
      expect(json.emails[0].deliveries).toHaveLength(knows ? 3 : 2);
      expect(json.state, user).toBe(knows ? 'sending' : 'queued');
      const found = await built.call(user, 'GET', `${all}?q=${encodeURIComponent('Name of detail')}`);
      expect(found.json.items, user).toHaveLength(knows ? 1 : 0);
    }
  });

  test('writes replies that nobody else sees, counts, finds or downloads', async () => {
    const reply = await recordReply(built.w, id, {
      contactId: 'cnt_detail',
      text: 'Discret',
      hidden: true,
      file: Buffer.from('%PDF'),
    });
    for (const [user, knows] of [
      ['usr_admin', true],
      ['usr_boss', true],
      ['usr_detail', true],
      ['usr_reader', false],
      ['usr_plain', false],
    ] as const) {
      const { json } = await built.call(user, 'GET', at);
      expect(json, user).toMatchObject({
        emailCount: knows ? 2 : 1,
        replyCount: knows ? 1 : 0,
        unreadCount: knows && user !== 'usr_detail' ? 1 : 0,
      });
      expect(json.lastActivityAt === json.createdAt, user).toBe(!knows);
      expect((await built.call(user, 'GET', `${tab}?q=discret`)).json.items).toHaveLength(knows ? 1 : 0);
      expect((await built.call(user, 'GET', `${at}/emails/${reply}/original`)).status).toBe(knows ? 200 : 404);
    }
  });

  test('stays hidden when a reply to all is relayed to them', async () => {
    const replyId = await recordReply(built.w, id, { contactId: 'cnt_julie', text: 'À tous' });
    const communication = await built.w.communications.getCommunication(id);
    const reply = await built.w.communications.getEmail(replyId);
    const author = communication && authorOf(communication, 'julie@client.test');
    if (!communication || !author || reply?.direction !== 'incoming') throw new Error('the reply was not recorded');
    const addressed = {
      ...reply,
      to: [
        { contactId: null, name: '', address: 'admin@acier.test' },
        { contactId: null, name: '', address: 'plain@acier.test' },
      ],
    };
    const relay = relayOf(communication, addressed, author, { text: 'À tous', html: null, quotedText: null });
    expect(relay?.recipients.map((r) => r.recipientId)).toEqual(['cnt_detail']);
    if (!relay) return;
    await built.w.communications.commitEmail(relay);
    await built.w.communications.putEntry({
      communicationId: id,
      emailId: relay.id,
      direction: 'outgoing',
      kind: 'relay',
      createdAt: relay.createdAt,
      authorUserId: null,
      authorContactId: 'cnt_julie',
      visibility: 'thread',
    });
    const seen = await built.call('usr_plain', 'GET', at);
    expect(seen.json.emails.map((e: { kind: string }) => e.kind)).toEqual(['invoice', 'reply']);
    expect(seen.json.emailCount).toBe(2);
    expect(seen.text).not.toContain('cnt_detail');
    const admin = await built.call('usr_admin', 'GET', at);
    expect(admin.json.emails.map((e: { kind: string }) => e.kind)).toEqual(['invoice', 'reply', 'relay']);
    expect(admin.json.emailCount).toBe(2);
  });
});
