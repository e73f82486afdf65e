import type { Attempt } from './delivery.ts';

/** When a held delivery is tried again, and for how long (docs/sending-protocol.md#held-deliveries). Pure. */

const minute = 60_000;

/** The account says by itself when these are over: nothing is tried before, so nothing is tried in vain. */
const explained: readonly (string | null)[] = ['daily_quota', 'account_paused'];

/** 1, 2, 4 … minutes and then each hour: some nine hours, as long as a run that does not come through is started again. */
const mostTries = 14;

/** What is held again and again waits longer each time: not every reason shows in the account. */
export const isDue = ({ at, history }: Attempt, now: Date): boolean => {
  const timesHeld = history.filter(({ state }) => state === 'held').length;
  const wait = minute * Math.min(60, 2 ** Math.max(0, timesHeld - 1));
  return now.getTime() - Date.parse(at) >= wait;
};

/** SES has taken none of so many tries, for a reason that the account does not show: that needs a person. */
export const isInVain = ({ history }: Attempt): boolean =>
  history.filter(({ state, detail }) => state === 'held' && !explained.includes(detail)).length >= mostTries;
