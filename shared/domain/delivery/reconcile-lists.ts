import type { Attempt, Delivery, DeliveryState } from './delivery.ts';
import { latestAttempt } from './delivery-rules.ts';
import { isLateNoticeDue } from './late-notice.ts';

/** Which deliveries reconcile looks after, and for what (docs/sending-protocol.md#reconcile). Pure. */

export type ReconcileList = 'ready' | 'sending' | 'held' | 'accepted' | 'trouble';

/** The mark of an accepted mail of which nothing was heard for a day; its state stays what it is. */
const noFeedback = 'no_event';

const listOfState: Partial<Record<DeliveryState, ReconcileList>> = {
  ready: 'ready',
  sending: 'sending',
  held: 'held',
  accepted: 'accepted',
  unconfirmed: 'trouble',
  bounced: 'trouble',
  rejected: 'trouble',
  complained: 'trouble',
  failed: 'trouble',
};

const isDone = ({ state, detail, told, soft }: Attempt): boolean =>
  state === 'accepted' ? detail === noFeedback : told === true || (state === 'bounced' && soft);

/** Nobody is told of a notice's own trouble: one notice would make the next. */
export const reconcileListOf = (delivery: Delivery): ReconcileList | null => {
  if (isLateNoticeDue(delivery)) return 'trouble';
  const latest = latestAttempt(delivery);
  const watch = isDone(latest) ? null : (listOfState[latest.state] ?? null);
  return watch === 'trouble' && delivery.notice ? null : watch;
};

/** The mark on its latest attempt; null when there is none to make. The state and its time stay what they are. */
export const withNoFeedbackMark = (delivery: Delivery): Delivery | null => {
  const latest = latestAttempt(delivery);
  if (latest.state !== 'accepted' || latest.detail === noFeedback) return null;
  return { ...delivery, attempts: delivery.attempts.map((a) => (a === latest ? { ...a, detail: noFeedback } : a)) };
};
