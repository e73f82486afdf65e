import { slotHorizonMs } from '../limits.ts';

/**
 * One message leaves in each slot, and a slot is one part of a second, the rate's: in no second more leave than the rate
 * allows, since time that nobody used is not saved up. Pure; instants and lengths are microseconds, since a part of a
 * second seldom is whole milliseconds.
 */

/** `perSecond` may be Infinity. `patienceMs`: how far away a slot may be to be taken. */
export type SlotRequest = { now: Date; perSecond: number; patienceMs: number };

/** Further away than any turn is given out: written by a clock that was wrong, and no reason for all to stand still. */
const absurdlyFar = 1.5 * slotHorizonMs * 1000;

export const slotTerms = ({ now, perSecond, patienceMs }: SlotRequest) => {
  const at = now.getTime() * 1000;
  return {
    at,
    length: Math.ceil(1_000_000 / perSecond),
    latest: at + patienceMs * 1000,
    absurd: at + absurdlyFar,
  };
};

/** Rounded up: a message that leaves early would be one too many. */
export const millisecondsUntil = (slot: number, at: number): number => Math.max(0, Math.ceil((slot - at) / 1000));
