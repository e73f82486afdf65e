import { AsyncLocalStorage } from 'node:async_hooks';

/**
 * Kills a process before or after its nth call to the outside, counted over all processes and ports. A dead process
 * gets no answer to any call, whatever its code catches. The others live on.
 */

class Killed extends Error {
  /** The error that Step Functions gets when a Lambda dies during an invocation. */
  override readonly name = 'Lambda.Unknown';
}

type Process = { dead: boolean };
export type KillPlan = { call: number; when: 'before' | 'after' } | null;

export const killSwitch = (plan: KillPlan) => {
  const processes = new AsyncLocalStorage<Process>();
  const calls: string[] = [];

  const die = (): never => {
    const current = processes.getStore();
    if (current) current.dead = true;
    throw new Killed('killed');
  };

  /** Counts every call to this port. Each may be the last one of its process. */
  const watch = <T extends object>(port: T, name: string): T =>
    new Proxy(port, {
      get: (target, property) => {
        const value: unknown = Reflect.get(target, property, target);
        if (typeof value !== 'function' || !processes.getStore()) return value;
        return async (...args: unknown[]) => {
          if (processes.getStore()?.dead) return die();
          const call = calls.push(`${name}.${String(property)}`) - 1;
          const isLast = plan?.call === call;
          if (isLast && plan?.when === 'before') return die();
          const answer: unknown = await value.apply(target, args);
          if (isLast) return die();
          return processes.getStore()?.dead ? die() : answer;
        };
      },
    });

  /** Runs `work` as a process of its own. When it was killed, its answer is lost. */
  const inProcess = <T>(work: () => Promise<T>): Promise<T> => {
    const process: Process = { dead: false };
    return processes.run(process, async () => {
      const answer = await work().catch((error: unknown) => {
        throw process.dead ? new Killed('killed') : error;
      });
      if (process.dead) throw new Killed('killed');
      return answer;
    });
  };

  return { watch, inProcess, calls };
};
