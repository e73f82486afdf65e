import type { OutgoingEmail } from '../../shared/domain/conversation/email.ts';
import type { Delivery } from '../../shared/domain/delivery/delivery.ts';
import { isSettled, waitingSince } from '../../shared/domain/delivery/delivery-rules.ts';

/** A pure function that decides what one tick does with one open email. */

/** Within this time, the request that wrote the email normally starts it. */
export const graceMs = 30_000;

/**
 * New runs start after a recipient has waited for 1, 3, 7 … minutes, the last one after about eight hours: a cause that
 * lasts longer needs a person, so deliveries still waiting then visibly become `failed`.
 */
const lastStartAfterMs = 510 * 60_000;
const nextStartMs = (lastStartMs: number): number =>
  (2 ** (Math.floor(Math.log2(Math.max(lastStartMs, 0) / 60_000 + 1)) + 1) - 1) * 60_000;

export type Decision = 'wait' | 'start' | 'settle' | 'startAgain' | 'abandon';

type Situation = {
  email: OutgoingEmail;
  execution: 'running' | 'ended' | 'absent';
  deliveries: readonly Delivery[];
  now: Date;
};

export const decideNext = ({ email, execution, deliveries, now }: Situation): Decision => {
  const age = now.getTime() - Date.parse(email.runAt ?? email.createdAt);
  const states = deliveries.map((delivery) => delivery.latest.state);
  if (execution === 'running' || age < graceMs) return 'wait';
  if (execution === 'absent') return 'start';
  if (deliveries.length > 0 && states.every(isSettled)) return 'settle';
  const waiting = deliveries.filter((delivery) => delivery.latest.state === 'ready');
  if (waiting.length === 0) return 'wait';
  const since = Math.max(...waiting.map((delivery) => Date.parse(waitingSince(delivery, email.createdAt))));
  const lastStart = Date.parse(email.runAt ?? email.createdAt) - since;
  if (lastStart >= lastStartAfterMs) return 'abandon';
  return now.getTime() - since >= nextStartMs(lastStart) ? 'startAgain' : 'wait';
};
