import type { IncomingEmail } from '../domain/conversation/email.ts';
import { incomingEntry } from '../domain/conversation/thread-entry.ts';
import type { Ports } from '../ports/ports.ts';
import { conversationChanged } from './conversation-changed.ts';
import { enterLists } from './enter-lists.ts';

/** Enters a recorded mail into its thread's index and into the search. Each write is harmless when repeated. */
export const enterThread = async (
  deps: Pick<Ports, 'communications' | 'files'>,
  email: IncomingEmail,
): Promise<void> => {
  const { id, communicationId } = email;
  const entry = incomingEntry(email);
  for (const messageId of email.messageIds) await deps.communications.putMessageId(messageId, communicationId, id);
  await deps.communications.putEntry(entry);
  await conversationChanged(deps, { email });
  await enterLists(deps, communicationId, [{ email, entry }]);
};
