import type { ChildProcess } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import type { Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import puppeteer, { type Browser } from 'puppeteer-core';
import { chromiumArgs } from './args.ts';
import { findExecutable } from './executable.ts';
import { lockTargets } from './lock-down.ts';
import { type LockedPage, lockedPage } from './page.ts';

/**
 * One browser process, controlled over a pipe so that it never outlives us: at a normal exit we kill it, and if we are
 * killed, the pipe closes and Chromium exits by itself.
 */
export type RunningBrowser = {
  newPage(): Promise<LockedPage>;
  /** Opens the next page in advance, which saves half of a small invoice's time. */
  prewarmPage(): void;
  /** False also when the process exited while idle, even if its pipe has not closed yet. */
  isAlive(): boolean;
  /** Resident memory now; 0 where the platform does not report it. */
  megabytes(): number;
  profile: string;
  process: ChildProcess;
  kill(): Promise<void>;
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

/** An idle browser must not keep our process alive; a render does so with its own timer. */
const unreference = (child: ChildProcess): void => {
  // At run time these are sockets.
  for (const handle of [child, ...child.stdio] as (ChildProcess | Socket | null)[]) handle?.unref();
};

const deleteProfile = (profile: string): void => rmSync(profile, { recursive: true, force: true, maxRetries: 3 });

/** Resolves when the browser has ended and its profile is deleted, which happens at the latest when our process exits. */
const endOf = (child: ChildProcess, profile: string): Promise<void> => {
  // Puppeteer's own listener is older, so the browser has been killed by then.
  const atExit = () => deleteProfile(profile);
  process.once('exit', atExit);
  return new Promise((resolve) => {
    child.once('exit', () => {
      process.off('exit', atExit);
      deleteProfile(profile);
      resolve();
    });
  });
};

/** Otherwise `newPage` would wait 30 seconds for a browser that has died, and keep our process alive until then. */
const waitNoLongerThan = (signal: AbortSignal, browser: Browser): void => {
  const wait = browser.waitForTarget.bind(browser);
  browser.waitForTarget = async (predicate) => {
    // A signal that is aborted already would not be noticed below.
    signal.throwIfAborted();
    return wait(predicate, { timeout: 0, signal });
  };
};

const launch = async (profile: string, signal: AbortSignal): Promise<Browser> => {
  const { kind, path, env } = await findExecutable();
  return puppeteer.launch({
    executablePath: path,
    args: chromiumArgs(kind, profile, process.getuid?.() === 0),
    ignoreDefaultArgs: true,
    pipe: true,
    env: { ...env, ...own(kind, profile) },
    signal,
    handleSIGINT: false,
    handleSIGTERM: false,
    handleSIGHUP: false,
    waitForInitialPage: false,
    defaultViewport: null,
    networkEnabled: false,
    issuesEnabled: false,
    // Commands have no time-out of their own, because the document has one.
    protocolTimeout: 0,
  });
};

export const startBrowser = async (): Promise<RunningBrowser> => {
  const profile = await mkdtemp(join(tmpdir(), 'courriel-profile-'));
  const killing = new AbortController();
  // Recovery: a browser that starts but never answers is killed; its pipe closes and the first command fails.
  const timeout = setTimeout(() => killing.abort(), startMilliseconds);
  try {
    const browser = await launch(profile, killing.signal);
    const child = browser.process();
    if (!child) throw new Error('Chromium was started without a process');
    unreference(child);
    waitNoLongerThan(killing.signal, browser);
    const ended = endOf(child, profile).finally(() => killing.abort());
    const kill = () => {
      // Referenced again, so that our process does not exit before a caller has seen the browser end.
      child.ref();
      killing.abort();
      return ended;
    };
    const locked = await lockTargets(browser, kill);
    const openPage = async (): Promise<LockedPage> => {
      const page = await browser.newPage();
      await locked();
      return lockedPage(page);
    };
    let expected: Promise<LockedPage> | null = null;
    return {
      newPage: () => {
        const page = expected ?? openPage();
        expected = null;
        return page;
      },
      prewarmPage: () => {
        expected ??= openPage();
        // Recovery: the next call of `newPage` gets the error.
        expected.catch(() => undefined);
      },
      isAlive: () => browser.connected && child.exitCode === null && child.signalCode === null,
      megabytes: () => residentMegabytes(child.pid),
      profile,
      process: child,
      kill,
    };
  } catch (error) {
    killing.abort();
    deleteProfile(profile);
    throw error;
  } finally {
    clearTimeout(timeout);
  }
};
