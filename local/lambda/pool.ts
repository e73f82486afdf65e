import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { LocalFunction } from '../template/compute.ts';
import { type Outcome, startWorker, type Worker } from './worker-process.ts';

/** The execution environments of one function: created on demand, reused, one invocation at a time in each. */

export type Pool = {
  invoke(payload: string): Promise<Outcome>;
  /** Starts one environment before the first invocation. */
  warm(): void;
  stop(): Promise<void>;
};

/** AWS would start hundreds, more than one machine can run; further invocations wait. */
const maxWorkers = 3;
/** Milliseconds after which an idle environment is stopped; the last one of a function is kept longer. */
const idleMs = 30_000;
const lastIdleMs = 10 * 60_000;

/** Milliseconds that invocations in progress get to finish when the run stops. */
const drainMs = 4000;

const closed: Outcome = {
  ok: false,
  error: { errorType: 'Runtime.Stopped', errorMessage: 'The local run is being stopped', trace: [] },
};

const throttled: Outcome = {
  ok: false,
  error: { errorType: 'TooManyRequestsException', errorMessage: 'Rate Exceeded.', trace: [] },
};

export const functionPool = (fn: LocalFunction, env: Record<string, string>, logFile: string): Pool => {
  const idle: { worker: Worker; since: number }[] = [];
  const all = new Set<Worker>();
  const waiting: (() => void)[] = [];
  let busy = 0;
  const enter = async (): Promise<void> => {
    if (busy < maxWorkers) busy += 1;
    else await new Promise<void>((resolve) => waiting.push(resolve));
  };
  /** The environment goes directly to the next waiting invocation, so that no other can take it in between. */
  const leave = (): void => {
    const next = waiting.shift();
    if (next) next();
    else busy -= 1;
  };
  let stopped = false;

  const start = (): Worker => {
    const worker = startWorker(fn, env, logFile);
    all.add(worker);
    return worker;
  };
  const drop = (worker: Worker): Promise<void> => {
    all.delete(worker);
    return worker.stop();
  };
  const take = (): Worker => {
    for (let next = idle.pop(); next; next = idle.pop()) {
      if (next.worker.alive()) return next.worker;
      void drop(next.worker);
    }
    return start();
  };

  const sweep = setInterval(() => {
    for (let oldest = idle[0]; oldest; oldest = idle[0]) {
      if (Date.now() - oldest.since < (all.size > 1 ? idleMs : lastIdleMs)) return;
      idle.shift();
      void drop(oldest.worker);
    }
  }, 10_000);
  sweep.unref();

  const run = async (payload: string): Promise<Outcome> => {
    const worker = take();
    const outcome = await worker.invoke({ requestId: randomUUID(), payload, deadline: 0 }, fn.timeoutMs);
    if (worker.alive() && !stopped) idle.push({ worker, since: Date.now() });
    else await drop(worker);
    return outcome;
  };

  return {
    invoke: async (payload) => {
      if (stopped) return closed;
      if (fn.reserved !== null && busy + waiting.length >= fn.reserved) return throttled;
      await enter();
      if (stopped) return closed;
      try {
        return await run(payload);
      } finally {
        leave();
      }
    },
    warm: () => {
      if (all.size === 0) idle.push({ worker: start(), since: Date.now() });
    },
    stop: async () => {
      stopped = true;
      clearInterval(sweep);
      const end = Date.now() + drainMs;
      while (busy > 0 && waiting.length === 0 && Date.now() < end) await sleep(50);
      await Promise.all([...all].map((worker) => drop(worker)));
    },
  };
};
