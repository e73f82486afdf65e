import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Timer } from '../../../shared/ports/ports.ts';
import type { FakeClock } from '../ports/fake-clock.ts';

/** Simulated time moves on to the next sleeper's instant as soon as all other work waits. */
export const simulatedTime = (clock: FakeClock) => {
  let sleepers: { at: number; wake: () => void }[] = [];
  const timer: Timer = {
    sleep: (milliseconds) =>
      new Promise((wake) => {
        sleepers.push({ at: clock.now().getTime() + milliseconds, wake });
      }),
  };
  const wakeNext = (): void => {
    const next = Math.min(...sleepers.map(({ at }) => at));
    if (!Number.isFinite(next)) return;
    clock.set(new Date(next).toISOString());
    const due = sleepers.filter(({ at }) => at <= next);
    sleepers = sleepers.filter(({ at }) => at > next);
    for (const { wake } of due) wake();
  };
  /** Lets time pass until `work` is done. */
  const until = async <T>(work: Promise<T>): Promise<T> => {
    let isDone = false;
    void work.finally(() => {
      isDone = true;
    });
    while (!isDone) {
      // Fakes answer within one turn of the event loop, and the state machine takes a few between two steps.
      for (let turn = 0; turn < 5; turn += 1) await nextTurn();
      wakeNext();
    }
    return work;
  };
  return { timer, until };
};
