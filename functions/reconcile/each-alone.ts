import type { Ports } from '../../shared/domain/ports.ts';

/** How many of one kind a sweep takes in a tick, the longest waiting first; the rest has its turn at the next. */
export const perTick = 200;

type Item = { emailId: string; recipientId?: string };

/**
 * One after the other. One item's trouble must not keep the others waiting: recovery is the next tick. Answers for how
 * many `work` said that it did something.
 */
export const eachAlone = async <T extends Item>(
  { log }: Pick<Ports, 'log'>,
  items: readonly T[],
  work: (item: T) => Promise<boolean>,
): Promise<number> => {
  let done = 0;
  for (const item of items) {
    const wasDone = await work(item).catch((error: unknown) => {
      const { emailId, recipientId = null } = item;
      log.warn('not reconciled', { emailId, recipientId, error: error instanceof Error ? error.name : 'unknown' });
      return false;
    });
    if (wasDone) done += 1;
  }
  return done;
};
