import { communicationOf } from '../domain/conversation/communication.ts';
import type { OutgoingEmail } from '../domain/conversation/email.ts';
import { executionName, flowInputOf } from '../domain/conversation/flow.ts';
import { personAudiences } from '../domain/conversation/revision.ts';
import { isFromTab, outgoingEntry } from '../domain/conversation/thread-entry.ts';
import { joinedBy } from '../domain/conversation/thread-people.ts';
import type { Delivery } from '../domain/delivery/delivery.ts';
import type { Ports } from '../ports/ports.ts';
import { conversationChanged } from './conversation-changed.ts';
import { enterLists } from './enter-lists.ts';

/**
 * Everything that follows from the commit item (docs/sending-protocol.md#the-commit-item): conversation, thread entry,
 * deliveries, then the flow. Each write is put-if-absent and the flow's name is fixed, so the API, capture-reply and
 * reconcile may all run this for the same email, at any time, any number of times.
 */

const deliveriesOf = (email: OutgoingEmail): Delivery[] =>
  email.recipients.map(({ language: _, ...r }) => ({
    ...r,
    emailId: email.id,
    ...(email.kind === 'notice' ? { notice: true } : { projectId: email.projectId }),
    communicationId: email.communicationId,
    earlier: [],
    latest: {
      number: 1,
      id: null,
      run: null,
      state: 'ready',
      at: email.createdAt,
      detail: null,
      soft: false,
      sesMessageId: null,
      requestedBy: null,
      reason: null,
      history: [],
    },
    rev: 0,
  }));

/** Adds the people whom an email from the tab brings into the conversation, before their replies can arrive. */
const bringIn = async ({ communications }: Pick<Ports, 'communications'>, email: OutgoingEmail): Promise<void> => {
  const communication = await communications.getCommunication(email.communicationId);
  const people = communication ? joinedBy(communication, email) : [];
  const audiences = people.flatMap(personAudiences);
  if (people.length > 0) await communications.joinCommunication(email.communicationId, people, audiences);
};

/** Writes the items that the flow reads. Safe to repeat. */
export const writeEmailParts = async (
  deps: Pick<Ports, 'communications' | 'files'>,
  email: OutgoingEmail,
): Promise<void> => {
  if (email.kind === 'invoice') await deps.communications.putCommunication(communicationOf(email));
  if (isFromTab(email)) await bringIn(deps, email);
  await Promise.all(deliveriesOf(email).map((d) => deps.communications.putDelivery(d)));
  // A notice about quarantined mail concerns the project and is not part of a conversation.
  if (email.heldNotice) return;
  const entry = outgoingEntry(email);
  await deps.communications.putEntry(entry);
  // The viewers' polls see the new entry. A later run adds none: whatever made its deliveries ready has announced it.
  if (email.run === 1) await conversationChanged(deps, { email });
  // The search finds a relay by its reply, which is entered already.
  if (email.kind !== 'relay') await enterLists(deps, email.communicationId, [{ email, entry }]);
};

/**
 * Writes the parts and starts the flow. A failed start is not an error: the email is on the open list, and reconcile
 * starts it again under the same name within a minute.
 */
export const launchEmail = async (
  deps: Pick<Ports, 'communications' | 'files' | 'sendFlow' | 'log'>,
  email: OutgoingEmail,
): Promise<void> => {
  await writeEmailParts(deps, email);
  try {
    await deps.sendFlow.start(executionName(email.id, email.run), flowInputOf(email));
  } catch (error) {
    // Reconcile recovers this. Only the error's name is logged, because its text may contain more than ids.
    deps.log.warn('send-flow not started', {
      emailId: email.id,
      error: error instanceof Error ? error.name : 'unknown',
    });
  }
};
