import type { Attempt } from './delivery.ts';

/** When a held delivery is tried again, and for how long (docs/sending-protocol.md#held-deliveries). Pure. */

const minute = 60_000;

/**
 * The account's own state shows when these end, so nothing is tried before, and such tries do not count against the
 * limit.
 */
const explained: readonly (string | null)[] = ['daily_quota', 'account_paused'];

/**
 * Waits of 1, 2, 4 … minutes and then an hour each: about nine hours in total, much like the restarts of a failing run
 * (functions/reconcile/decide-next.ts).
 */
const mostTries = 14;

/** Each hold waits longer than the last, because not every reason shows in the account. */
export const isDue = ({ at, history }: Attempt, now: Date): boolean => {
  const timesHeld = history.filter(({ state }) => state === 'held').length;
  const wait = minute * Math.min(60, 2 ** Math.max(0, timesHeld - 1));
  return now.getTime() - Date.parse(at) >= wait;
};

/** SES has accepted none of these tries, for a reason that the account does not show: a person must act. */
export const isInVain = ({ history }: Attempt): boolean =>
  history.filter(({ state, detail }) => state === 'held' && !explained.includes(detail)).length >= mostTries;
