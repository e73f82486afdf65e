import { millisecondsUntil, slotTerms } from '../../../shared/domain/delivery/send-slots.ts';
import type { AccountState } from '../../../shared/domain/delivery/sending-account.ts';
import type { SendingAccount, SendSlots } from '../../../shared/ports/mail-ports.ts';

export type FakeAccount = SendingAccount & {
  /** A test may change it at any time. */
  state: AccountState;
  /** Makes the next `look` fail. */
  failNext(): void;
};

/** An account without limits, until a test sets some. */
export const fakeAccount = (): FakeAccount => {
  let failures = 0;
  const account: FakeAccount = {
    state: { maxPerSecond: Number.POSITIVE_INFINITY, maxPerDay: null, sentLastDay: 0, paused: false },
    failNext: () => {
      failures += 1;
    },
    look: async () => {
      if (failures > 0) {
        failures -= 1;
        throw Object.assign(new Error('too many'), { name: 'TooManyRequestsException' });
      }
      return { ...account.state };
    },
    maxPerSecond: async () => account.state.maxPerSecond,
  };
  return account;
};

export const memorySendSlots = (): SendSlots => {
  let next = 0;
  return {
    isNear: async (request) => {
      const { latest, absurd } = slotTerms(request);
      return next <= latest || next > absurd;
    },
    take: async (request) => {
      const { at, length, latest, absurd } = slotTerms(request);
      if (next < at || next > absurd) next = at;
      if (next > latest) return null;
      const slot = next;
      next += length;
      return millisecondsUntil(slot, at);
    },
  };
};
