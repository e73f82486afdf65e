import { type Attempt, attemptsOf, type Delivery, type DeliveryState } from './delivery.ts';

/** Why the pre-send check cancelled a delivery: the detail of its attempt. */
export type CancelReason =
  | 'sending_paused'
  | 'sender_not_admin'
  | 'recipient_removed'
  | 'not_to_be_told'
  | 'address_changed'
  | 'address_bounced'
  | 'address_complained';

/**
 * The states that say something about the address. In the others no message has left SES, or nobody knows whether one
 * did.
 */
const telling: readonly DeliveryState[] = ['accepted', 'delayed', 'delivered', 'bounced', 'complained'];

const mailedAt = ({ history, at }: Attempt): string => history.find(({ state }) => state === 'sending')?.at ?? at;

/**
 * The reason not to mail an address, judged by one conversation's mails to that person; null if there is none. The
 * latest mail decides: once one arrives, because a person had it sent again, the address counts as good.
 */
export const cancelReasonOfAddress = (deliveries: readonly Delivery[]): CancelReason | null => {
  const attempts = deliveries.flatMap(attemptsOf).filter(({ state }) => telling.includes(state));
  const last = attempts.toSorted((a, b) => (mailedAt(a) < mailedAt(b) ? -1 : 1)).at(-1);
  if (last?.state === 'complained') return 'address_complained';
  return last?.state === 'bounced' && !last.soft ? 'address_bounced' : null;
};
