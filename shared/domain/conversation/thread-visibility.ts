import type { Delivery } from '../delivery/delivery.ts';
import type { Communication, ThreadEntry } from './communication.ts';
import type { Email, Recipient } from './email.ts';
import { type Access, isPerson, seesBccPerson, seesFrom, seesHidden } from './permissions.ts';
import { isSecret } from './thread-people.ts';

/** Limits a conversation to what one viewer may know. Apply it before anything is counted, searched, paged or shown. */

const isAuthor = (viewer: Access, entry: ThreadEntry): boolean =>
  entry.authorUserId === viewer.userId || entry.authorContactId === viewer.contactId;

const isAddressed = (viewer: Access, { audience = [] }: ThreadEntry): boolean =>
  audience.some((person) => isPerson(viewer, person));

/** A person who joined later sees earlier entries only where they were addressed to them. */
export const visibleEntries = (viewer: Access, c: Communication, entries: readonly ThreadEntry[]): ThreadEntry[] => {
  const from = seesFrom(viewer, c);
  const isOpen = (e: ThreadEntry) => e.visibility === 'thread' && from !== null && e.createdAt >= from;
  return entries.filter((e) => isOpen(e) || seesHidden(viewer, c) || isAuthor(viewer, e) || isAddressed(viewer, e));
};

/** A Bcc person of the conversation stays hidden in every later email, relays included, whatever their role there. */
export const isHidden = (c: Communication, person: Pick<Recipient, 'recipientId' | 'role'>): boolean =>
  person.role === 'bcc' || isSecret(c, person.recipientId);

export const seesRecipient = (
  viewer: Access,
  c: Communication,
  person: Pick<Recipient, 'recipientId' | 'userId' | 'role'>,
): boolean => !isHidden(c, person) || seesBccPerson(viewer, c, person);

export const visibleDeliveries = (viewer: Access, c: Communication, deliveries: readonly Delivery[]): Delivery[] =>
  deliveries.filter((delivery) => seesRecipient(viewer, c, delivery));

export const visibleRecipients = (viewer: Access, c: Communication, email: Email): Recipient[] =>
  email.direction === 'outgoing' ? email.recipients.filter((person) => seesRecipient(viewer, c, person)) : [];

/** Hides a relay that went only to people of whom the viewer must not know, because it would reveal them. */
export const seesEmail = (viewer: Access, c: Communication, email: Email): boolean =>
  email.kind !== 'relay' || visibleRecipients(viewer, c, email).length > 0;

/**
 * The id of the email whose state is shown as the conversation's: the first one. A viewer who was not shown it must not
 * learn its state, so for them it is the first email from the tab that they see; null while there is none.
 */
export const leadingEmailId = (c: Communication, visible: readonly ThreadEntry[]): string | null => {
  if (visible.some((e) => e.emailId === c.firstEmailId)) return c.firstEmailId;
  const written = visible.find((e) => e.direction === 'outgoing' && (e.kind === 'reply' || e.kind === 'forward'));
  return written?.emailId ?? null;
};

const isHumanReply = (e: ThreadEntry): boolean =>
  e.direction === 'incoming' && (e.kind === 'reply' || e.kind === 'forward');

/** Whether an entry is a reply by mail from another person, after the viewer last marked the conversation as read. */
export const isUnread = (viewer: Access, entry: ThreadEntry, readAt: string | null): boolean =>
  isHumanReply(entry) && !isAuthor(viewer, entry) && entry.createdAt > (readAt ?? '');

/**
 * `entries` are the visible ones. Relays and notices do not count: a relay repeats a message of the thread, and a
 * notice has no author.
 */
export const countEntries = (viewer: Access, entries: readonly ThreadEntry[], readAt: string | null) => ({
  emailCount: entries.filter((e) => e.kind !== 'relay' && e.kind !== 'notice').length,
  replyCount: entries.filter(isHumanReply).length,
  unreadCount: entries.filter((e) => isUnread(viewer, e, readAt)).length,
});

/**
 * When something last happened that the viewer may see; `entries` are the visible ones. (The stored time moves with
 * every entry.) Relays are left out: the reply has already moved the time, and a relay that goes only to Bcc people
 * would reveal them.
 */
export const lastActivity = (c: Communication, entries: readonly ThreadEntry[]): string =>
  [c.createdAt, ...entries.filter((e) => e.kind !== 'relay').map((e) => e.createdAt)].sort().at(-1) ?? c.createdAt;
