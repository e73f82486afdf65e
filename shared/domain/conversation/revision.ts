import { sha256Hex } from '../ids.ts';
import { revisionSeconds } from '../limits.ts';
import type { Communication, ThreadEntry } from './communication.ts';
import type { Email, Recipient } from './email.ts';
import { type Access, seesFrom, seesHidden } from './permissions.ts';
import { outgoingEntry } from './thread-entry.ts';
import { isHidden } from './thread-visibility.ts';

/**
 * A conversation's revision (ADR 27): counters stored with it, one per audience. A change raises only the counters of
 * those who can see it: a counter that moves for others would reveal that something hidden happened.
 */

/** The name of a counter. */
export type Audience = string;
export type Counters = Readonly<Record<Audience, number>>;
type Person = Pick<Recipient, 'recipientId' | 'userId'>;

/** Everybody who sees anything at all of the conversation. */
export const everybody: Audience = 'each';
/** The conversation's sender and the Admins, who see all of it. */
const senderAndAdmins: Audience = 'all';
/** The viewers who see open content from the beginning. */
const open: Audience = 'open';
/** The viewers who joined at this instant and see open content since then. */
const since = (instant: string): Audience => `since ${instant}`;

const contact = (contactId: string): Audience => `contact ${contactId}`;
export const user = (userId: string): Audience => `user ${userId}`;

/** A person is identified by directory entry, by user, or by both (permissions.ts). */
export const personAudiences = ({ recipientId, userId }: Person): Audience[] => [
  contact(recipientId),
  ...(userId === null ? [] : [user(userId)]),
];

const unique = (audiences: readonly Audience[]): Audience[] => [...new Set(audiences)];

/** The audiences that see a thread entry; must agree with visibleEntries. */
const entryAudiences = ({ joined = [] }: Communication, entry: ThreadEntry): Audience[] => {
  const { authorContactId, authorUserId, audience = [], createdAt } = entry;
  const instants = joined.filter((p) => p.part === 'conversation' && p.since <= createdAt).map((p) => p.since);
  return unique([
    senderAndAdmins,
    ...(entry.visibility === 'thread' ? [open, ...instants.map(since)] : []),
    ...(authorContactId === null ? [] : [contact(authorContactId)]),
    ...(authorUserId === null ? [] : [user(authorUserId)]),
    ...audience.flatMap(personAudiences),
  ]);
};

/** The audiences of one delivery: everybody who sees the email, unless the recipient is hidden. */
export const deliveryAudiences = (
  c: Communication,
  entry: ThreadEntry,
  person: Person & Pick<Recipient, 'role'>,
): Audience[] =>
  isHidden(c, person) ? unique([senderAndAdmins, ...personAudiences(person)]) : entryAudiences(c, entry);

/**
 * The audiences of a whole email. A relay is seen by those who may know of at least one of its recipients (seesEmail).
 */
export const emailAudiences = (c: Communication, email: Email, entry: ThreadEntry): Audience[] =>
  email.direction === 'outgoing' && email.kind === 'relay'
    ? unique(email.recipients.flatMap((person) => deliveryAudiences(c, outgoingEntry(email), person)))
    : entryAudiences(c, entry);

/** The counters that concern one viewer, by what they may see. */
const audiencesOf = (viewer: Access, c: Communication): Audience[] => {
  const from = seesFrom(viewer, c);
  return [
    everybody,
    ...(seesHidden(viewer, c) ? [senderAndAdmins] : []),
    ...(from === null ? [] : [from === '' ? open : since(from)]),
    contact(viewer.contactId),
    user(viewer.userId),
  ];
};

/** Spreads viewers over the period, so that their tags do not all expire at once. */
const offset = (viewer: Access, { id }: Communication): number =>
  Number.parseInt(sha256Hex(`${viewer.userId} ${id}`).slice(0, 8), 16) % revisionSeconds;

/**
 * An ETag for what one viewer was shown. Changed rights, a raised counter or a new period give another tag. The period
 * bounds how long a response may be stale if a process died before it raised a counter, or if something without a
 * counter changed, such as the project's name or a PDF that has since been rendered.
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

/**
 * Whether an If-None-Match header names `tag`: a list of tags, weak or strong, or a star for any (RFC 9110, 13.1.2).
 */
export const namesTag = (ifNoneMatch: string | null, tag: string): boolean =>
  (ifNoneMatch ?? '').split(',').some((one) => ['*', tag].includes(one.trim().replace(/^W\//, '')));
