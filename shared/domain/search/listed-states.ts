import { z } from 'zod';
import type { Communication } from '../conversation/communication.ts';
import { isSecret } from '../conversation/thread-people.ts';
import { attemptsOf, type Delivery } from '../delivery/delivery.ts';
import { emailState } from '../delivery/delivery-rules.ts';
import { CommunicationId, ProjectId } from '../ids.ts';
import { Instant } from '../text.ts';

/**
 * The states under which the filter by state lists a conversation: each state in which some viewer sees it (ADR 30).
 */

export const ConversationState = z.enum(['queued', 'sending', 'sent', 'partly_sent', 'failed', 'held']);
export type ConversationState = z.infer<typeof ConversationState>;

export const ListedStates = z.object({
  communicationId: CommunicationId,
  projectId: ProjectId,
  at: Instant,
  /** Grows with every write of the deliveries behind the states. */
  rev: z.number().int(),
  states: z.array(ConversationState).min(1),
});
export type ListedStates = z.infer<typeof ListedStates>;

/**
 * `deliveries` are those of the first email. The sender and the Admins see the state of all of them, others that of the
 * open ones, and a Bcc person that of the open ones and their own.
 */
export const listedStatesOf = (c: Communication, deliveries: readonly Delivery[]): ListedStates => {
  const isHidden = (d: Delivery) => d.role === 'bcc' || isSecret(c, d.recipientId);
  const open = deliveries.filter((d) => !isHidden(d));
  const hidden = deliveries.filter(isHidden);
  const seen = [deliveries, open, ...hidden.map((one) => [...open, one])];
  return {
    communicationId: c.id,
    projectId: c.projectId,
    at: c.lastActivityAt,
    rev: deliveries.reduce((sum, delivery) => sum + delivery.rev + attemptsOf(delivery).length, 0),
    states: [...new Set(seen.map(emailState))],
  };
};

/** Whether `made` may replace `stored`. States derived from older deliveries may not. */
export const isNotOlder = (made: ListedStates, stored: ListedStates): boolean =>
  made.rev >= stored.rev && made.at >= stored.at;
