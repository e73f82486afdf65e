import type { Delivery, DeliveryState } from './delivery.ts';

/**
 * A non-delivery notice that came by mail, about a message whose failure SES has not reported (ADR 33). Anybody who got
 * the message can forge such a notice, so it moves no state and is only shown to people.
 */

/** States in which SES has reported nothing worse; any other already shows the failure. */
const marked: readonly DeliveryState[] = ['accepted', 'delayed', 'delivered'];

/** `noteId` is the id of the incoming email with the report. `isRepeat`: an earlier run may have counted it. */
type Marking = { sesMessageId: string; noteId: string; at: string; isRepeat: boolean };

/**
 * The delivery with the report counted. Null when there is nothing to count: the message has been sent again, SES
 * reported the failure itself, or this report is counted already.
 */
export const withLateNotice = (
  delivery: Delivery,
  { sesMessageId, noteId, at, isRepeat }: Marking,
): Delivery | null => {
  const { latest, lateNotice } = delivery;
  if (latest.sesMessageId !== sesMessageId || !marked.includes(latest.state)) return null;
  if (!lateNotice) return { ...delivery, lateNotice: { at, reports: 1, last: noteId } };
  if (isRepeat || lateNotice.last === noteId) return null;
  return { ...delivery, lateNotice: { ...lateNotice, reports: lateNotice.reports + 1, last: noteId } };
};

/** Whether a late notice is shown and allows a resend: only as long as SES has reported nothing worse itself. */
export const hasLateNotice = (delivery: Delivery): boolean =>
  delivery.lateNotice !== undefined && marked.includes(delivery.latest.state);

/** Whether people still have to be notified of a late notice. A notice's own failure notifies nobody. */
export const isLateNoticeDue = ({ lateNotice, notice }: Delivery): boolean =>
  lateNotice !== undefined && lateNotice.told !== true && notice !== true;
