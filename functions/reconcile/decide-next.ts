import type { Delivery } from '../../shared/domain/delivery.ts';
import { isSettled, latestAttempt } from '../../shared/domain/delivery-rules.ts';
import type { OutgoingEmail } from '../../shared/domain/email.ts';

/** What one tick does about one open email. Pure. */

/** The oldest first; the rest has its turn at the next tick. */
export const openEmailsPerTick = 200;

/** The request that wrote the email most likely starts it itself: milliseconds. */
const graceMs = 30_000;

/**
 * Run n starts by itself when the email is 2^(n-1) - 1 minutes old or older: 1, 3, 7 … minutes, and the tenth after some
 * eight hours. Whatever stops a run for that long needs a person, so what still waits then has failed, for all to see.
 */
const lastAutomaticRun = 10;
const earliestStartMs = (run: number): number => (2 ** (run - 1) - 1) * 60_000;

export type Decision = 'wait' | 'start' | 'settle' | 'startAgain' | 'abandon';

type Situation = {
  email: OutgoingEmail;
  execution: 'running' | 'ended' | 'absent';
  deliveries: readonly Delivery[];
  now: Date;
};

export const decideNext = ({ email, execution, deliveries, now }: Situation): Decision => {
  const age = now.getTime() - Date.parse(email.createdAt);
  const states = deliveries.map((delivery) => latestAttempt(delivery).state);
  if (execution === 'running' || age < graceMs) return 'wait';
  if (execution === 'absent') return 'start';
  if (deliveries.length > 0 && states.every(isSettled)) return 'settle';
  if (!states.includes('ready')) return 'wait';
  if (email.run >= lastAutomaticRun) return 'abandon';
  return age >= earliestStartMs(email.run + 1) ? 'startAgain' : 'wait';
};
