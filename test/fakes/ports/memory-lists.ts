import type { Communication } from '../../../shared/domain/conversation/communication.ts';
import { isNotOlder, ListedStates } from '../../../shared/domain/search/listed-states.ts';
import { SearchEntry, SearchWords } from '../../../shared/domain/search/search-entry.ts';
import { searchShardOf } from '../../../shared/domain/search/search-shard.ts';
import type { Candidate, ListStore, Looked, LookOn } from '../../../shared/ports/list-ports.ts';

/** The derived items of lists and searches, kept in plain maps. */

type Placed = { communicationId: string; at: string };

/** Returns the newest first. As in DynamoDB, `limit` counts the items that are read, not the ones that fit. */
const look = <T extends Placed>(all: readonly T[], fits: (one: T) => boolean, { below, limit }: LookOn): Looked => {
  const placed = all
    .map((one) => ({ one, place: `${one.at}#${one.communicationId}` }))
    .filter(({ place }) => below === null || place < below)
    .toSorted((a, b) => (a.place > b.place ? -1 : 1));
  const looked = placed.slice(0, limit ?? placed.length);
  const found = looked
    .filter(({ one }) => fits(one))
    .map(({ one, place }): Candidate => ({ communicationId: one.communicationId, place }));
  return { found, downTo: looked.length < placed.length ? (looked.at(-1)?.place ?? null) : null };
};

export const memoryLists = (communications: ReadonlyMap<string, Communication>): ListStore => {
  const entries = new Map<string, SearchEntry>();
  const searches = new Map<string, SearchWords>();
  const listed = new Map<string, ListedStates>();
  const marks = new Map<string, string>();
  const hold = (words: readonly string[]) => (one: SearchWords) =>
    one.words === null || words.every((word) => one.words?.includes(word));
  const keyOf = ({ communicationId, createdAt, emailId }: SearchEntry['entry']): string =>
    `${communicationId}/${createdAt}#${emailId}`;
  const searchable = (keep: (one: SearchWords) => boolean): SearchWords[] => [...searches.values()].filter(keep);

  return {
    putSearchEntry: async (entry) => {
      const stored = entries.get(keyOf(entry.entry));
      if (stored && stored.version > entry.version) return;
      entries.set(keyOf(entry.entry), SearchEntry.parse(structuredClone(entry)));
    },
    listSearchEntries: async (communicationId) =>
      [...entries]
        .filter(([, { entry }]) => entry.communicationId === communicationId)
        .toSorted(([a], [b]) => (a < b ? -1 : 1))
        .map(([, entry]) => structuredClone(entry)),
    getSearchWords: async (communicationId) => structuredClone(searches.get(communicationId) ?? null),
    saveSearchWords: async (words) => {
      if ((searches.get(words.communicationId)?.rev ?? 0) !== words.rev) return false;
      searches.set(words.communicationId, SearchWords.parse({ ...words, rev: words.rev + 1 }));
      return true;
    },
    searchProject: async (projectId, shard, words, on) =>
      look(
        searchable((one) => one.projectId === projectId && searchShardOf(one.communicationId) === shard),
        hold(words),
        on,
      ),
    searchInvoice: async (projectId, invoiceId, words, on) =>
      look(
        searchable((one) => one.projectId === projectId && one.invoiceId === invoiceId),
        hold(words),
        on,
      ),
    putListedStates: async (states) => {
      const stored = listed.get(states.communicationId);
      if (stored && !isNotOlder(states, stored)) return;
      listed.set(states.communicationId, ListedStates.parse(structuredClone(states)));
    },
    listInState: async (projectId, state, on) =>
      look(
        [...listed.values()].filter((one) => one.projectId === projectId && one.states.includes(state)),
        () => true,
        on,
      ),
    walkCommunications: async (after) => {
      const ids = [...communications.keys()].toSorted().filter((id) => after === null || id > after);
      return { ids: ids.slice(0, 3), next: ids.length > 3 ? (ids[2] ?? null) : null };
    },
    getMark: async (name) => marks.get(name) ?? null,
    setMark: async (name, value) => void marks.set(name, value),
  };
};
