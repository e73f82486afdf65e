import type { Attempt, Delivery, DeliveryState } from './delivery.ts';
import { latestAttempt } from './delivery-rules.ts';
import { hasLateNotice } from './late-notice.ts';

/** A new attempt because a person asks for one: no machine sends a doubtful mail again. Pure. */

/** `unneeded`: the recipient has it, as far as anybody knows. `early`: it has not come to an end yet. */
export type Resendable = 'yes' | 'unneeded' | 'early';

const endedWithout: readonly DeliveryState[] = ['failed', 'bounced', 'rejected', 'unconfirmed', 'cancelled'];
const underWay: readonly DeliveryState[] = ['ready', 'sending', 'held'];

export const mayResend = (delivery: Delivery): Resendable => {
  const { state } = latestAttempt(delivery);
  // A notice that came by mail proves nothing, and a person may know better.
  if (hasLateNotice(delivery)) return 'yes';
  if (endedWithout.includes(state)) return 'yes';
  return underWay.includes(state) ? 'early' : 'unneeded';
};

/** The name is what the directory said then: who asked may have left since. */
export type ResendRequest = {
  requestId: string;
  requestedBy: string;
  requestedByName: string | null;
  reason: string;
  at: string;
};

/** The attempt that this very request made, at an earlier try. */
export const attemptOfRequest = (delivery: Delivery, requestId: string): Attempt | null =>
  delivery.attempts.find((attempt) => attempt.requestId === requestId) ?? null;

/** The next attempt, under the name and address that the directory has now: they may have been corrected since. */
export const withNewAttempt = (
  { lateNotice: _, ...delivery }: Delivery,
  { requestId, requestedBy, requestedByName, reason, at }: ResendRequest,
  person: Pick<Delivery, 'name' | 'address'>,
): Delivery => ({
  ...delivery,
  ...person,
  attempts: [
    ...delivery.attempts,
    {
      number: latestAttempt(delivery).number + 1,
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
  ],
});
