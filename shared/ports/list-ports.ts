import type { ListedStates } from '../domain/search/listed-states.ts';
import type { SearchEntry, SearchWords } from '../domain/search/search-entry.ts';

/** The store of what lists and searches read: derived items that may be rewritten at any time. */

/** A conversation that may match. `place` is its sort key, which grows with its last activity. */
export type Candidate = { communicationId: string; place: string };

/** The conversations that one request found, newest first. `downTo`: how far down it looked; null: to the end. */
export type Looked = { found: Candidate[]; downTo: string | null };

/**
 * Where a request continues: `below` a place (null: from the newest), looking at no more than `limit` conversations
 * (null: at as many as one request reads).
 */
export type LookOn = { below: string | null; limit: number | null };

export type ListStore = {
  /** Writes unless the stored entry was derived from more data. */
  putSearchEntry(entry: SearchEntry): Promise<void>;
  listSearchEntries(communicationId: string): Promise<SearchEntry[]>;
  getSearchWords(communicationId: string): Promise<SearchWords | null>;
  /** Writes with rev+1 if the stored item still has `rev`, which is 0 for a new one. */
  saveSearchWords(words: SearchWords): Promise<boolean>;
  /** The conversations of one project and shard that contain every word. Eventually consistent. */
  searchProject(projectId: string, shard: number, words: readonly string[], look: LookOn): Promise<Looked>;
  searchInvoice(projectId: string, invoiceId: string, words: readonly string[], look: LookOn): Promise<Looked>;

  /** Writes unless the stored states were derived from more data. */
  putListedStates(states: ListedStates): Promise<void>;
  /** May include conversations that have left the state, so the caller checks each one. Eventually consistent. */
  listInState(projectId: string, state: ListedStates['states'][number], look: LookOn): Promise<Looked>;

  /** The ids of the conversations in one part of the whole table, and where to continue. Slow, so for a sweep only. */
  walkCommunications(after: string | null): Promise<{ ids: string[]; next: string | null }>;
  /** A sweep's progress, by its name. */
  getMark(name: string): Promise<string | null>;
  setMark(name: string, value: string): Promise<void>;
};
