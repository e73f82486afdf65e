import type { EmailView } from '../api/shapes.ts';

/** A thread as it is read: relays stand under the reply that they carried. Pure. */

export type ThreadItem = { email: EmailView; relays: EmailView[] };

export const arrangeThread = (emails: readonly EmailView[]): ThreadItem[] => {
  const known = new Set(emails.map(({ id }) => id));
  // A relay whose reply is not for this reader stands for itself.
  const isFolded = (email: EmailView): boolean => email.relayOf !== null && known.has(email.relayOf);
  return emails
    .filter((email) => !isFolded(email))
    .map((email) => ({ email, relays: emails.filter((other) => isFolded(other) && other.relayOf === email.id) }));
};
