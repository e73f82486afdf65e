import type { LocalSchedule } from '../template/compute.ts';
import type { Functions } from './functions.ts';

/**
 * EventBridge Scheduler: the first tick comes soon after the start, and later ones are counted from it, so that they do
 * not drift. A tick is skipped while the previous one is still running: on one machine it would only add to the queue.
 */
const firstTickMs = 2500;

export const startSchedule = (functions: Functions, schedule: LocalSchedule): { stop(): void } => {
  const start = Date.now() + firstTickMs;
  let ticks = 0;
  let running = false;
  let timer: NodeJS.Timeout;

  const tick = (): void => {
    ticks += 1;
    plan();
    if (running) return;
    running = true;
    void functions.invoke(schedule.functionArn, schedule.input).finally(() => {
      running = false;
    });
  };
  const plan = (): void => {
    const missed = Math.ceil((Date.now() - start) / schedule.everyMs);
    ticks = Math.max(ticks, missed);
    timer = setTimeout(tick, Math.max(0, start + ticks * schedule.everyMs - Date.now()));
  };
  plan();
  return { stop: () => clearTimeout(timer) };
};
