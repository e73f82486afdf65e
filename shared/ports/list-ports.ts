import type { ListedStates } from '../domain/search/listed-states.ts';
import type { SearchEntry, SearchWords } from '../domain/search/search-entry.ts';

/** What lists and searches are served from: derived items that may be written again at any time. */

/** A conversation that may belong into the answer; `place` grows with its last activity. */
export type Candidate = { communicationId: string; place: string };

/** What one request found, newest first, and how far down it has looked; null: to the end. */
export type Looked = { found: Candidate[]; downTo: string | null };

/** Where to go on: `below` a place, at most `limit` looked at, null for as many as one request takes. */
export type LookOn = { below: string | null; limit: number | null };

export type ListStore = {
  /** The stored one stands where it was made of more. */
  putSearchEntry(entry: SearchEntry): Promise<void>;
  listSearchEntries(communicationId: string): Promise<SearchEntry[]>;
  getSearchWords(communicationId: string): Promise<SearchWords | null>;
  /** Writes with rev+1 if the stored one still has `rev`; rev 0 when there was none. */
  saveSearchWords(words: SearchWords): Promise<boolean>;
  /** Of the project's conversations of that shard, those that hold every one of the words. Eventually consistent. */
  searchProject(projectId: string, shard: number, words: readonly string[], look: LookOn): Promise<Looked>;
  searchInvoice(projectId: string, invoiceId: string, words: readonly string[], look: LookOn): Promise<Looked>;

  /** Nothing when the stored ones were made of more. */
  putListedStates(states: ListedStates): Promise<void>;
  /** May hold one that is in that state no more: whoever shows it looks. Eventually consistent. */
  listInState(projectId: string, state: ListedStates['states'][number], look: LookOn): Promise<Looked>;

  /** One part of the whole table: the conversations in it, and where to go on. For a sweep; slow. */
  walkCommunications(after: string | null): Promise<{ ids: string[]; next: string | null }>;
  /** How far a sweep has come, by its name. */
  getMark(name: string): Promise<string | null>;
  setMark(name: string, value: string): Promise<void>;
};
