import type { DeliveryState, DeliveryView } from '../api/shapes.ts';

/**
 * Decides to which recipients an email may be resent, and at which address. The service checks the same states.
 */

const endedWithout = new Set<DeliveryState>(['failed', 'bounced', 'rejected', 'unconfirmed', 'cancelled']);

export const mayResend = ({
  state,
  lateNotice,
}: Pick<DeliveryView, 'state'> & Partial<Pick<DeliveryView, 'lateNotice'>>): boolean =>
  endedWithout.has(state) || lateNotice != null;

/** The recipient's present address in the directory, compared with the one that was used. */
export type Destination =
  | { kind: 'gone' }
  | { kind: 'same'; refused: boolean }
  | { kind: 'changed'; before: string; now: string };

/** `now`: null when the person is no longer in the directory. */
export const destinationOf = (delivery: Pick<DeliveryView, 'address' | 'state'>, now: string | null): Destination => {
  if (now === null) return { kind: 'gone' };
  if (now !== delivery.address) return { kind: 'changed', before: delivery.address, now };
  return { kind: 'same', refused: delivery.state === 'bounced' };
};
