import type { Communication, Joined } from './communication.ts';
import type { OutgoingEmail, Recipient } from './email.ts';

/** Who stands how in a conversation, with those whom emails from the tab brought in (ADR 22). */

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

/** Everybody in the conversation, the sender included, each once. A sender who is no recipient counts as one in To. */
export const peopleOf = (c: Communication): Recipient[] => {
  const isRecipient = c.participants.some((p) => p.recipientId === c.sender.contactId);
  const joined = joinedAs(c, 'conversation').map(plain);
  return once([...(isRecipient ? [] : [senderOf(c)]), ...c.participants, ...joined]);
};

/** Whoever was shown one email, or wrote one aside, without being of the conversation. */
export const asideOf = (c: Communication): { guests: Recipient[]; writers: Recipient[] } => ({
  guests: once(joinedAs(c, 'email').map(plain)),
  writers: once(joinedAs(c, 'email').map(({ writer }) => plain(writer))),
});

/** In Bcc of an email of the conversation: nobody but the sender and the Admins may know. The sender hides from nobody. */
export const isSecret = (c: Communication, contactId: string): boolean =>
  contactId !== c.sender.contactId &&
  [...c.participants, ...joinedAs(c, 'email')].some((p) => p.recipientId === contactId && p.role === 'bcc');

/** Who gets this person's mails, and is seen by the others. */
export const isOpenlyIn = (c: Communication, contactId: string): boolean =>
  !isSecret(c, contactId) && peopleOf(c).some((p) => p.recipientId === contactId);

/** Whom the answer of somebody goes to who is not openly of the conversation: to whoever wrote to this person. */
export const replyAudience = (c: Communication, contactId: string): Recipient[] => {
  const wasHidden = c.participants.some((p) => p.recipientId === contactId && p.role === 'bcc');
  const writers = joinedAs(c, 'email').filter((p) => p.recipientId === contactId);
  const sender = peopleOf(c).filter((p) => p.recipientId === c.sender.contactId);
  return once([...(wasHidden ? sender : []), ...writers.map(({ writer }) => plain(writer))]);
};

/** Whom an email from the tab brings in. One that only some may see brings in nobody but those it is shown to. */
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

/** Those of `people` who are not in the list yet. */
export const notYetJoined = ({ joined = [] }: Communication, people: readonly Joined[]): Joined[] =>
  people.filter((person) => !joined.some((known) => sameJoin(known, person)));
