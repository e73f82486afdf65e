import type { Communication, ThreadEntry } from '../domain/conversation/communication.ts';
import type { Email } from '../domain/conversation/email.ts';
import { type Audience, deliveryAudiences, emailAudiences, everybody } from '../domain/conversation/revision.ts';
import { entryOf } from '../domain/conversation/thread-entry.ts';
import type { Delivery } from '../domain/delivery/delivery.ts';
import type { Ports } from '../ports/ports.ts';
import { enterStates } from './enter-lists.ts';

/**
 * What has changed for a conversation's readers. `email`: it entered the thread, or something other than its deliveries
 * moved, such as its relay. `deliveries`: these messages of one email moved; `of` saves reading that email. `everybody`: what all readers see, whatever they
 * may see of the emails.
 */
export type ConversationChange =
  | { email: Email }
  | { deliveries: readonly Delivery[]; of?: Email }
  | { everybody: Pick<Communication, 'id'> };

type Deps = Pick<Ports, 'communications'>;

/** A vacation notice is no news; and what only some may see must not move the conversation in the list of the others. */
const isActivity = (email: Email): boolean =>
  email.visibility === 'thread' && (email.direction === 'outgoing' || email.kind === 'reply');

const emailChanged = async ({ communications }: Deps, email: Email): Promise<void> => {
  const entry = entryOf(email);
  const communication = entry && (await communications.getCommunication(email.communicationId));
  if (!entry || !communication) return;
  const audiences = emailAudiences(communication, email, entry);
  if (isActivity(email)) await communications.touchCommunication(communication.id, email.createdAt, audiences);
  else await communications.raiseRevision(communication.id, audiences);
};

const audiencesOfDeliveries = (c: Communication, entry: ThreadEntry, deliveries: readonly Delivery[]): Audience[] => [
  ...new Set(deliveries.flatMap((delivery) => deliveryAudiences(c, entry, delivery))),
];

const deliveriesChanged = async (
  { communications }: Deps,
  deliveries: readonly Delivery[],
  of: Email | undefined,
): Promise<void> => {
  const [first] = deliveries;
  if (!first) return;
  const [communication, email] = await Promise.all([
    communications.getCommunication(first.communicationId),
    of ?? communications.getEmail(first.emailId),
  ]);
  const entry = email && entryOf(email);
  if (!communication || !entry) return;
  await communications.raiseRevision(communication.id, audiencesOfDeliveries(communication, entry, deliveries));
  if (first.emailId === communication.firstEmailId) await enterStates({ communications }, communication);
};

/**
 * Everything that follows from a committed write that a conversation's readers see: call it after each of them, wherever
 * a delivery, an email of a thread, the standing of a relay or an invoice's version is written. (Private and joining raise
 * their counters in their own write.)
 *
 * It promises: whoever sees the change gets another ETag (revision.ts), and nobody else does. It only reads and adds, so
 * it may be done again at any time, and must be: a repeated event or task calls it even where its own write found nothing
 * left to do, since the process that did the write may have died before this. It throws when it could not be done; callers
 * whose work must go on regardless (a mail is on its way) catch that, and the end of the run repeats it. What nobody
 * repeats is bounded by the tag's period, and docs/decisions/0027 says which sweep of reconcile repairs what.
 *
 * More that is derived from a conversation, such as what it is found by, belongs here.
 */
export const conversationChanged = async (deps: Deps, change: ConversationChange): Promise<void> => {
  if ('email' in change) await emailChanged(deps, change.email);
  else if ('deliveries' in change) await deliveriesChanged(deps, change.deliveries, change.of);
  else await deps.communications.raiseRevision(change.everybody.id, [everybody]);
};
