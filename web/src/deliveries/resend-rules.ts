import type { DeliveryState, DeliveryView } from '../api/shapes.ts';

/** Who of an email's recipients may be mailed again, and where to. Pure; the service decides by the same states. */

const endedWithout = new Set<DeliveryState>(['failed', 'bounced', 'rejected', 'unconfirmed', 'cancelled']);

export const mayResend = ({
  state,
  lateNotice,
}: Pick<DeliveryView, 'state'> & Partial<Pick<DeliveryView, 'lateNotice'>>): boolean =>
  endedWithout.has(state) || lateNotice != null;

/** What the directory now says of a recipient's address, beside the one that was used. */
export type Destination =
  | { kind: 'gone' }
  | { kind: 'same'; refused: boolean }
  | { kind: 'changed'; before: string; now: string };

/** `now`: null when the directory does not have the person any more. */
export const destinationOf = (delivery: Pick<DeliveryView, 'address' | 'state'>, now: string | null): Destination => {
  if (now === null) return { kind: 'gone' };
  if (now !== delivery.address) return { kind: 'changed', before: delivery.address, now };
  return { kind: 'same', refused: delivery.state === 'bounced' };
};
