import { slotHorizonMs } from '../limits.ts';

/**
 * One message leaves in each send slot. A slot lasts one second divided by the rate, so no second sees more messages
 * than the rate allows: unused time is not saved up. Instants and lengths are in microseconds, because a slot is seldom
 * a whole number of milliseconds.
 */

/** `perSecond` may be Infinity. `timeoutMs`: how far ahead a slot may be and still be taken. */
export type SlotRequest = { now: Date; perSecond: number; timeoutMs: number };

/** No slot is given out this far ahead: if one is stored, a wrong clock wrote it, which must not stop all sending. */
const absurdlyFar = 1.5 * slotHorizonMs * 1000;

/** A request in microseconds. `latest`: the last slot to take. `absurd`: a stored slot beyond this is disregarded. */
export const slotTerms = ({ now, perSecond, timeoutMs }: SlotRequest) => {
  const at = now.getTime() * 1000;
  return {
    at,
    length: Math.ceil(1_000_000 / perSecond),
    latest: at + timeoutMs * 1000,
    absurd: at + absurdlyFar,
  };
};

/** Milliseconds from `at` to `slot`, rounded up, because a message that leaves early could exceed the rate. */
export const millisecondsUntil = (slot: number, at: number): number => Math.max(0, Math.ceil((slot - at) / 1000));
