import type { Clock, Ids, Timer } from '../../../shared/ports/ports.ts';

export type FakeClock = Clock & { advance(milliseconds: number): void; set(instant: string): void };

/** Time stands still until a test moves it. */
export const fakeClock = (start = '2026-10-01T12:00:00.000Z'): FakeClock => {
  let now = Date.parse(start);
  return {
    now: () => new Date(now),
    advance: (milliseconds) => {
      now += milliseconds;
    },
    set: (instant) => {
      now = Date.parse(instant);
    },
  };
};

export type FakeTimer = Timer & {
  /** Work that others do during the next sleeps, one entry for each. */
  meanwhile: (() => Promise<unknown>)[];
};

/** Sleeping moves the clock and takes no time. */
export const fakeTimer = (clock: FakeClock): FakeTimer => {
  const meanwhile: FakeTimer['meanwhile'] = [];
  return {
    meanwhile,
    sleep: async (milliseconds) => {
      clock.advance(milliseconds);
      await meanwhile.shift()?.();
    },
  };
};

/** Returns att_1, att_2 … and attempt-1, attempt-2 … */
export const fakeIds = (): Ids => {
  let attachments = 0;
  let attempts = 0;
  return {
    attachment: () => `att_${++attachments}`,
    attempt: () => `attempt-${++attempts}`,
  };
};
