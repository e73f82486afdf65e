import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { unpackChromium } from '../../shared/adapters/chromium/unpack.ts';
import { descendantsOf, type Peak, trackPeak } from './memory.ts';
import { notInstalled } from './peer.ts';

/** A worker as seen by the parent process. */
export type Runner = { run(): Promise<number>; peak(): Peak; close(): Promise<void>; file: string };
/** `late`: the program did not finish in time. `missing`: it is not installed or failed, as the message says. */
export class NotRun extends Error {
  readonly kind: 'late' | 'missing';
  constructor(kind: 'late' | 'missing', text: string) {
    super(text);
    this.kind = kind;
  }
}

/** Chromium's package unpacks itself here, where later runs find it. */
const folder = join(import.meta.dirname, '../../.local/bench');
/** The seconds in which the documents that are not counted must be made. */
const warmUpSeconds = 180;

const Ready = z.object({ ready: z.literal(true) });
const Sample = z.object({ milliseconds: z.number() });

/** Kills the worker and its descendants by process id. */
const endAll = (child: ChildProcess): void => {
  if (child.pid === undefined || child.exitCode !== null) return;
  const started = descendantsOf(child.pid);
  child.kill('SIGKILL');
  for (const pid of started) {
    // Recovery: the process has already ended together with its parent.
    try {
      process.kill(pid, 'SIGKILL');
    } catch {}
  }
};

const answer = async (child: ChildProcess, seconds: number): Promise<unknown> => {
  let timer: NodeJS.Timeout | undefined;
  const stop = new AbortController();
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new NotRun('late', `stopped after ${seconds} s`)), seconds * 1000);
  });
  const gone = once(child, 'exit', { signal: stop.signal }).then(([code]) => {
    throw new NotRun('missing', code === notInstalled ? 'not installed: npm run bench:peers' : `ended with ${code}`);
  });
  // Recovery: the race below reports the first of the three outcomes; this late rejection must not go unhandled.
  gone.catch(() => undefined);
  try {
    const [message] = await Promise.race([once(child, 'message', { signal: stop.signal }), late, gone]);
    return message;
  } finally {
    clearTimeout(timer);
    stop.abort();
  }
};

export const startRunner = async (name: string, size: number, seconds: number): Promise<Runner> => {
  mkdirSync(folder, { recursive: true });
  // The document's fonts, for every program: Chromium's package looks for its own in /tmp only, wherever it puts them.
  const { fontConfig } = await unpackChromium();
  const file = join(folder, `${name}-${size}.pdf`);
  const child = fork(join(import.meta.dirname, 'worker.ts'), [name, String(size), file], {
    env: { ...process.env, FONTCONFIG_FILE: fontConfig, ...(name.endsWith('chromium') ? { TMPDIR: folder } : {}) },
    execArgv: ['--max-old-space-size=8192'],
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  });
  const memory = trackPeak(child.pid ?? 0);
  const ask = async <T>(schema: z.ZodType<T>, within: number, message?: string): Promise<T> => {
    // When a peer fails, its descendants must be ended too.
    try {
      if (message) child.send(message);
      return schema.parse(await answer(child, within));
    } catch (error) {
      memory.stop();
      endAll(child);
      throw error;
    }
  };
  await ask(Ready, warmUpSeconds);
  return {
    file,
    run: async () => (await ask(Sample, seconds, 'run')).milliseconds,
    peak: memory.peak,
    close: async () => {
      memory.stop();
      if (child.exitCode !== null || child.signalCode !== null) return;
      const ended = once(child, 'exit');
      child.send('close');
      const timer = setTimeout(() => endAll(child), 10_000);
      await ended;
      clearTimeout(timer);
    },
  };
};
