import type { EmailView } from '../api/shapes.ts';

/** Puts a thread into the order in which it is read: each relay below the reply that it carries. */

export type ThreadItem = { email: EmailView; relays: EmailView[] };

export const arrangeThread = (emails: readonly EmailView[]): ThreadItem[] => {
  const known = new Set(emails.map(({ id }) => id));
  // A relay whose reply is not visible to this reader stands on its own.
  const isFolded = (email: EmailView): boolean => email.relayOf !== null && known.has(email.relayOf);
  return emails
    .filter((email) => !isFolded(email))
    .map((email) => ({ email, relays: emails.filter((other) => isFolded(other) && other.relayOf === email.id) }));
};
