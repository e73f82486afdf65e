import type { ThreadEntry } from './communication.ts';
import type { IncomingEmail } from './email.ts';
import { enterLists } from './enter-lists.ts';
import type { Ports } from './ports.ts';

export const incomingEntryOf = (email: IncomingEmail): ThreadEntry => ({
  communicationId: email.communicationId,
  emailId: email.id,
  direction: 'incoming',
  kind: email.kind,
  createdAt: email.createdAt,
  authorUserId: email.from.userId,
  authorContactId: email.from.contactId,
  visibility: email.visibility,
});

/** A recorded mail into its thread's index, and into the search. Each write is harmless when repeated. */
export const enterThread = async (
  deps: Pick<Ports, 'communications' | 'files'>,
  email: IncomingEmail,
): Promise<void> => {
  const { communications } = deps;
  const { id, communicationId, createdAt } = email;
  const entry = incomingEntryOf(email);
  for (const messageId of email.messageIds) await communications.putMessageId(messageId, communicationId, id);
  await communications.putEntry(entry);
  // A vacation notice is no news; and what only some may see must not move the conversation in the list of the others.
  if (email.kind === 'reply' && email.visibility === 'thread')
    await communications.touchCommunication(communicationId, createdAt);
  await enterLists(deps, communicationId, [{ email, entry }]);
};
