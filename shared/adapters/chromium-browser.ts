import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import type { Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connectCdp } from './cdp.ts';
import { chromiumArgs } from './chromium-args.ts';
import { findExecutable } from './chromium-executable.ts';
import { type LockedPage, openPage } from './chromium-page.ts';

/**
 * One browser process. It is started by us and spoken to over a pipe, so that it ends with us however we end: at a
 * normal exit we kill it, and when we are killed the pipe closes and Chromium leaves by itself.
 */
export type RunningBrowser = {
  newPage(): Promise<LockedPage>;
  /** A browser may have died while it was idle: its exit tells, also before its pipe does. */
  isAlive(): boolean;
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

/** Usually a fifth of a second. */
const startMilliseconds = 20_000;

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
    env: { ...env, HOME: profile },
    stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'],
  });
  const kill = minder(child, profile);
  await once(child, 'spawn');
  // Recovery for a browser that starts and says nothing: it is killed, its pipe closes and `connect` fails.
  const patience = setTimeout(kill, startMilliseconds);
  try {
    const cdp = connectCdp(...pipesOf(child));
    await cdp.send('Browser.getVersion');
    const isAlive = () => cdp.isOpen() && child.exitCode === null && child.signalCode === null;
    return { newPage: () => openPage(cdp), isAlive, process: child, kill };
  } finally {
    clearTimeout(patience);
  }
};
