import { describe, expect, test } from 'vitest';
import type { ListedStates } from '../../shared/domain/search/listed-states.ts';
import type { SearchEntry, SearchWords } from '../../shared/domain/search/search-entry.ts';
import { searchShardOf, searchShards } from '../../shared/domain/search/search-shard.ts';
import type { Looked, LookOn } from '../../shared/ports/list-ports.ts';
import type { CommunicationStore } from '../../shared/ports/store-ports.ts';
import { aCommunication, anEntry, newId } from './subjects.ts';

const time = (minute: number): string => `2026-10-01T12:${String(minute).padStart(2, '0')}:00.000Z`;
const everything: LookOn = { below: null, limit: null };
const idsOf = ({ found }: Looked): string[] => found.map(({ communicationId }) => communicationId);

const words = (
  projectId: string,
  minute: number,
  text: string | null,
  more: Partial<SearchWords> = {},
): SearchWords => ({
  communicationId: newId('com'),
  projectId,
  invoiceId: 'inv_1',
  at: time(minute),
  rev: 0,
  words: text,
  ...more,
});

/** The contract of the store behind lists and searches. */
export const listStoreContract = (getStore: () => CommunicationStore): void => {
  /** Searches all shards and returns the ids of the conversations found, newest first. */
  const search = async (projectId: string, sought: string[]): Promise<string[]> => {
    const shards = Array.from({ length: searchShards }, (_, i) => i);
    const looked = await Promise.all(shards.map((i) => getStore().searchProject(projectId, i, sought, everything)));
    const found = looked.flatMap((one) => one.found).toSorted((a, b) => (a.place > b.place ? -1 : 1));
    return found.map(({ communicationId }) => communicationId);
  };

  describe('searching', () => {
    test('the words of each email are listed by time, and an older version does not replace a newer one', async () => {
      const store = getStore();
      const communicationId = newId('com');
      const made = (minute: number, version: number, text: string): SearchEntry => ({
        entry: anEntry(communicationId, {
          createdAt: time(minute),
          emailId: `eml_${communicationId.slice(4)}-${minute}`,
        }),
        version,
        words: text,
        people: [{ recipientId: 'cnt_1', userId: null, role: 'bcc', words: 'luc' }],
      });
      const [second, first] = [made(2, 0, 'deux'), made(1, 2, 'un')];
      for (const entry of [second, first, made(1, 1, 'avant'), second]) await store.putSearchEntry(entry);
      expect(await store.listSearchEntries(communicationId)).toEqual([first, second]);
      await store.putSearchEntry(made(1, 3, 'corrigé'));
      expect((await store.listSearchEntries(communicationId)).map((entry) => entry.words)).toEqual(['corrigé', 'deux']);
    });

    test('one of several concurrent saves succeeds, and the others return false', async () => {
      const store = getStore();
      const first = words(newId('prj'), 1, 'un');
      const answers = await Promise.all(
        ['a', 'b', 'c'].map((text) => store.saveSearchWords({ ...first, words: text })),
      );
      expect(answers.filter(Boolean)).toHaveLength(1);
      const stored = await store.getSearchWords(first.communicationId);
      expect(stored?.rev).toBe(1);
      expect(await store.saveSearchWords({ ...first, rev: 1, words: null })).toBe(true);
      expect(await store.saveSearchWords({ ...first, rev: 1 })).toBe(false);
      expect(await store.getSearchWords(first.communicationId)).toEqual({ ...first, rev: 2, words: null });
      expect(await store.getSearchWords(newId('com'))).toBeNull();
    });

    test('a search matches all words, even inside words; conversations without stored words always match', async () => {
      const store = getStore();
      const projectId = newId('prj');
      const steel = words(projectId, 1, "facture d'acier hebert");
      const wood = words(projectId, 3, 'facture de bois', { invoiceId: 'inv_2' });
      const huge = words(projectId, 2, null);
      for (const one of [steel, wood, huge, words(newId('prj'), 4, 'facture acier')]) await store.saveSearchWords(one);
      expect(await search(projectId, ['facture'])).toEqual([wood, huge, steel].map((one) => one.communicationId));
      expect(await search(projectId, ['acier', 'fact'])).toEqual([huge, steel].map((one) => one.communicationId));
      expect(await search(projectId, ['ebe'])).toEqual([huge, steel].map((one) => one.communicationId));
      expect(await search(projectId, ['rien'])).toEqual([huge.communicationId]);
      const ofInvoice = await store.searchInvoice(projectId, 'inv_2', ['facture'], everything);
      expect(ofInvoice).toEqual({
        found: [{ communicationId: wood.communicationId, place: `${time(3)}#${wood.communicationId}` }],
        downTo: null,
      });
      await store.saveSearchWords({ ...steel, rev: 1, at: time(9) });
      expect((await search(projectId, ['acier']))[0]).toBe(steel.communicationId);
    });

    test('a search ends after the given number of conversations, matching or not, and resumes there', async () => {
      const store = getStore();
      const projectId = newId('prj');
      for (let i = 0; i < 5; i += 1) await store.saveSearchWords(words(projectId, i, i === 1 ? 'rare' : 'autre'));
      const first = await store.searchInvoice(projectId, 'inv_1', ['rare'], { below: null, limit: 3 });
      expect(first.found).toEqual([]);
      expect(first.downTo?.startsWith(time(2))).toBe(true);
      const rest = await store.searchInvoice(projectId, 'inv_1', ['rare'], { below: first.downTo, limit: null });
      expect(rest.found).toHaveLength(1);
      expect(rest.downTo).toBeNull();
    });

    test('conversations are spread over all shards', () => {
      const shards = Array.from({ length: 400 }, (_, i) => searchShardOf(`com_${i}`));
      expect(new Set(shards).size).toBe(searchShards);
      expect(Math.max(...shards)).toBe(searchShards - 1);
    });
  });

  describe('lists by state', () => {
    const inState = (projectId: string, state: ListedStates['states'][number]) =>
      getStore().listInState(projectId, state, everything);

    test('a conversation is listed under each of its states and no longer under former ones', async () => {
      const store = getStore();
      const projectId = newId('prj');
      const [one, two] = [newId('com'), newId('com')];
      await store.putListedStates({ communicationId: one, projectId, at: time(1), rev: 1, states: ['sent', 'failed'] });
      await store.putListedStates({ communicationId: two, projectId, at: time(2), rev: 1, states: ['sent'] });
      expect(idsOf(await inState(projectId, 'sent'))).toEqual([two, one]);
      expect(idsOf(await inState(projectId, 'failed'))).toEqual([one]);
      await store.putListedStates({ communicationId: one, projectId, at: time(3), rev: 2, states: ['sent'] });
      expect(idsOf(await inState(projectId, 'sent'))).toEqual([one, two]);
      expect(idsOf(await inState(projectId, 'failed'))).toEqual([]);
      await store.putListedStates({ communicationId: one, projectId, at: time(3), rev: 3, states: ['held', 'failed'] });
      expect(idsOf(await inState(projectId, 'failed'))).toEqual([one]);
      expect(idsOf(await inState(projectId, 'held'))).toEqual([one]);
      expect(await store.listInState(projectId, 'sent', { below: `${time(2)}#`, limit: null })).toEqual({
        found: [],
        downTo: null,
      });
    });

    test('states of an older revision or time change nothing when they arrive late', async () => {
      const store = getStore();
      const projectId = newId('prj');
      const listed: ListedStates = { communicationId: newId('com'), projectId, at: time(5), rev: 7, states: ['sent'] };
      await store.putListedStates(listed);
      await store.putListedStates({ ...listed, rev: 6, states: ['sending'] });
      await store.putListedStates({ ...listed, at: time(4), states: ['queued'] });
      expect(idsOf(await inState(projectId, 'sent'))).toEqual([listed.communicationId]);
      for (const state of ['sending', 'queued'] as const) expect(idsOf(await inState(projectId, state))).toEqual([]);
    });
  });

  describe('a walk over the table', () => {
    test('reads every conversation once, part by part, and a mark stores how far a sweep came', async () => {
      const store = getStore();
      const ids = Array.from({ length: 7 }, () => newId('com'));
      for (const id of ids) await store.putCommunication(aCommunication({ id }));
      const met: string[] = [];
      let place: string | null = null;
      do {
        const part: { ids: string[]; next: string | null } = await store.walkCommunications(place);
        met.push(...part.ids);
        place = part.next;
      } while (place !== null);
      expect(met).toEqual(expect.arrayContaining(ids));
      expect(new Set(met).size).toBe(met.length);
      const name = newId('mark');
      expect(await store.getMark(name)).toBeNull();
      for (const value of ['there', 'further']) await store.setMark(name, value);
      expect(await store.getMark(name)).toBe('further');
    });
  });
};
