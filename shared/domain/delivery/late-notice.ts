import type { Delivery, DeliveryState } from './delivery.ts';
import { latestAttempt } from './delivery-rules.ts';

/**
 * A non-delivery notice that came by mail, about a message that SES believes has arrived (ADR 33). Anybody who got a
 * message can forge one, so no state moves: it is a mark for people to see. Pure.
 */

/** States in which SES has reported nothing worse; any other already shows the failure. */
const marked: readonly DeliveryState[] = ['accepted', 'delayed', 'delivered'];

/** `noteId` identifies the report. `isRepeat`: an earlier run may have counted it. */
type Marking = { sesMessageId: string; noteId: string; at: string; isRepeat: boolean };

/**
 * Null when there is nothing to mark: the message has been sent again, SES reported the failure itself, or this mail is
 * already counted.
 */
export const withLateNotice = (
  delivery: Delivery,
  { sesMessageId, noteId, at, isRepeat }: Marking,
): Delivery | null => {
  const latest = latestAttempt(delivery);
  if (latest.sesMessageId !== sesMessageId || !marked.includes(latest.state)) return null;
  const { lateNotice } = delivery;
  if (!lateNotice) return { ...delivery, lateNotice: { at, reports: 1, last: noteId } };
  if (isRepeat || lateNotice.last === noteId) return null;
  return { ...delivery, lateNotice: { ...lateNotice, reports: lateNotice.reports + 1, last: noteId } };
};

/** Shown, and a reason to resend, as long as SES has reported nothing worse. */
export const hasLateNotice = (delivery: Delivery): boolean =>
  delivery.lateNotice !== undefined && marked.includes(latestAttempt(delivery).state);

export const isLateNoticeDue = ({ lateNotice, notice }: Delivery): boolean =>
  lateNotice !== undefined && lateNotice.told !== true && notice !== true;
