import { sha256Hex } from '../ids.ts';
import { revisionSeconds } from '../limits.ts';
import type { Communication, ThreadEntry } from './communication.ts';
import type { Email, Recipient } from './email.ts';
import { type Access, seesFrom, seesHidden } from './permissions.ts';
import { outgoingEntry } from './thread-entry.ts';
import { isHidden } from './thread-visibility.ts';

/**
 * A conversation's revision (docs/decisions/0027): counters beside the communication, one for each group of readers who see
 * the same of it. A change raises the counters of those who see it, and nobody else's: a number that moves would tell.
 */

/** The name of a counter. */
export type Audience = string;
export type Counters = Readonly<Record<Audience, number>>;
type Person = Pick<Recipient, 'recipientId' | 'userId'>;

/** Everybody who sees anything of the conversation. */
export const everybody: Audience = 'each';
/** Its sender and the Admins. */
const all: Audience = 'all';
/** Those who see what is open from the beginning. */
const open: Audience = 'open';
/** Those who joined at this instant, and see what is open since then. */
const since = (instant: string): Audience => `since ${instant}`;

const contact = (contactId: string): Audience => `contact ${contactId}`;
export const user = (userId: string): Audience => `user ${userId}`;

/** A person is known by the directory's entry, by the user, or by both (permissions.ts). */
export const personAudiences = ({ recipientId, userId }: Person): Audience[] => [
  contact(recipientId),
  ...(userId === null ? [] : [user(userId)]),
];

const unique = (audiences: readonly Audience[]): Audience[] => [...new Set(audiences)];

/** Whoever sees an entry of the thread: visibleEntries, as counters. */
const entryAudiences = ({ joined = [] }: Communication, entry: ThreadEntry): Audience[] => {
  const { authorContactId, authorUserId, audience = [], createdAt } = entry;
  const instants = joined.filter((p) => p.part === 'conversation' && p.since <= createdAt).map((p) => p.since);
  return unique([
    all,
    ...(entry.visibility === 'thread' ? [open, ...instants.map(since)] : []),
    ...(authorContactId === null ? [] : [contact(authorContactId)]),
    ...(authorUserId === null ? [] : [user(authorUserId)]),
    ...audience.flatMap(personAudiences),
  ]);
};

/** Of one message on its way: whoever sees the email, unless its receiver must not be known of. */
export const deliveryAudiences = (
  c: Communication,
  entry: ThreadEntry,
  person: Person & Pick<Recipient, 'role'>,
): Audience[] => (isHidden(c, person) ? unique([all, ...personAudiences(person)]) : entryAudiences(c, entry));

/** Of an email as a whole. A relay is seen by those who may know of one of its receivers (seesEmail). */
export const emailAudiences = (c: Communication, email: Email, entry: ThreadEntry): Audience[] =>
  email.direction === 'outgoing' && email.kind === 'relay'
    ? unique(email.recipients.flatMap((person) => deliveryAudiences(c, outgoingEntry(email), person)))
    : entryAudiences(c, entry);

/** The counters that concern one reader, by what that one may see. */
const audiencesOf = (viewer: Access, c: Communication): Audience[] => {
  const from = seesFrom(viewer, c);
  return [
    everybody,
    ...(seesHidden(viewer, c) ? [all] : []),
    ...(from === null ? [] : [from === '' ? open : since(from)]),
    contact(viewer.contactId),
    user(viewer.userId),
  ];
};

/** No two readers ask anew at the same moment. */
const offset = (viewer: Access, { id }: Communication): number =>
  Number.parseInt(sha256Hex(`${viewer.userId} ${id}`).slice(0, 8), 16) % revisionSeconds;

/**
 * Says what one reader was shown, for If-None-Match: other rights, a raised counter or a new period make another one. The
 * period bounds how long an answer may be out of date when a counter was not raised, or when something changed that has
 * none: the other invoice's project, a PDF that is there now.
 */
export const revisionTag = (
  viewer: Access,
  c: Communication,
  { counters, page, now }: { counters: Counters; page: unknown; now: Date },
): string => {
  const { level, viewInvoiceDetails, contactId, userId } = viewer;
  const period = Math.floor((now.getTime() / 1000 + offset(viewer, c)) / revisionSeconds);
  const seen = audiencesOf(viewer, c).map((audience) => [audience, counters[audience] ?? 0]);
  const shown = [c.id, c.private, level, viewInvoiceDetails, contactId, userId, seen, page, period];
  return `"${sha256Hex(JSON.stringify(shown)).slice(0, 32)}"`;
};

/** RFC 9110, section 13.1.2: a list, or a star for anything; weak tags compare like strong ones. */
export const namesTag = (ifNoneMatch: string | null, tag: string): boolean =>
  (ifNoneMatch ?? '').split(',').some((one) => ['*', tag].includes(one.trim().replace(/^W\//, '')));
