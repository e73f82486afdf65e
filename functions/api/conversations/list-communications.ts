import { z } from 'zod';
import { listsFilled } from '../../../shared/actions/enter-lists.ts';
import type { CommunicationView } from '../../../shared/api/shapes/communications.ts';
import type { Communication } from '../../../shared/domain/conversation/communication.ts';
import { type Access, seesCommunication } from '../../../shared/domain/conversation/permissions.ts';
import { listTimeoutMs } from '../../../shared/domain/limits.ts';
import type { ConversationState } from '../../../shared/domain/search/listed-states.ts';
import { matchesSearch } from '../../../shared/domain/search/search-entry.ts';
import { searchShards } from '../../../shared/domain/search/search-shard.ts';
import { queryWords } from '../../../shared/domain/search-text.ts';
import type { Ports } from '../../../shared/ports/ports.ts';
import type { Page } from '../../../shared/ports/store-ports.ts';
import { fitting, type Paging } from '../paging.ts';
import { findCommunications } from './find-communications.ts';
import type { ThreadReader } from './read-thread.ts';

type View = z.input<typeof CommunicationView>;
type Deps = Pick<Ports, 'clock' | 'communications'>;
type Where = { projectId: string; invoiceId: string | null };
type ListRequest = {
  viewer: Access;
  reader: ThreadReader;
  page: Paging;
  wanted: { q?: string | undefined; state?: ConversationState | undefined };
};

/**
 * The position of a cursor: a page of the store, and the last conversation examined in it, because one of our pages may
 * end inside one of the store's.
 */
const Place = z.object({ after: z.string().nullable(), id: z.string(), at: z.string() });
type Place = z.infer<typeof Place>;

/** Conversations read per query: few are read unnecessarily, and a run of hidden ones costs few queries. */
const storePage = (limit: number): number => Math.max(20, limit + 1);

/**
 * The conversations after this place in the store's order, newest first. One that has moved up meanwhile was shown
 * already or will be on the first page.
 */
const afterPlace = (items: readonly Communication[], place: Place | null): readonly Communication[] =>
  place ? items.filter((c) => `${c.lastActivityAt}#${c.id}` < `${place.at}#${place.id}`) : items;

/**
 * Reads until a page is full of what the viewer may see, and one more: whether there is a next page, like all of the
 * response, depends on visible conversations alone. Only a run of hidden ones that takes longer than `listTimeoutMs`
 * ends a page early.
 */
const listAll = async (deps: Deps, { projectId, invoiceId }: Where, { viewer, reader, page }: ListRequest) => {
  const list = (limit: number, after: string | null): Promise<Page<Communication>> =>
    invoiceId === null
      ? deps.communications.listByProject(projectId, limit, after)
      : deps.communications.listByInvoice(projectId, invoiceId, limit, after);
  const until = deps.clock.now().getTime() + listTimeoutMs;
  let place = page.position === null ? null : Place.parse(JSON.parse(page.position));
  let after = place?.after ?? null;
  let last: Place | null = null;
  const found: { c: Communication; place: Place }[] = [];
  do {
    const { items, next } = await list(storePage(page.limit), after);
    for (const c of afterPlace(items, place)) {
      last = { after, id: c.id, at: c.lastActivityAt };
      if (seesCommunication(viewer, c)) found.push({ c, place: last });
    }
    place = null;
    after = next;
  } while (after !== null && found.length <= page.limit && deps.clock.now().getTime() < until);
  const views = await Promise.all(found.slice(0, page.limit).map(({ c }) => reader.summary(c)));
  const shown = found.slice(0, fitting(views));
  const goOn = found.length > shown.length ? (shown.at(-1)?.place ?? null) : after !== null ? last : null;
  return { items: views.slice(0, shown.length), nextCursor: page.seal(goOn && JSON.stringify(goOn)) };
};

/**
 * A claim comes just before the mail leaves, when there is no time to update lists: until a delivery moves again, the
 * conversation is still listed under `queued`.
 */
const listedUnder = (state: ConversationState): ConversationState[] =>
  state === 'sending' ? ['sending', 'queued'] : [state];

/** A candidate becomes a row only if the viewer may see it and, as it is now, it matches the search and the state. */
const rowOf =
  (
    { communications }: Deps,
    { projectId, invoiceId }: Where,
    { viewer, reader, wanted }: ListRequest,
    words: string[],
  ) =>
  async (communicationId: string): Promise<View | null> => {
    const c = await communications.getCommunication(communicationId);
    if (c?.projectId !== projectId || (invoiceId !== null && c.invoiceId !== invoiceId)) return null;
    if (!seesCommunication(viewer, c)) return null;
    if (words.length > 0) {
      const entries = await communications.listSearchEntries(communicationId);
      if (!matchesSearch(viewer, c, entries, words)) return null;
    }
    const view = await reader.summary(c);
    return wanted.state && view.state !== wanted.state ? null : view;
  };

/**
 * A page of conversations, those with the latest activity first. `partial`: reconcile has not yet entered every
 * conversation into the lists, so the result of a search may be incomplete.
 */
export const listCommunications = async (
  deps: Deps,
  where: Where,
  asked: ListRequest,
): Promise<{ items: View[]; nextCursor: string | null; partial?: true }> => {
  const { communications } = deps;
  const { projectId, invoiceId } = where;
  const { q = '', state } = asked.wanted;
  const words = queryWords(q);
  if (words.length === 0 && !state) return listAll(deps, where, asked);
  const shards = Array.from({ length: searchShards }, (_, shard) => shard);
  const sources: Parameters<typeof findCommunications>[2] =
    words.length === 0 && state
      ? listedUnder(state).map((one) => (look) => communications.listInState(projectId, one, look))
      : invoiceId === null
        ? shards.map((shard) => (look) => communications.searchProject(projectId, shard, words, look))
        : [(look) => communications.searchInvoice(projectId, invoiceId, words, look)];
  const [filled, found] = await Promise.all([
    listsFilled(deps),
    findCommunications(deps, asked.page, sources, rowOf(deps, where, asked, words)),
  ]);
  return filled ? found : { ...found, partial: true };
};
