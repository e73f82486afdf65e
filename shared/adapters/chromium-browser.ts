import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import type { Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import puppeteer, { type Browser, type ConnectionTransport } from 'puppeteer-core';
import { chromiumArgs } from './chromium-args.ts';
import { findExecutable } from './chromium-executable.ts';

/**
 * One browser process. It is started by us and spoken to over a pipe, so that it ends with us however we end: at a
 * normal exit we kill it, and when we are killed the pipe closes and Chromium leaves by itself.
 */
export type RunningBrowser = { browser: Browser; process: ChildProcess; kill(): Promise<void> };

/** DevTools messages on file descriptors 3 and 4, each ended by a zero byte. */
const pipeTransport = (child: ChildProcess): ConnectionTransport => {
  const [, , , toBrowser, fromBrowser] = child.stdio as unknown as (Socket | undefined)[];
  if (!toBrowser || !fromBrowser) throw new Error('Chromium was started without its pipe');
  let pending: Buffer[] = [];
  const transport: ConnectionTransport = {
    send: (message) => {
      toBrowser.write(`${message}\0`);
    },
    close: () => toBrowser.destroy(),
  };
  fromBrowser.on('data', (chunk: Buffer) => {
    let rest = chunk;
    for (let end = rest.indexOf(0); end !== -1; end = rest.indexOf(0)) {
      const message = Buffer.concat([...pending, rest.subarray(0, end)]).toString();
      pending = [];
      rest = rest.subarray(end + 1);
      // Not in this turn: the receiver's microtasks must run between two messages.
      setImmediate(() => transport.onmessage?.(message));
    }
    if (rest.length > 0) pending.push(rest);
  });
  // A write to a browser that has just died fails here; its closing is what everybody waits for.
  toBrowser.on('error', () => transport.onclose?.());
  fromBrowser.on('error', () => transport.onclose?.());
  fromBrowser.on('close', () => transport.onclose?.());
  // An idle browser keeps no program alive; a render holds the process by its own timer.
  for (const handle of [child, toBrowser, fromBrowser]) handle.unref();
  return transport;
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
    const browser = await puppeteer.connect({ transport: pipeTransport(child), defaultViewport: null });
    return { browser, process: child, kill };
  } finally {
    clearTimeout(patience);
  }
};
