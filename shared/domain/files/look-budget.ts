import { lookLimits } from '../limits.ts';

/**
 * What looking into the files of one mail may cost, whatever is nested in what: a directory may list one entry thousands of
 * times, and bytes alone do not count that. Throws a RangeError once any of the three is used up.
 */
export type LookBudget = {
  /** A file, a message or a line of an archive's directory is looked at. */
  entry(): void;
  /** So many bytes are unpacked or searched. */
  bytes(count: number): void;
  /** How many bytes may still be unpacked whole; beyond them an entry is known by its first bytes. */
  wholeBytesLeft(): number;
  millisecondsLeft(): number;
};

export const lookBudget = (clock: { now(): Date }): LookBudget => {
  const deadline = clock.now().getTime() + lookLimits.milliseconds;
  const left = { entries: lookLimits.entries, bytes: lookLimits.bytes };
  const millisecondsLeft = (): number => deadline - clock.now().getTime();
  const check = (): void => {
    if (left.entries < 0 || left.bytes < 0 || millisecondsLeft() <= 0)
      throw new RangeError('more than is looked into for one mail');
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
