import { fork } from 'node:child_process';
import { once } from 'node:events';
import type { z } from 'zod';
import { HostileReport } from './capture-hostile.ts';

type Report = z.infer<typeof HostileReport>;

/** A process that takes longer over one mail is killed, and reports neither this mail nor the ones after it. */
const killMs = 10_000;

/** Captures the named hostile mails in a process of their own. Returns its reports until it ended or was killed. */
export const captureHostile = async (names: readonly string[]): Promise<Report[]> => {
  const child = fork(new URL('capture-hostile.ts', import.meta.url), names, {
    execArgv: ['--max-old-space-size=512'],
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  });
  const kill = () => child.kill('SIGKILL');
  // The first mail's time includes loading and preparation.
  let timer = setTimeout(kill, 3 * killMs);
  const reports: Report[] = [];
  child.on('message', (message) => {
    reports.push(HostileReport.parse(message));
    clearTimeout(timer);
    timer = setTimeout(kill, killMs);
  });
  await once(child, 'exit');
  clearTimeout(timer);
  return reports;
};
