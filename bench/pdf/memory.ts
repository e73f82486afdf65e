import { readdirSync, readFileSync } from 'node:fs';

/** Peak resident memory (VmHWM) in megabytes of a process and of all it started. Linux only; null elsewhere. */
export type Peak = { node: number; browser: number };

const read = (path: string): string => {
  // Recovery: a process that has just ended has no file and no memory.
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
};

const childrenOf = (pid: number): number[] => {
  // Recovery as above.
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
/** What is resident now. */
export const residentOf = (pid: number): Peak => measure(pid, 'VmRSS');

/** Looks again and again, because what was started may end before anybody asks. */
export const watchPeak = (pid: number): { peak(): Peak; stop(): void } => {
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
