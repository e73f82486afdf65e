import type { Attempt, Delivery, DeliveryState } from './delivery.ts';
import { latestAttempt } from './delivery-rules.ts';
import { isUntold } from './late-notice.ts';

/** Which deliveries reconcile looks after, and for what (docs/sending-protocol.md#reconcile). Pure. */

export type Watch = 'ready' | 'sending' | 'held' | 'accepted' | 'trouble';

/** The mark of an accepted mail of which nothing was heard for a day; its state stays what it is. */
const unheard = 'no_event';

const watchesOf: Partial<Record<DeliveryState, Watch>> = {
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
  state === 'accepted' ? detail === unheard : told === true || (state === 'bounced' && soft);

/** Nobody is told of a notice's own trouble: one notice would make the next. */
export const watchOf = (delivery: Delivery): Watch | null => {
  if (isUntold(delivery)) return 'trouble';
  const latest = latestAttempt(delivery);
  const watch = isDone(latest) ? null : (watchesOf[latest.state] ?? null);
  return watch === 'trouble' && delivery.notice ? null : watch;
};

/** The mark on its latest attempt; null when there is none to make. The state and its time stay what they are. */
export const withUnheardMark = (delivery: Delivery): Delivery | null => {
  const latest = latestAttempt(delivery);
  if (latest.state !== 'accepted' || latest.detail === unheard) return null;
  return { ...delivery, attempts: delivery.attempts.map((a) => (a === latest ? { ...a, detail: unheard } : a)) };
};
