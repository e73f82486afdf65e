import { beforeAll, describe, expect, test } from 'vitest';
import { listTimeoutMs } from '../../../shared/domain/limits.ts';
import { type ApiWorld, seededWorld, send } from '../../fakes/worlds/api-world.ts';
import { recordReply } from '../../fakes/worlds/recorded-reply.ts';

const all = '/projects/prj_a/communications';
const conversations = 120;

/**
 * The known attack: a read-only user searches many conversations, with long bodies in files, for words that are in none
 * of them.
 */
describe('a search among many conversations', () => {
  let built: ApiWorld;
  const ids: string[] = [];
  const measuredSearch = async (query: string, user = 'usr_reader') => {
    const { communications, files } = built.w;
    let bodies = 0;
    const get = files.get;
    files.get = async (key) => {
      bodies += key.startsWith('bodies/') ? 1 : 0;
      return get(key);
    };
    const before = communications.called.length;
    const answer = await built.call(user, 'GET', `${all}?${query}`);
    files.get = get;
    const called = communications.called.slice(before);
    return { ...answer, bodies, reads: called.length, emails: called.filter((name) => name === 'getEmail').length };
  };

  beforeAll(async () => {
    built = await seededWorld();
    for (let i = 0; i < conversations; i += 1) {
      built.w.clock.advance(60_000);
      const id = (await send(built, { subject: `Facture ${i}` }, `key-${i}`)).json.id;
      ids.unshift(id);
      if (i % 40 === 0)
        await recordReply(built.w, id, { contactId: 'cnt_julie', text: `Acceptée ${'lot '.repeat(20_000)}` });
    }
  }, 120_000);

  test('nine simultaneous searches without a hit by a read-only user are all answered, read no email and no body, and cost few requests (Y22)', async () => {
    const answers = await Promise.all(Array.from({ length: 9 }, (_, i) => measuredSearch(`q=introuvable${i}`)));
    for (const { status, json } of answers) {
      expect(status).toBe(200);
      expect(json).toMatchObject({ items: [], nextCursor: null });
    }
    const one = await measuredSearch('q=introuvable');
    expect(one).toMatchObject({ status: 200, bodies: 0, emails: 0 });
    expect(one.reads).toBeLessThanOrEqual(30);
  });

  test('a search reads its hits alone, and no body, however long the bodies are (Y22)', async () => {
    const { json, bodies, reads } = await measuredSearch('q=acceptee%20julie');
    expect(json.items.map((c: { id: string }) => c.id)).toEqual([ids.at(-81), ids.at(-41), ids.at(-1)]);
    expect(bodies).toBe(0);
    expect(reads).toBeLessThanOrEqual(60);
  });

  test('pages of a search with many hits follow each other, newest first, without gap or repeat (Y22)', async () => {
    const seen: string[] = [];
    let cursor: string | null = null;
    do {
      const { status, json } = await measuredSearch(`q=facture&limit=7${cursor === null ? '' : `&cursor=${cursor}`}`);
      expect(status).toBe(200);
      seen.push(...json.items.map((c: { id: string }) => c.id));
      cursor = json.nextCursor;
    } while (cursor !== null);
    expect(seen).toHaveLength(conversations);
    expect(new Set(seen).size).toBe(conversations);
    const times = await Promise.all(seen.map((id) => built.w.communications.getCommunication(id)));
    expect(times.map((c) => c?.lastActivityAt)).toEqual(
      times
        .map((c) => c?.lastActivityAt)
        .toSorted()
        .reverse(),
    );
  });

  test('a search for a word that only hidden conversations hold gets the same page as one for an absent word (Y22)', async () => {
    await built.call('usr_admin', 'PATCH', `${all}/${ids[0]}`, { body: { private: true } });
    const hidden = await measuredSearch(`q=facture%20${conversations - 1}`);
    const absent = await measuredSearch('q=facture%20introuvable');
    expect(hidden.json).toEqual(absent.json);
    await built.call('usr_admin', 'PATCH', `${all}/${ids[0]}`, { body: { private: false } });
  });

  test('a search that reaches its time limit returns its hits so far and a cursor to go on from there (Y22)', async () => {
    const { communications, clock } = built.w;
    const slow = communications.searchProject;
    communications.searchProject = async (...args) => {
      clock.advance(listTimeoutMs / 6);
      return slow(...args);
    };
    const seen: string[] = [];
    let pages = 0;
    let cursor: string | null = null;
    do {
      const { status, json } = await measuredSearch(`q=acceptee${cursor === null ? '' : `&cursor=${cursor}`}`);
      expect(status).toBe(200);
      seen.push(...json.items.map((c: { id: string }) => c.id));
      cursor = json.nextCursor;
      pages += 1;
    } while (cursor !== null && pages < 100);
    communications.searchProject = slow;
    expect(pages).toBeGreaterThan(1);
    expect(seen).toEqual([ids.at(-81), ids.at(-41), ids.at(-1)]);
  });
});
