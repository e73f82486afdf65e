import type { Attempt, Delivery, DeliveryState } from './delivery.ts';
import type { CancelReason } from './refusal.ts';

/** Whether a person's address is known to take no mail, by what became of the mails of one conversation. Pure. */

/** What says something about the address; the rest is about us, or not known yet. */
const telling: readonly DeliveryState[] = ['accepted', 'delayed', 'delivered', 'bounced', 'complained'];

const mailedAt = ({ history, at }: Attempt): string => history.find(({ state }) => state === 'sending')?.at ?? at;

/** The latest mail decides: one that arrived since, because a person had it sent again, makes the address good. */
export const cancelReasonOfAddress = (deliveries: readonly Delivery[]): CancelReason | null => {
  const attempts = deliveries.flatMap((delivery) => delivery.attempts).filter(({ state }) => telling.includes(state));
  const last = attempts.toSorted((a, b) => (mailedAt(a) < mailedAt(b) ? -1 : 1)).at(-1);
  if (last?.state === 'complained') return 'address_complained';
  return last?.state === 'bounced' && !last.soft ? 'address_bounced' : null;
};
