import { mkdirSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { account, region } from '../settings.ts';
import type { AsyncRule, LocalFunction } from '../template/compute.ts';
import { functionPool, type Pool } from './pool.ts';
import type { Outcome } from './worker-process.ts';

/**
 * All functions of the template, by name or ARN. `invoke` waits for the outcome, and `invokeAsync` retries as Lambda
 * does and passes what has failed for good to the queue that the template names.
 */

export type Functions = {
  has(nameOrArn: string): boolean;
  nameOf(nameOrArn: string): string;
  invoke(nameOrArn: string, payload: string): Promise<Outcome>;
  invokeAsync(nameOrArn: string, payload: string): void;
  warm(nameOrArn: string): void;
  stop(): Promise<void>;
};

type Options = {
  functions: LocalFunction[];
  asyncRules: AsyncRule[];
  logDir: string;
  /**
   * Region, credentials and endpoints: the variables that Lambda and our replacements of AWS add to those of the
   * template.
   */
  environment: Record<string, string>;
  /** Receives an asynchronous invocation that has failed for good. */
  sendToQueue(queueArn: string, body: string): Promise<void>;
  /** Delays before the retries of an asynchronous invocation, in milliseconds. AWS waits one minute, then two. */
  asyncDelaysMs?: readonly number[];
};

/**
 * Lambda's first delay before a throttled invocation is tried again. Lambda then waits longer each time; here the delay
 * stays.
 */
const throttledDelayMs = 1_000;

/** Variables of the machine's own environment without which a Node process or a browser cannot run. */
const inherited = ['PATH', 'HOME', 'TMPDIR', 'TEMP', 'TMP', 'SystemRoot', 'CHROME_PATH', 'PUPPETEER_EXECUTABLE_PATH'];

const workerEnvironment = (fn: LocalFunction, added: Record<string, string>): Record<string, string> => ({
  HOME: homedir(),
  TMPDIR: tmpdir(),
  ...Object.fromEntries(inherited.flatMap((name) => (process.env[name] ? [[name, process.env[name]]] : []))),
  TZ: ':UTC',
  LANG: 'en_US.UTF-8',
  AWS_REGION: region,
  AWS_DEFAULT_REGION: region,
  AWS_LAMBDA_FUNCTION_NAME: fn.name,
  AWS_LAMBDA_FUNCTION_VERSION: '$LATEST',
  AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(fn.memoryMb),
  AWS_LAMBDA_INITIALIZATION_TYPE: 'on-demand',
  AWS_LAMBDA_LOG_GROUP_NAME: `/aws/lambda/${fn.name}`,
  AWS_LAMBDA_LOG_STREAM_NAME: 'local',
  LAMBDA_TASK_ROOT: fn.codeDir,
  COURRIEL_LOCAL_FUNCTION_ARN: fn.arn,
  ...added,
  ...fn.environment,
});

export const localFunctions = (options: Options): Functions => {
  mkdirSync(options.logDir, { recursive: true });
  const delays = options.asyncDelaysMs ?? [60_000, 120_000];
  const timers = new Set<NodeJS.Timeout>();
  let stopped = false;
  const byName = new Map(
    options.functions.map((fn) => {
      const logFile = join(options.logDir, `${fn.title}.log`);
      const pool: Pool = functionPool(fn, workerEnvironment(fn, options.environment), logFile);
      return [fn.name, { fn, pool }];
    }),
  );
  const nameOf = (nameOrArn: string): string => {
    const parts = nameOrArn.split(':');
    // Accepts a name, account:function:name, or an ARN, each with an optional version; only $LATEST exists here.
    const at = parts.lastIndexOf('function');
    return (at === -1 ? parts[0] : parts[at + 1]) ?? '';
  };
  const entry = (nameOrArn: string) => {
    const found = byName.get(nameOf(nameOrArn));
    if (!found) throw new Error(`No function ${nameOrArn} in the template`);
    return found;
  };
  const invoke = (nameOrArn: string, payload: string): Promise<Outcome> => entry(nameOrArn).pool.invoke(payload);

  const giveUp = async (fn: LocalFunction, rule: AsyncRule | undefined, payload: string, outcome: Outcome) => {
    if (!rule?.onFailureArn?.includes(':sqs:')) return;
    const record = {
      version: '1.0',
      timestamp: new Date().toISOString(),
      requestContext: { functionArn: `${fn.arn}:$LATEST`, condition: 'RetriesExhausted', account },
      requestPayload: JSON.parse(payload),
      responsePayload: outcome.ok ? null : outcome.error,
    };
    await options.sendToQueue(rule.onFailureArn, JSON.stringify(record));
  };

  /** A failure that cannot be passed to its queue is logged and lost, as on Lambda. */
  const attempt = (name: string, payload: string, tried: number, since: number): void => {
    tryOnce(name, payload, tried, since).catch((error: unknown) => console.error(`Could not invoke ${name}:`, error));
  };
  const tryOnce = async (name: string, payload: string, tried: number, since: number): Promise<void> => {
    const { fn } = entry(name);
    const outcome = await invoke(name, payload);
    if (outcome.ok || stopped) return;
    const rule = options.asyncRules.find((one) => nameOf(one.functionName) === fn.name);
    // A throttled invocation was not attempted; it waits for capacity until it is too old.
    const throttled = outcome.error.errorType === 'TooManyRequestsException';
    const isTooOld = Date.now() - since >= (rule?.maxAgeMs ?? Number.POSITIVE_INFINITY);
    if (isTooOld || (!throttled && tried >= (rule?.retries ?? 2))) return giveUp(fn, rule, payload, outcome);
    const timer = setTimeout(
      () => {
        timers.delete(timer);
        attempt(name, payload, throttled ? tried : tried + 1, since);
      },
      throttled ? throttledDelayMs : (delays[tried] ?? 0),
    );
    timers.add(timer);
  };

  return {
    has: (nameOrArn) => byName.has(nameOf(nameOrArn)),
    nameOf,
    invoke,
    invokeAsync: (nameOrArn, payload) => attempt(nameOf(nameOrArn), payload, 0, Date.now()),
    warm: (nameOrArn) => entry(nameOrArn).pool.warm(),
    stop: async () => {
      stopped = true;
      timers.forEach(clearTimeout);
      await Promise.all([...byName.values()].map(({ pool }) => pool.stop()));
    },
  };
};
