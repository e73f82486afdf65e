import type { ThreadEntry } from './communication.ts';
import type { Email, IncomingEmail, OutgoingEmail } from './email.ts';

/** Makes an email's entry in the thread's index, from the email alone. */

/** Whether an outgoing email was written in the Emails tab, in an existing conversation. */
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

/** Null for an email that is in no thread: quarantined, discarded, or a notice about quarantined mail. */
export const entryOf = (email: Email): ThreadEntry | null => {
  if (email.direction === 'incoming') return email.status === 'recorded' ? incomingEntry(email) : null;
  return email.heldNotice ? null : outgoingEntry(email);
};
