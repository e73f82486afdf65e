import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

/**
 * One execution environment: a process that holds one function's bundle and runs one invocation at a time, with the
 * environment that Lambda would give it. It communicates with its pool over the IPC channel.
 */

export type ToWorker = { requestId: string; payload: string; deadline: number };
export type FromWorker =
  | { kind: 'ready' }
  | { kind: 'failed-init'; error: LambdaError }
  | { kind: 'done'; requestId: string; payload: string }
  | { kind: 'failed'; requestId: string; error: LambdaError };
export type LambdaError = { errorType: string; errorMessage: string; trace: string[] };

/** Lambda's limit on a function's result, in bytes. */
const maxAnswerBytes = 6 * 1024 * 1024;

const tell = (message: FromWorker): void => {
  process.send?.(message);
};

const describe = (error: unknown): LambdaError =>
  error instanceof Error
    ? { errorType: error.name, errorMessage: error.message, trace: (error.stack ?? '').split('\n') }
    : { errorType: typeof error, errorMessage: String(error), trace: [] };

type Invoke = (event: unknown, context: object) => unknown;

const loadHandler = async (codeDir: string, handler: string): Promise<Invoke> => {
  const dot = handler.lastIndexOf('.');
  const [file, name] = [handler.slice(0, dot), handler.slice(dot + 1)];
  const path = ['.mjs', '.js', '.cjs']
    .map((end) => join(codeDir, file + end))
    .find((candidate) => existsSync(candidate));
  if (path === undefined) throw new Error(`Cannot find module ${file}`);
  const module: Record<string, unknown> = await import(pathToFileURL(path).href);
  const invoke = module[name];
  if (typeof invoke !== 'function') throw new Error(`${file}.${name} is undefined or not exported`);
  return invoke as Invoke;
};

const context = ({ requestId, deadline }: ToWorker) => ({
  awsRequestId: requestId,
  functionName: process.env.AWS_LAMBDA_FUNCTION_NAME,
  functionVersion: '$LATEST',
  invokedFunctionArn: process.env.COURRIEL_LOCAL_FUNCTION_ARN,
  memoryLimitInMB: process.env.AWS_LAMBDA_FUNCTION_MEMORY_SIZE,
  logGroupName: process.env.AWS_LAMBDA_LOG_GROUP_NAME,
  logStreamName: process.env.AWS_LAMBDA_LOG_STREAM_NAME,
  callbackWaitsForEmptyEventLoop: true,
  getRemainingTimeInMillis: () => Math.max(0, deadline - Date.now()),
});

const run = async (invoke: Invoke, message: ToWorker): Promise<FromWorker> => {
  const { requestId } = message;
  // The only place where a function's exception becomes data, as Lambda's contract requires.
  try {
    const payload = JSON.stringify((await invoke(JSON.parse(message.payload), context(message))) ?? null);
    if (Buffer.byteLength(payload) <= maxAnswerBytes) return { kind: 'done', requestId, payload };
    const errorMessage = `Response payload size exceeded maximum allowed payload size (${maxAnswerBytes} bytes).`;
    return {
      kind: 'failed',
      requestId,
      error: { errorType: 'Function.ResponseSizeTooLarge', errorMessage, trace: [] },
    };
  } catch (error) {
    return { kind: 'failed', requestId, error: describe(error) };
  }
};

// The run was stopped or killed: nobody is listening any more, and nothing else would end this process.
process.on('disconnect', () => process.exit(0));
// Ctrl-C reaches the whole process group; the parent stops this worker once no invocation is in progress.
process.on('SIGINT', () => {});

const [codeDir = '', handler = ''] = process.argv.slice(2);
const loaded = await loadHandler(codeDir, handler).catch((error: unknown) => {
  tell({ kind: 'failed-init', error: describe(error) });
  return null;
});
if (loaded) {
  process.on('message', (message: ToWorker) => {
    void run(loaded, message).then(tell);
  });
  tell({ kind: 'ready' });
}
