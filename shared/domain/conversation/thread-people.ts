import type { Communication, Joined } from './communication.ts';
import type { OutgoingEmail, Recipient } from './email.ts';

/** The people of a conversation and their part in it, including those added by emails from the tab (ADR 22). */

const plain = ({ recipientId, userId, role, name, address }: Recipient): Recipient => ({
  recipientId,
  userId,
  role,
  name,
  address,
});

const once = (people: readonly Recipient[]): Recipient[] =>
  people.filter((p, i) => people.findIndex((other) => other.recipientId === p.recipientId) === i);

const senderOf = ({ sender, createdBy }: Communication): Recipient => ({
  recipientId: sender.contactId,
  userId: createdBy,
  role: 'to',
  name: sender.name,
  address: sender.address,
});

const joinedAs = ({ joined = [] }: Communication, part: Joined['part']): Joined[] =>
  joined.filter((person) => person.part === part);

/** Everybody in the conversation, each once. A sender who is not a recipient counts as one in To. */
export const peopleOf = (c: Communication): Recipient[] => {
  const isRecipient = c.participants.some((p) => p.recipientId === c.sender.contactId);
  const joined = joinedAs(c, 'conversation').map(plain);
  return once([...(isRecipient ? [] : [senderOf(c)]), ...c.participants, ...joined]);
};

/** The people of emails that are aside: `shownOne` were shown only such an email, and `authors` wrote one. */
export const asideOf = (c: Communication): { shownOne: Recipient[]; authors: Recipient[] } => ({
  shownOne: once(joinedAs(c, 'email').map(plain)),
  authors: once(joinedAs(c, 'email').map(({ writer }) => plain(writer))),
});

/**
 * Whether only the sender and the Admins may know of this person, who was in Bcc of the first email or of the one email
 * that they were shown. The sender is never hidden.
 */
export const isSecret = (c: Communication, contactId: string): boolean =>
  contactId !== c.sender.contactId &&
  [...c.participants, ...joinedAs(c, 'email')].some((p) => p.recipientId === contactId && p.role === 'bcc');

/** Whether this person gets the conversation's mail and is seen by the others. */
export const isOpenlyIn = (c: Communication, contactId: string): boolean =>
  !isSecret(c, contactId) && peopleOf(c).some((p) => p.recipientId === contactId);

/**
 * The people who get a reply from a person who is not openly in the conversation: only those who wrote to this person,
 * which is the conversation's sender for a person in Bcc of the first email.
 */
export const replyAudience = (c: Communication, contactId: string): Recipient[] => {
  const wasHidden = c.participants.some((p) => p.recipientId === contactId && p.role === 'bcc');
  const joins = joinedAs(c, 'email').filter((p) => p.recipientId === contactId);
  const sender = peopleOf(c).filter((p) => p.recipientId === c.sender.contactId);
  return once([...(wasHidden ? sender : []), ...joins.map(({ writer }) => plain(writer))]);
};

/** The people whom an email from the tab adds. One with limited visibility adds only those to whom it is shown. */
export const joinedBy = (c: Communication, email: OutgoingEmail): Joined[] => {
  const { contactId, userId, name, address } = email.from;
  if (contactId === null) return [];
  const writer: Recipient = { recipientId: contactId, userId, role: 'to', name, address };
  const isOpen = email.visibility === 'thread';
  const people = isOpen ? [...email.recipients, writer] : email.recipients;
  const since = email.createdAt;
  return people.flatMap((person): Joined[] => {
    if (person.aside) return [{ ...plain(person), part: 'email', since, writer }];
    const stays = isOpen && person.role !== 'bcc' && !peopleOf(c).some((p) => p.recipientId === person.recipientId);
    return stays ? [{ ...plain(person), part: 'conversation', since, writer }] : [];
  });
};

const sameJoin = (a: Joined, b: Joined): boolean =>
  a.recipientId === b.recipientId && a.part === b.part && a.writer.recipientId === b.writer.recipientId;

/** The `people` who are not in the list yet. */
export const notYetJoined = ({ joined = [] }: Communication, people: readonly Joined[]): Joined[] =>
  people.filter((person) => !joined.some((known) => sameJoin(known, person)));
