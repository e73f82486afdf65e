import type { Attempt, Delivery, DeliveryState } from './delivery.ts';
import { isLateNoticeDue } from './late-notice.ts';

/** The list in which reconcile finds a delivery that needs attention (docs/sending-protocol.md#reconcile). */

export type ReconcileList = 'ready' | 'sending' | 'held' | 'accepted' | 'trouble';

/** The detail of an accepted message for which SES reported nothing within a day. Its state stays `accepted`. */
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

/**
 * The list that a delivery belongs to; null if it needs no attention. A notice's own failure notifies nobody, because
 * each notice could otherwise cause the next.
 */
export const reconcileListOf = (delivery: Delivery): ReconcileList | null => {
  if (isLateNoticeDue(delivery)) return 'trouble';
  const { latest } = delivery;
  const list = isDone(latest) ? null : (listOfState[latest.state] ?? null);
  return list === 'trouble' && delivery.notice ? null : list;
};

/** Notes on the latest attempt that there is no feedback; null when this does not apply. State and time stay. */
export const withNoFeedbackMark = (delivery: Delivery): Delivery | null => {
  const { latest } = delivery;
  if (latest.state !== 'accepted' || latest.detail === noFeedback) return null;
  return { ...delivery, latest: { ...latest, detail: noFeedback } };
};
