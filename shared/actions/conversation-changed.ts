import type { Communication, ThreadEntry } from '../domain/conversation/communication.ts';
import type { Email } from '../domain/conversation/email.ts';
import { type Audience, deliveryAudiences, emailAudiences, everybody } from '../domain/conversation/revision.ts';
import { entryOf } from '../domain/conversation/thread-entry.ts';
import type { Delivery } from '../domain/delivery/delivery.ts';
import type { Ports } from '../ports/ports.ts';
import { enterStates } from './enter-lists.ts';

/**
 * A change that a conversation's viewers see. `email`: it entered the thread, or something of it other than its
 * deliveries changed, such as its relay. `deliveries`: these deliveries of one email moved; `of` is that email, if the
 * caller has read it. `everybody`: all viewers see the change, whichever emails they may see.
 */
export type ConversationChange =
  | { email: Email }
  | { deliveries: readonly Delivery[]; of?: Email }
  | { everybody: Pick<Communication, 'id'> };

type Deps = Pick<Ports, 'communications'>;

/**
 * Whether an email moves its conversation to the top of the lists. A vacation reply does not, and an email that only
 * some may see must not, because everybody's list would show it.
 */
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
 * Carries out everything that follows from a committed write that a conversation's viewers see. Call it after every
 * write that changes a delivery, an email of a thread, whether a relay waits, or an invoice's version. (Writes that set
 * `private` or add people raise the counters themselves.)
 *
 * It promises that the viewers who see the change get another ETag (revision.ts), and nobody else does. It only reads
 * and adds, so it can be repeated at any time, and must be: a repeated event or task calls it even if its own write
 * found nothing left to do, because the process that did the write may have died before this call. It throws on
 * failure; callers whose work must go on regardless, because a mail is on its way, catch that, and the end of the run
 * repeats the call. Where nothing repeats it, the tag's period bounds the delay; ADR 27 says what repairs what.
 *
 * Anything else derived from a conversation, such as its search entries, belongs here.
 */
export const conversationChanged = async (deps: Deps, change: ConversationChange): Promise<void> => {
  if ('email' in change) await emailChanged(deps, change.email);
  else if ('deliveries' in change) await deliveriesChanged(deps, change.deliveries, change.of);
  else await deps.communications.raiseRevision(change.everybody.id, [everybody]);
};
