import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, rmSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import type { Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromiumArgs } from './args.ts';
import { connectCdp } from './cdp.ts';
import { findExecutable } from './executable.ts';
import { type LockedPage, openPage } from './page.ts';

/**
 * One browser process. It is started by us and spoken to over a pipe, so that it ends with us however we end: at a
 * normal exit we kill it, and when we are killed the pipe closes and Chromium leaves by itself.
 */
export type RunningBrowser = {
  /** `beginning`: of the document that will be its content, and likely of the next one's. */
  newPage(beginning?: string): Promise<LockedPage>;
  /** Opens ahead the page that will be asked for next: a quarter of a small invoice's time. */
  expectPage(): void;
  /** A browser may have died while it was idle: its exit tells, also before its pipe does. */
  isAlive(): boolean;
  /** What it holds now; 0 where the machine does not tell. */
  megabytes(): number;
  profile: string;
  process: ChildProcess;
  kill(): Promise<void>;
};

/** DevTools messages go in at file descriptor 3 and come out at 4. */
const pipesOf = (child: ChildProcess): [Socket, Socket] => {
  const [, , , toBrowser, fromBrowser] = child.stdio as unknown as (Socket | undefined)[];
  if (!toBrowser || !fromBrowser) throw new Error('Chromium was started without its pipe');
  // An idle browser keeps no program alive; a render holds the process by its own timer.
  for (const handle of [child, toBrowser, fromBrowser]) handle.unref();
  return [toBrowser, fromBrowser];
};

/** Of the one process that the packaged browser is. */
const residentMegabytes = (pid: number | undefined): number => {
  if (process.platform !== 'linux') return 0;
  // Recovery: a browser that has just died holds nothing.
  try {
    return Number(/VmRSS:\s*(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1024;
  } catch {
    return 0;
  }
};

/**
 * Whatever it leaves lying about is wiped with its profile: also what the packaged browser's few fonts are noted in. An
 * installed one may have thousands, and keeps its notes where they were.
 */
const own = (kind: 'packaged' | 'installed', profile: string): NodeJS.ProcessEnv => ({
  HOME: profile,
  TMPDIR: profile,
  ...(kind === 'packaged' ? { XDG_CACHE_HOME: profile } : {}),
});

/** Usually a tenth of a second or less. */
const startMilliseconds = 10_000;

/** Kills the browser and takes its profile away, at the latest when this program ends. */
const minder = (child: ChildProcess, profile: string): (() => Promise<void>) => {
  const sweep = () => rmSync(profile, { recursive: true, force: true, maxRetries: 3 });
  const atExit = () => {
    child.kill('SIGKILL');
    sweep();
  };
  process.once('exit', atExit);
  const ended = new Promise<void>((resolve) => {
    const settle = () => {
      process.off('exit', atExit);
      sweep();
      resolve();
    };
    child.once('exit', settle);
    child.once('error', settle);
  });
  return () => {
    // Whoever waits for the end must not be overtaken by the end of the program.
    child.ref();
    child.kill('SIGKILL');
    return ended;
  };
};

export const startBrowser = async (): Promise<RunningBrowser> => {
  const { kind, path, env } = await findExecutable();
  const profile = await mkdtemp(join(tmpdir(), 'courriel-profile-'));
  const child = spawn(path, chromiumArgs(kind, profile, process.getuid?.() === 0), {
    env: { ...env, ...own(kind, profile) },
    stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'],
  });
  const kill = minder(child, profile);
  await once(child, 'spawn');
  // Recovery for a browser that starts and says nothing: it is killed, its pipe closes and `connect` fails.
  const timeout = setTimeout(kill, startMilliseconds);
  try {
    const cdp = connectCdp(...pipesOf(child));
    await cdp.send('Browser.getVersion');
    let expected: Promise<LockedPage> | null = null;
    let likely: string | null = null;
    const openAhead = async (): Promise<LockedPage> => {
      const page = await openPage(cdp);
      if (likely !== null) await page.prepare(likely);
      return page;
    };
    return {
      newPage: (beginning) => {
        likely = beginning ?? likely;
        const page = expected ?? openPage(cdp);
        expected = null;
        return page;
      },
      expectPage: () => {
        expected ??= openAhead();
        // Recovery: whoever asks for the page hears of it.
        expected.catch(() => undefined);
      },
      isAlive: () => cdp.isOpen() && child.exitCode === null && child.signalCode === null,
      megabytes: () => residentMegabytes(child.pid),
      profile,
      process: child,
      kill,
    };
  } finally {
    clearTimeout(timeout);
  }
};
