import { lookLimits } from '../limits.ts';

/**
 * Counts what examining the files of one mail costs, however deeply they are nested. `entry` and `bytes` throw a
 * RangeError once one of the limits (limits.lookLimits) is used up. Entries count too, because a directory may list one
 * entry thousands of times, which a limit on bytes alone does not catch.
 */
export type LookBudget = {
  /** Call for each file, message or line of an archive's directory. */
  entry(): void;
  /** Call with the number of bytes to be unpacked or searched. */
  bytes(count: number): void;
  /** How many bytes are left for entries that are unpacked whole; after that only an entry's first bytes are read. */
  wholeBytesLeft(): number;
  millisecondsLeft(): number;
};

/** A new budget for one mail; its time runs from now. */
export const lookBudget = (clock: { now(): Date }): LookBudget => {
  const deadline = clock.now().getTime() + lookLimits.milliseconds;
  const left = { entries: lookLimits.entries, bytes: lookLimits.bytes };
  const millisecondsLeft = (): number => deadline - clock.now().getTime();
  const check = (): void => {
    if (left.entries < 0 || left.bytes < 0 || millisecondsLeft() <= 0)
      throw new RangeError('the budget for examining one mail is used up');
  };
  return {
    entry: () => {
      left.entries -= 1;
      check();
    },
    bytes: (count) => {
      left.bytes -= count;
      check();
    },
    wholeBytesLeft: () => left.bytes - (lookLimits.bytes - lookLimits.wholeBytes),
    millisecondsLeft,
  };
};
