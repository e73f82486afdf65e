import { readdirSync, readFileSync } from 'node:fs';

/** Peak resident memory (VmHWM) in megabytes of a process and its descendants. Linux only; 0 elsewhere. */
export type Peak = { node: number; browser: number };

const read = (path: string): string => {
  // Recovery: a process that has just ended has no file in /proc and uses no memory.
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
};

const childrenOf = (pid: number): number[] => {
  // Recovery: as in `read`.
  try {
    return readdirSync(`/proc/${pid}/task`).flatMap((task) =>
      read(`/proc/${pid}/task/${task}/children`).split(' ').filter(Boolean).map(Number),
    );
  } catch {
    return [];
  }
};

export const descendantsOf = (pid: number): number[] =>
  childrenOf(pid).flatMap((child) => [child, ...descendantsOf(child)]);

const megabytes = (pid: number, field: string): number =>
  Number(new RegExp(`${field}:\\s*(\\d+) kB`).exec(read(`/proc/${pid}/status`))?.[1] ?? 0) / 1024;

const measure = (pid: number, field: string): Peak => ({
  node: megabytes(pid, field),
  browser: descendantsOf(pid).reduce((sum, child) => sum + megabytes(child, field), 0),
});

const peakOf = (pid: number): Peak => measure(pid, 'VmHWM');
/** Current resident memory (VmRSS). */
export const residentOf = (pid: number): Peak => measure(pid, 'VmRSS');

/** Samples repeatedly, because descendants may end before the peak is read. */
export const trackPeak = (pid: number): { peak(): Peak; stop(): void } => {
  let highest: Peak = { node: 0, browser: 0 };
  const look = () => {
    const now = peakOf(pid);
    highest = { node: Math.max(highest.node, now.node), browser: Math.max(highest.browser, now.browser) };
  };
  const timer = setInterval(look, 150);
  return {
    peak: () => {
      look();
      return highest;
    },
    stop: () => clearInterval(timer),
  };
};
