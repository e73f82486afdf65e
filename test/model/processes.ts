import { AsyncLocalStorage } from 'node:async_hooks';

/**
 * Processes that die, lose an answer, or hang at any of their calls to the outside. Calls are counted over all
 * processes, and a fault hits the nth call after it was planned. Everything between two calls takes no time and is
 * never interrupted.
 */

/** `die`: the process ends. `lose`: this one answer is lost. `hang`: the process stops until it is resumed. */
export type Fault = { calls: number; kind: 'die' | 'lose' | 'hang'; when: 'before' | 'after' };

/** The error that Step Functions gets when a Lambda dies during an invocation. */
class Died extends Error {
  override readonly name = 'Lambda.Unknown';
}
/** The error that Step Functions gets when a Lambda does not answer in time. */
class TimedOut extends Error {
  override readonly name = 'States.Timeout';
}
class AnswerLost extends Error {
  override readonly name = 'AnswerLost';
}

/** `facts` are the test's own notes about the process. */
export type Process = { bornAt: number; dead: boolean; facts: Record<string, unknown>; hang: () => void };
type Hanging = { process: Process; goOn: () => void; ended: Promise<unknown> };

/** In milliseconds. Lambda ends a process after this time (limits.sendEmailLambdaSeconds). */
const longestLife = 60_000;

export const newProcesses = (now: () => number) => {
  const current = new AsyncLocalStorage<Process>();
  const plans: Fault[] = [];
  const hanging: Hanging[] = [];
  const hungAt = new Map<Process, (() => void)[]>();

  const isAlive = (process: Process): boolean => !process.dead && now() - process.bornAt < longestLife;

  const die = (process: Process): never => {
    process.dead = true;
    throw new Died('died');
  };

  const due = (): Fault | undefined => {
    for (const plan of plans) plan.calls -= 1;
    const at = plans.findIndex((plan) => plan.calls < 0);
    return at === -1 ? undefined : plans.splice(at, 1)[0];
  };

  /** Stops the process here. Its caller gets a time-out. */
  const hang = async (process: Process): Promise<void> => {
    await new Promise<void>((goOn) => {
      hungAt.set(process, [...(hungAt.get(process) ?? []), goOn]);
      process.hang();
    });
    if (!isAlive(process)) die(process);
  };

  const hit = async (process: Process, { kind }: Fault, lost: () => unknown): Promise<unknown> => {
    if (kind === 'die') return die(process);
    if (kind === 'lose') return lost();
    return hang(process);
  };

  /** `lost` makes what the caller gets in place of a lost answer: an error, unless the port has an outcome for that. */
  const watch = <T extends object>(port: T, lost: (() => unknown) | null = null): T =>
    new Proxy(port, {
      get: (target, property) => {
        const value: unknown = Reflect.get(target, property, target);
        const process = current.getStore();
        if (typeof value !== 'function' || !process) return value;
        const answerLost = (): never => {
          throw new AnswerLost(String(property));
        };
        return async (...args: unknown[]) => {
          if (!isAlive(process)) return die(process);
          const fault = due();
          if (fault?.when === 'before') {
            const said = await hit(process, fault, lost ?? answerLost);
            if (fault.kind === 'lose') return said;
          }
          const answer: unknown = await value.apply(target, args);
          if (!isAlive(process)) return die(process);
          if (fault?.when !== 'after') return answer;
          const said = await hit(process, fault, lost ?? answerLost);
          return fault.kind === 'lose' ? said : answer;
        };
      },
    });

  /** Runs `work` as a process of its own. Rejects when it dies or hangs, although a hanging one may go on later. */
  const inProcess = <T>(work: () => Promise<T>, facts: Record<string, unknown> = {}): Promise<T> => {
    const { promise: hung, resolve: hang } = Promise.withResolvers<void>();
    const process: Process = { bornAt: now(), dead: false, facts, hang };
    const ended = current.run(process, async () => {
      const answer = await work();
      return process.dead ? die(process) : answer;
    });
    ended.catch(() => {});
    const timedOut = hung.then((): never => {
      hanging.push({ process, goOn: () => goOn(process), ended: ended.catch(() => {}) });
      throw new TimedOut('timed out');
    });
    timedOut.catch(() => {});
    return Promise.race([ended, timedOut]);
  };

  /** Resumes the process at all calls at which it hangs. */
  const goOn = (process: Process): void => {
    const calls = hungAt.get(process) ?? [];
    hungAt.delete(process);
    for (const call of calls) call();
  };

  /** Resumes the process that has hung longest, until it ends or hangs again. */
  const resume = async (): Promise<void> => {
    const next = hanging.shift();
    if (!next) return;
    if (!isAlive(next.process)) return;
    const { promise: again, resolve: hang } = Promise.withResolvers<void>();
    next.process.hang = () => {
      if (!hanging.includes(next)) hanging.push(next);
      hang();
    };
    next.goOn();
    await Promise.race([next.ended, again]);
  };

  return {
    watch,
    inProcess,
    resume,
    plan: (fault: Fault) => void plans.push({ ...fault }),
    /** Ends all faults. Hanging processes will never go on. */
    calmDown: (): void => {
      plans.length = 0;
      for (const { process } of hanging.splice(0)) process.dead = true;
    },
    current: () => current.getStore(),
  };
};
export type Processes = ReturnType<typeof newProcesses>;
