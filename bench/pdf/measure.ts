import { setTimeout as wait } from 'node:timers/promises';
import { type Facts, inspect } from './inspect.ts';
import type { Peak } from './memory.ts';
import { budgetOf, type Options } from './options.ts';
import { NotRun, type Runner, startRunner } from './run-peer.ts';

export type Result = { peer: string; size: number } & (
  | ({ milliseconds: number; runs: number; peak: Peak } & Facts)
  | { notRun: string }
);
export type Measured = Extract<Result, { milliseconds: number }>;

export const findMeasured = (results: readonly Result[], peer: string, size: number): Measured | undefined => {
  const found = results.find((result) => result.peer === peer && result.size === size);
  return found && 'milliseconds' in found ? found : undefined;
};

const median = (values: readonly number[]): number => {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor((sorted.length - 1) / 2)] ?? Number.NaN;
};

/** The seconds that all runs of one program at one size may take together, so slow programs run only once or twice. */
const secondsPerSize = 25;

/**
 * The previous program may still be closing pages and collecting garbage; this pause keeps that out of the next run.
 */
const settleMilliseconds = 150;

const orNotRun = async <T>(peer: string, size: number, work: () => Promise<T>): Promise<T | Result> => {
  try {
    return await work();
  } catch (error) {
    // Recovery: the table says why there is no figure.
    if (error instanceof NotRun) return { peer, size, notRun: error.message };
    throw error;
  }
};

/** Runs all programs at one size in turns, so that a busy minute of the machine affects all of them. */
export const measureSize = async (
  { peers, runs, budget }: Options,
  size: number,
  earlier: readonly Result[],
): Promise<Result[]> => {
  const results: Result[] = [];
  const running: { peer: string; runner: Runner; times: number[] }[] = [];
  for (const peer of peers) {
    const before = earlier.findLast((result) => result.peer === peer);
    const limit = budgetOf(peer, budget);
    // Time grows at least linearly, so a run that would exceed the limit is not started.
    const expected = before && 'milliseconds' in before ? (before.milliseconds / 1000) * (size / before.size) : 0;
    if ((before && 'notRun' in before) || expected > limit) {
      const notRun = before && 'notRun' in before ? before.notRun : `not run: > ${limit} s`;
      results.push({ peer, size, notRun });
      continue;
    }
    const started = await orNotRun(peer, size, () => startRunner(peer, size, limit));
    if ('notRun' in started) results.push(started);
    else if ('run' in started) running.push({ peer, runner: started, times: [] });
  }
  for (let round = 0; round < runs; round++) {
    for (const one of running) {
      const spent = one.times.reduce((sum, time) => sum + time, 0) / 1000;
      const alreadyFailed = results.some((result) => result.peer === one.peer);
      if (alreadyFailed || (one.times.length > 0 && spent + spent / one.times.length > secondsPerSize)) continue;
      await wait(settleMilliseconds);
      const time = await orNotRun(one.peer, size, () => one.runner.run());
      if (typeof time === 'number') one.times.push(time);
      else results.push(time);
    }
  }
  for (const { peer, runner, times } of running) {
    const peak = runner.peak();
    await runner.close();
    if (results.some((result) => result.peer === peer)) continue;
    const facts = await inspect(runner.file, size);
    results.push({ peer, size, milliseconds: median(times), runs: times.length, peak, ...facts });
  }
  return peers.flatMap((peer) => results.filter((result) => result.peer === peer));
};
