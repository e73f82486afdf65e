/** The mail account that all projects share, and what of it is free. Pure. */

/** `maxPerDay` counts any 24 hours and is null when there is no such limit. `paused`: by the mail service or by its owner. */
export type AccountState = { maxPerSecond: number; maxPerDay: number | null; sentLastDay: number; paused: boolean };

/** What SES grants every account, its sandbox included; taken when nothing else was ever heard. */
export const leastPerSecond = 1;

/** How many more messages the account may send now. */
export const roomIn = ({ maxPerDay, sentLastDay, paused }: AccountState): number => {
  if (paused) return 0;
  return maxPerDay === null ? Number.POSITIVE_INFINITY : Math.max(0, Math.floor(maxPerDay - sentLastDay));
};

/** Of any 24 hours' quota, in whole percent. */
export const quotaUsedPercent = ({ maxPerDay, sentLastDay }: AccountState): number =>
  maxPerDay === null ? 0 : Math.floor((100 * sentLastDay) / Math.max(1, maxPerDay));
