import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/** Starts the local run as a user does, as a process of its own, with free ports and its own data folder. */

export type Stack = {
  port: number;
  mailboxPort: number;
  smtpPort: number;
  dataDir: string;
  process: ChildProcess;
  output(): string;
};

const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() =>
        address && typeof address === 'object' ? resolve(address.port) : reject(new Error('no port')),
      );
    });
  });

export const newPlace = async () => ({
  port: await freePort(),
  mailboxPort: await freePort(),
  smtpPort: await freePort(),
  dataDir: await mkdtemp(join(tmpdir(), 'courriel-e2e-')),
});

/** Resolves when the local run is ready and seeded. Rejects with the output if the process ends before. */
export const startStack = async (
  place: Awaited<ReturnType<typeof newPlace>>,
  env: Record<string, string> = {},
): Promise<Stack> => {
  let output = '';
  const child = spawn(process.execPath, ['local/start.ts'], {
    env: {
      ...process.env,
      PORT: String(place.port),
      MAILBOX_PORT: String(place.mailboxPort),
      SMTP_PORT: String(place.smtpPort),
      COURRIEL_DATA_DIR: place.dataDir,
      ...env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  });
  child.stdout.on('data', (chunk) => (output += String(chunk)));
  child.stderr.on('data', (chunk) => (output += String(chunk)));
  for (let waited = 0; !/Ready/i.test(output); waited += 200) {
    if (child.exitCode !== null || waited > 110_000) throw new Error(`the stack did not start:\n${output}`);
    await sleep(200);
  }
  return { ...place, process: child, output: () => output };
};

/** Sends SIGKILL to the whole process group, which has the effect of a power cut. */
export const killStack = async (stack: Stack): Promise<void> => {
  if (stack.process.pid) process.kill(-stack.process.pid, 'SIGKILL');
  await new Promise((resolve) =>
    (stack.process.exitCode ?? stack.process.signalCode) ? resolve(null) : stack.process.once('exit', resolve),
  );
  await sleep(300);
};

/** Ends the local run as Ctrl-C does. Resolves with the exit code. */
export const stopStack = async (stack: Stack): Promise<number | null> => {
  const ended = new Promise<number | null>((resolve) => stack.process.once('exit', (code) => resolve(code)));
  if (stack.process.exitCode === null) stack.process.kill('SIGINT');
  else return stack.process.exitCode;
  return ended;
};

export const removeData = (stack: { dataDir: string }): Promise<void> =>
  rm(stack.dataDir, { recursive: true, force: true });
