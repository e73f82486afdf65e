/** The mail account that all projects share, and how much it may still send. */

/**
 * `maxPerDay` applies to any 24 hours and is null if there is no such limit. `paused`: the mail service or the
 * account's owner has paused all sending.
 */
export type AccountState = { maxPerSecond: number; maxPerDay: number | null; sentLastDay: number; paused: boolean };

/** SES grants every account this rate, its sandbox included; used until the account's own rate is known. */
export const leastPerSecond = 1;

/** How many more messages the account may send now. */
export const roomIn = ({ maxPerDay, sentLastDay, paused }: AccountState): number => {
  if (paused) return 0;
  return maxPerDay === null ? Number.POSITIVE_INFINITY : Math.max(0, Math.floor(maxPerDay - sentLastDay));
};

/** The used part of the 24-hour quota, in whole percent. */
export const quotaUsedPercent = ({ maxPerDay, sentLastDay }: AccountState): number =>
  maxPerDay === null ? 0 : Math.floor((100 * sentLastDay) / Math.max(1, maxPerDay));
