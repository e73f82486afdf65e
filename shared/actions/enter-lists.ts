import type { Communication, ThreadEntry } from '../domain/conversation/communication.ts';
import type { Email, EmailBody } from '../domain/conversation/email.ts';
import { ServiceError } from '../domain/errors.ts';
import { maxSearchWordsLength } from '../domain/limits.ts';
import { listedStatesOf } from '../domain/search/listed-states.ts';
import { allWords, type SearchEntry, type SearchWords, searchEntryOf } from '../domain/search/search-entry.ts';
import { distinctWords } from '../domain/search-text.ts';
import type { Ports } from '../ports/ports.ts';
import { bodySourceOf, findBody } from './email-body.ts';

/**
 * Enters a conversation into the search and the filter by state. The items are derived from committed emails and their
 * deliveries, so repeating what follows from an email repairs them, and a repetition that finds the words complete
 * writes none.
 */

type Deps = Pick<Ports, 'communications' | 'files'>;

/** How often a write is tried. No more emails of one conversation than this are entered at the same moment. */
const tries = 12;

/** A notice has no stored body: its text is made for each reader. */
const bodyOf = async (deps: Deps, email: Email): Promise<EmailBody> =>
  (await findBody(deps, await bodySourceOf(deps, email))) ?? { text: '', html: null, quotedText: null };

const readParts = async (deps: Deps, email: Email, entry: ThreadEntry): Promise<SearchEntry> => {
  const [body, deliveries] = await Promise.all([
    bodyOf(deps, email),
    email.direction === 'outgoing' ? deps.communications.listDeliveries(email.id) : [],
  ]);
  return searchEntryOf(email, entry, body, deliveries);
};

const withMore = (c: Communication, stored: SearchWords | null, entries: readonly SearchEntry[]): SearchWords => {
  const known = stored ? stored.words : '';
  // Collects up to twice what may be kept, so that the length shows whether something would have to be left out.
  const added =
    known === null ? '' : distinctWords([c.subject, ...entries.map(allWords)], 2 * maxSearchWordsLength, known);
  const words = known === null ? null : `${known} ${added}`.trim();
  return {
    communicationId: c.id,
    projectId: c.projectId,
    invoiceId: c.invoiceId,
    at: stored && stored.at > c.lastActivityAt ? stored.at : c.lastActivityAt,
    rev: stored?.rev ?? 0,
    words: words !== null && words.length < maxSearchWordsLength ? words : null,
  };
};

/** Two emails may be entered at once: a process that finds the item changed adds its words to the new version. */
const addWords = async (deps: Deps, c: Communication, entries: readonly SearchEntry[]): Promise<void> => {
  for (let i = 0; i < tries; i += 1) {
    const stored = await deps.communications.getSearchWords(c.id);
    const more = withMore(c, stored, entries);
    if (stored && stored.words === more.words && stored.at === more.at) return;
    if (await deps.communications.saveSearchWords(more)) return;
  }
  throw new ServiceError('unavailable', 'search-contended', (say) => say.service.conversationBusy);
};

/**
 * Call after deliveries of the first email have moved, because that email's state is the conversation's. Derived from
 * the current deliveries, so order and repetition do not matter.
 */
export const enterStates = async ({ communications }: Pick<Ports, 'communications'>, c: Communication): Promise<void> =>
  communications.putListedStates(listedStatesOf(c, await communications.listDeliveries(c.firstEmailId)));

/**
 * Enters these emails, each with its thread entry. The search entries are written before the conversation's words, so
 * that every candidate that a search finds by the words can be examined.
 */
export const enterLists = async (
  deps: Deps,
  communicationId: string,
  emails: readonly { email: Email; entry: ThreadEntry }[],
): Promise<void> => {
  const entries = await Promise.all(emails.map(({ email, entry }) => readParts(deps, email, entry)));
  for (const entry of entries) await deps.communications.putSearchEntry(entry);
  const communication = await deps.communications.getCommunication(communicationId);
  // The first email of a conversation comes before it. Once the conversation is written, this is called again.
  if (!communication) return;
  await addWords(deps, communication, entries);
  await enterStates(deps, communication);
};

/** The name under which the sweep that enters older conversations stores its progress (reconcile/fill-lists.ts). */
const fillMark = 'lists-1';
const filled = 'filled';

/** Whether that sweep is done, so that the lists are complete. */
export const listsFilled = async ({ communications }: Pick<Ports, 'communications'>): Promise<boolean> =>
  (await communications.getMark(fillMark)) === filled;

/** The position at which the sweep continues; null for the beginning. */
export const readFillPosition = ({ communications }: Pick<Ports, 'communications'>): Promise<string | null> =>
  communications.getMark(fillMark);

/** Stores the position at which the sweep continues; null: it is done. */
export const saveFillPosition = ({ communications }: Pick<Ports, 'communications'>, next: string | null) =>
  communications.setMark(fillMark, next ?? filled);
