import { fork } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { LocalFunction } from '../template/compute.ts';
import type { FromWorker, LambdaError, ToWorker } from './worker.ts';

/** One worker process, as its pool sees it. */

export type Outcome = { ok: true; payload: string } | { ok: false; error: LambdaError };

export type Worker = {
  invoke(request: ToWorker, timeoutMs: number): Promise<Outcome>;
  /** False once the process has ended or is being stopped. */
  alive(): boolean;
  stop(): Promise<void>;
};

const workerFile = fileURLToPath(new URL('./worker.ts', import.meta.url));

/** Milliseconds after which a worker that does not end by itself is killed. */
const graceMs = 1500;

const failure = (errorType: string, errorMessage: string): Outcome => ({
  ok: false,
  error: { errorType, errorMessage, trace: [] },
});

export const startWorker = (fn: LocalFunction, env: Record<string, string>, logFile: string): Worker => {
  const log = openSync(logFile, 'a');
  const child = fork(workerFile, [fn.codeDir, fn.handler], {
    cwd: fn.codeDir,
    env,
    execArgv: [],
    stdio: ['ignore', log, log, 'ipc'],
  });
  closeSync(log);
  let ended: Outcome | null = null;
  let answer: (outcome: Outcome) => void = () => {};
  const end = (outcome: Outcome): void => {
    ended ??= outcome;
    answer(outcome);
  };

  const ready = new Promise<void>((resolve) => {
    child.on('message', (message: FromWorker) => {
      if (message.kind === 'ready') resolve();
      else if (message.kind === 'failed-init') {
        end({ ok: false, error: message.error });
        resolve();
        child.kill();
      } else if (message.kind === 'done') answer({ ok: true, payload: message.payload });
      else answer({ ok: false, error: message.error });
    });
    child.once('exit', (code, signal) => {
      end(failure('Runtime.ExitError', `Runtime exited with ${signal ? `signal ${signal}` : `exit status ${code}`}`));
      resolve();
    });
    child.once('error', (error) => {
      end(failure('Runtime.ExitError', error.message));
      resolve();
    });
  });

  const stop = async (): Promise<void> => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const gone = once(child, 'exit');
    // SIGTERM first: it gives a function with a browser of its own the time to close it.
    child.kill('SIGTERM');
    const timer = setTimeout(() => child.kill('SIGKILL'), graceMs);
    await gone;
    clearTimeout(timer);
  };

  return {
    alive: () => ended === null,
    stop,
    invoke: async (request, timeoutMs) => {
      await ready;
      if (ended) return ended;
      const outcome = new Promise<Outcome>((resolve) => {
        answer = resolve;
      });
      const deadline = Date.now() + timeoutMs;
      const timer = setTimeout(() => {
        end(
          failure(
            'Sandbox.Timedout',
            `RequestId: ${request.requestId} Error: Task timed out after ${timeoutMs / 1000}.00 seconds`,
          ),
        );
        void stop();
      }, timeoutMs);
      child.send({ ...request, deadline });
      const result = await outcome;
      clearTimeout(timer);
      answer = () => {};
      return result;
    },
  };
};
