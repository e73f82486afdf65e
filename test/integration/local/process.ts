import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { until, writeTemplate } from './stack.ts';

/** Starts the local run as a process of its own, as a person would, on the small template. */

export type Started = { child: ChildProcess; output(): string; page: string; mailbox: string };

export const newDataDir = (): string => mkdtempSync(join(tmpdir(), 'courriel-start-'));

export const templateIn = (dataDir: string): string => {
  const text = readFileSync(resolve('test/fixtures/local-run/template.json'), 'utf8');
  return writeTemplate(dataDir, JSON.parse(text.replaceAll('NOTES_FILE', join(dataDir, 'notes'))).Resources);
};

const spawnStart = (env: Record<string, string>, args: string[] = []) => {
  const child = spawn(process.execPath, ['--require', './local/check-node.cjs', 'local/start.ts', ...args], {
    env: { ...process.env, PORT: '0', MAILBOX_PORT: '0', SMTP_PORT: '0', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk) => {
      output += String(chunk);
    });
  return { child, output: () => output };
};

/** Resolves with the exit code and everything that was written. */
export const runStart = async (env: Record<string, string>, args: string[] = []) => {
  const { child, output } = spawnStart(env, args);
  const [code] = await once(child, 'close');
  return { code, output: output() };
};

export const started = async (env: Record<string, string>): Promise<Started> => {
  const run = spawnStart(env);
  await until('Ready', () => {
    if (run.child.exitCode !== null) throw new Error(run.output());
    return /Ready/.test(run.output());
  });
  const port = (name: string) =>
    `http://127.0.0.1:${new RegExp(`${name} +http://localhost:(\\d+)`).exec(run.output())?.[1]}`;
  return { ...run, page: port('Page'), mailbox: port('Mailbox') };
};

export const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
};
