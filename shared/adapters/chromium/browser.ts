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
 * One browser process, controlled over a pipe so that it never outlives us: at a normal exit we kill it, and if we are
 * killed, the pipe closes and Chromium exits by itself.
 */
export type RunningBrowser = {
  /** `beginning`: how the document's HTML begins, which the next document probably shares. */
  newPage(beginning?: string): Promise<LockedPage>;
  /** Opens the next page in advance, which saves a quarter of a small invoice's time. */
  expectPage(): void;
  /** False also when the process exited while idle, even if its pipe has not closed yet. */
  isAlive(): boolean;
  /** Resident memory now; 0 where the platform does not report it. */
  megabytes(): number;
  profile: string;
  process: ChildProcess;
  kill(): Promise<void>;
};

/** The browser reads DevTools messages from file descriptor 3 and writes them to 4. */
const pipesOf = (child: ChildProcess): [Socket, Socket] => {
  const [, , , toBrowser, fromBrowser] = child.stdio as unknown as (Socket | undefined)[];
  if (!toBrowser || !fromBrowser) throw new Error('Chromium was started without its pipe');
  // An idle browser must not keep our process alive; a render does so with its own timer.
  for (const handle of [child, toBrowser, fromBrowser]) handle.unref();
  return [toBrowser, fromBrowser];
};

/** Resident memory of the packaged browser, which is a single process. */
const residentMegabytes = (pid: number | undefined): number => {
  if (process.platform !== 'linux') return 0;
  // Recovery: a browser that has just died uses no memory.
  try {
    return Number(/VmRSS:\s*(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1024;
  } catch {
    return 0;
  }
};

/**
 * All files that the browser leaves behind are deleted with its profile, including the font cache of the packaged
 * browser. An installed browser may have thousands of fonts, so it keeps its usual cache.
 */
const own = (kind: 'packaged' | 'installed', profile: string): NodeJS.ProcessEnv => ({
  HOME: profile,
  TMPDIR: profile,
  ...(kind === 'packaged' ? { XDG_CACHE_HOME: profile } : {}),
});

/** A time-out; starting usually takes 100 ms or less. */
const startMilliseconds = 10_000;

/** Returns a function that kills the browser and deletes its profile; both also happen when our process exits. */
const terminator = (child: ChildProcess, profile: string): (() => Promise<void>) => {
  const deleteProfile = () => rmSync(profile, { recursive: true, force: true, maxRetries: 3 });
  const atExit = () => {
    child.kill('SIGKILL');
    deleteProfile();
  };
  process.once('exit', atExit);
  const ended = new Promise<void>((resolve) => {
    const settle = () => {
      process.off('exit', atExit);
      deleteProfile();
      resolve();
    };
    child.once('exit', settle);
    child.once('error', settle);
  });
  return () => {
    // Referenced again, so that our process does not exit before a caller has seen the browser end.
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
  const kill = terminator(child, profile);
  await once(child, 'spawn');
  // Recovery: a browser that starts but never answers is killed; its pipe closes and the first command fails.
  const timeout = setTimeout(kill, startMilliseconds);
  try {
    const cdp = connectCdp(...pipesOf(child));
    await cdp.send('Browser.getVersion');
    let expected: Promise<LockedPage> | null = null;
    let likelyBeginning: string | null = null;
    const openInAdvance = async (): Promise<LockedPage> => {
      const page = await openPage(cdp);
      if (likelyBeginning !== null) await page.prepare(likelyBeginning);
      return page;
    };
    return {
      newPage: (beginning) => {
        likelyBeginning = beginning ?? likelyBeginning;
        const page = expected ?? openPage(cdp);
        expected = null;
        return page;
      },
      expectPage: () => {
        expected ??= openInAdvance();
        // Recovery: the next call of `newPage` gets the error.
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
