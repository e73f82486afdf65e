import { type Attempt, attemptsOf, type Delivery, type DeliveryState } from './delivery.ts';
import { hasLateNotice } from './late-notice.ts';

/** A new attempt at a person's request. No program ever resends by itself a mail that may already have been sent. */

/** `unneeded`: as far as is known, the recipient has the message. `early`: the current attempt has not ended. */
export type Resendable = 'yes' | 'unneeded' | 'early';

const endedWithout: readonly DeliveryState[] = ['failed', 'bounced', 'rejected', 'unconfirmed', 'cancelled'];
const underWay: readonly DeliveryState[] = ['ready', 'sending', 'held'];

/** Whether a person may have a delivery's message sent again. */
export const mayResend = (delivery: Delivery): Resendable => {
  const { state } = delivery.latest;
  // A late notice proves nothing, but a person may know better.
  if (hasLateNotice(delivery)) return 'yes';
  if (endedWithout.includes(state)) return 'yes';
  return underWay.includes(state) ? 'early' : 'unneeded';
};

/** The requester's name is copied, because the requester may later leave the directory. */
export type ResendRequest = {
  requestId: string;
  requestedBy: string;
  requestedByName: string | null;
  reason: string;
  at: string;
};

/** The attempt that an earlier try of this same request made. */
export const attemptOfRequest = (delivery: Delivery, requestId: string): Attempt | null =>
  attemptsOf(delivery).find((attempt) => attempt.requestId === requestId) ?? null;

/** The next attempt, with the name and address now in the directory: they may have been corrected since. */
export const withNewAttempt = (
  { lateNotice: _, ...delivery }: Delivery,
  { requestId, requestedBy, requestedByName, reason, at }: ResendRequest,
  person: Pick<Delivery, 'name' | 'address'>,
): Delivery => ({
  ...delivery,
  ...person,
  earlier: attemptsOf(delivery),
  latest: {
    number: delivery.latest.number + 1,
    id: null,
    run: null,
    state: 'ready',
    at,
    detail: null,
    soft: false,
    sesMessageId: null,
    requestedBy,
    requestedByName,
    reason,
    requestId,
    history: [{ state: 'ready', at, detail: null }],
  },
});
