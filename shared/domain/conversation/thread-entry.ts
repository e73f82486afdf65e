import type { ThreadEntry } from './communication.ts';
import type { Email, IncomingEmail, OutgoingEmail } from './email.ts';

/** What a thread's index holds of an email. Pure: the email alone says it. */

/** Written on the page, in a conversation that is there already. */
export const isFromTab = ({ kind }: OutgoingEmail): boolean => kind === 'reply' || kind === 'forward';

const common = ({ id, communicationId, kind, createdAt, from, visibility }: Email) => ({
  communicationId,
  emailId: id,
  kind,
  createdAt,
  authorUserId: from.userId,
  authorContactId: from.contactId,
  visibility,
});

export const outgoingEntry = (email: OutgoingEmail): ThreadEntry => ({
  ...common(email),
  direction: 'outgoing',
  ...(isFromTab(email)
    ? { audience: email.recipients.map((r) => ({ recipientId: r.recipientId, userId: r.userId })) }
    : {}),
});

export const incomingEntry = (email: IncomingEmail): ThreadEntry => ({ ...common(email), direction: 'incoming' });

/** Null for an email that stands in no thread: held back, discarded, or a notice about the project. */
export const entryOf = (email: Email): ThreadEntry | null => {
  if (email.direction === 'incoming') return email.status === 'recorded' ? incomingEntry(email) : null;
  return email.heldNotice ? null : outgoingEntry(email);
};
