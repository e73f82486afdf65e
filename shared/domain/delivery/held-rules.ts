import type { Attempt } from './delivery.ts';

/** When a held delivery is tried again, and for how long (docs/sending-protocol.md#held-deliveries). */

const minute = 60_000;

/**
 * The reasons that the account itself shows. Nothing is tried before they have ended, and holds for these reasons do
 * not count against the limit.
 */
const explained: readonly (string | null)[] = ['daily_quota', 'account_paused'];

/**
 * After this many tries in vain the delivery fails. Their waits of 1, 2, 4 … minutes and then an hour each are about
 * nine hours in total, much like the restarts of a failing run (functions/reconcile/decide-next.ts).
 */
const mostTries = 14;

/**
 * Whether a held delivery is to be tried again. Each hold lasts longer than the one before, up to an hour, because the
 * account does not show when every reason has ended.
 */
export const isDue = ({ at, history }: Attempt, now: Date): boolean => {
  const timesHeld = history.filter(({ state }) => state === 'held').length;
  const wait = minute * Math.min(60, 2 ** Math.max(0, timesHeld - 1));
  return now.getTime() - Date.parse(at) >= wait;
};

/**
 * Whether to give up: SES accepted none of the tries, for a reason that the account does not show. A person must act.
 */
export const isInVain = ({ history }: Attempt): boolean =>
  history.filter(({ state, detail }) => state === 'held' && !explained.includes(detail)).length >= mostTries;
