import { beforeEach, describe, expect, test } from 'vitest';
import { trackDelivery } from '../../../functions/track-delivery/track-delivery.ts';
import { runSendFlow } from '../../fakes/harness/run-send-flow.ts';
import { type AnsweredThread, answeredThread } from '../../fakes/worlds/answered-thread.ts';
import { invoiceBody, invoicePath, type Response } from '../../fakes/worlds/api-world.ts';
import { sesEvent } from '../../fakes/worlds/ses-events.ts';

/** These tests ask for which readers of a private conversation the revision changes when something happens in it. */

const readers = ['usr_admin', 'usr_boss', 'usr_plain', 'usr_absent', 'usr_reader', 'usr_late', 'usr_guest'] as const;
type Reader = (typeof readers)[number];
const [sender, admin, inTo, inCc, inBcc, late, guest] = readers;

const newPerson = async ({ built }: AnsweredThread, user: Reader): Promise<void> => {
  const id = user.slice(4);
  const contactId = `cnt_${id}`;
  const contact = { name: `Name of ${id}`, email: `${id}@acier.test`, company: 'Acier', userId: user };
  await built.imported(`/projects/prj_a/directory/${contactId}`, contact);
  await built.imported(`/projects/prj_a/members/${user}`, { level: 'standard', contactId });
};

describe('the revision of a conversation', () => {
  let t: AnsweredThread;
  beforeEach(async () => {
    t = await answeredThread({
      private: true,
      to: ['cnt_plain', 'cnt_julie'],
      cc: ['cnt_detail'],
      bcc: ['cnt_reader'],
    });
    for (const user of [inCc, late, guest]) await newPerson(t, user);
  });

  const look = (user: Reader, etag?: string): Promise<Response> =>
    t.built.call(user, 'GET', t.path, etag === undefined ? {} : { headers: { 'if-none-match': etag } });

  /**
   * The readers whose revision `happen` changes. All others must get 304, and their content must indeed be what it was
   * before.
   */
  const movedBy = async (happen: () => Promise<unknown>): Promise<Reader[]> => {
    const before = await Promise.all(readers.map((user) => look(user)));
    await happen();
    const moved: Reader[] = [];
    for (const [i, user] of readers.entries()) {
      const held = before[i];
      if (held?.status !== 200) continue;
      const asked = await look(user, held.headers.etag);
      const now = await look(user);
      if (asked.status !== 304) moved.push(user);
      else {
        expect(asked.text).toBe('');
        expect(asked.headers.etag).toBe(held.headers.etag);
        expect(now.json, `what ${user} sees`).toEqual(held.json);
      }
    }
    return moved.toSorted();
  };

  const event = (type: string, recipientId: string, emailId = t.invoiceEmailId) =>
    trackDelivery(t.w)(sesEvent(type, { emailId, recipientId }));

  const asAnswer = async (more: object, key: string): Promise<string> => {
    t.w.clock.advance(1000);
    const response = await t.ask(more, key);
    if (response.status !== 202) throw new Error(response.text);
    await runSendFlow(t.w);
    return response.json.emailId;
  };
  const join = () => asAnswer({ to: ['cnt_late'] }, 'join');
  const passOn = () => asAnswer({ kind: 'forward', to: ['cnt_guest'] }, 'pass-on');

  const hidden = [sender, admin, inBcc].toSorted();

  test('every kind of reader gets 304 exactly when nothing is new for that reader (Y04)', async () => {
    const everybody = [sender, admin, inTo, inBcc].toSorted();
    expect(await movedBy(async () => {})).toEqual([]);
    expect(await movedBy(() => event('Delivery', 'cnt_plain'))).toEqual(everybody);
    expect(await movedBy(() => event('Delivery', 'cnt_reader'))).toEqual(hidden);
    expect(await movedBy(() => t.mailIn('reader@acier.test', 'De la part de qui est en Cci.'))).toEqual(hidden);
    expect(await movedBy(() => t.mailIn('julie@client.test', 'Reçu.'))).toEqual(everybody);

    // A new participant sees what comes from then on.
    const joining = await asAnswer({ to: ['cnt_late'] }, 'join');
    const withLate = [...everybody, late].toSorted();
    expect(await movedBy(() => event('Bounce', 'cnt_julie'))).toEqual(everybody);
    expect(await movedBy(() => event('Delivery', 'cnt_reader'))).toEqual(hidden);
    expect(await movedBy(() => t.mailIn('plain@acier.test', 'Merci à tous.'))).toEqual(withLate);
    expect(await movedBy(() => t.mailIn('reader@acier.test', 'Encore en Cci.'))).toEqual(hidden);
    expect(await movedBy(() => event('Delivery', 'cnt_late', joining))).toEqual(withLate);

    // A person outside the conversation is shown one email aside.
    const forward = await passOn();
    const toGuest = [sender, admin, guest].toSorted();
    expect(await movedBy(() => event('Delivery', 'cnt_guest', forward))).toEqual(toGuest);
    expect(await movedBy(() => t.mailIn('guest@acier.test', 'Je réponds de côté.'))).toEqual(toGuest);
    expect(await movedBy(() => t.mailIn('julie@client.test', 'Une autre réponse.'))).toEqual(withLate);
    expect(await movedBy(() => asAnswer({ kind: 'forward', to: ['cnt_guest'] }, 'again'))).toEqual(toGuest);
  }, 60_000);

  test('a change that everybody sees changes every revision, and one person’s own mark changes that person’s alone (Y04)', async () => {
    await join();
    await passOn();
    const all = [sender, admin, inTo, inBcc, late, guest].toSorted();
    expect(await movedBy(() => t.built.call(inTo, 'POST', `${t.path}/read`))).toEqual([inTo]);
    expect(await movedBy(() => t.built.imported(invoicePath, { ...invoiceBody, status: 'approved' }))).toEqual(all);
    expect(await movedBy(() => t.built.imported(invoicePath, { ...invoiceBody, status: 'approved' }))).toEqual([]);
    const show = (value: boolean) => t.built.call(sender, 'PATCH', t.path, { body: { private: value } });
    expect(await movedBy(() => show(false))).toEqual(all);
    const closed = await t.built.call('usr_detail', 'GET', t.path);
    expect(closed.status).toBe(200);
    await show(true);
    const etag = closed.headers.etag ?? '';
    const after = await t.built.call('usr_detail', 'GET', t.path, { headers: { 'if-none-match': etag } });
    expect(after.status).toBe(200);
  });

  test('the revision changes with the member’s level, with the page, and after a few minutes (Y04)', async () => {
    const etag = (await look(inTo)).headers.etag ?? '';
    expect((await look(inTo, `"other", W/${etag}`)).status).toBe(304);
    expect((await look(inTo, '*')).status).toBe(304);
    const page = await t.built.call(inTo, 'GET', `${t.path}?limit=1`, { headers: { 'if-none-match': etag } });
    expect(page.status).toBe(200);
    expect((await look(inCc)).status).toBe(404);
    expect((await look(admin, etag)).status).toBe(200);
    await t.built.imported('/projects/prj_a/members/usr_plain', { level: 'admin', contactId: 'cnt_plain' });
    expect((await look(inTo, etag)).status).toBe(200);
    const now = (await look(inTo)).headers.etag;
    t.w.clock.advance(4 * 60_000);
    expect((await look(inTo, now)).status).toBe(200);
  });

  test('a 304 costs two reads, of the caller’s membership and of one item (Y04)', async () => {
    for (let i = 0; i < 30; i += 1) await t.mailIn('julie@client.test', `Réponse ${'i'.repeat(i)}`);
    const etag = (await look(inTo)).headers.etag;
    const { communications, projects, files } = t.w;
    const [before, beside] = [communications.called.length, projects.called.length];
    const read: string[] = [];
    const get = files.get;
    files.get = (key) => {
      read.push(key);
      return get(key);
    };
    expect((await look(inTo, etag)).status).toBe(304);
    expect(communications.called.slice(before)).toEqual(['getRevised']);
    expect(projects.called.slice(beside)).toEqual(['getMember']);
    expect(read).toEqual([]);
  });
});
