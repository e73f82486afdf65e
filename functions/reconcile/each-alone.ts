import type { Ports } from '../../shared/ports/ports.ts';

/** How many of one kind are read in a tick, the longest waiting first. */
export const mostListed = 2000;
/** How many of them a sweep takes: its time is a part of a minute. */
export const perTick = 200;

const half = perTick / 2;

/**
 * All, or those that have waited longest and as many of the others, whose turn moves on each minute: what cannot be done
 * at the front of a list, time after time, keeps nobody behind it from being looked after.
 */
export const fairShare = <T>(items: readonly T[], now: Date): T[] => {
  if (items.length <= perTick) return [...items];
  const rest = items.slice(half);
  const from = (Math.floor(now.getTime() / 60_000) * half) % rest.length;
  return [...items.slice(0, half), ...[...rest, ...rest].slice(from, from + half)];
};

type Item = { emailId: string; recipientId?: string };

/**
 * One after the other. One item's trouble must not keep the others waiting: recovery is the next tick. Answers for how
 * many `work` said that it did something.
 */
export const eachAlone = async <T extends Item>(
  { log, clock }: Pick<Ports, 'log' | 'clock'>,
  items: readonly T[],
  work: (item: T) => Promise<boolean>,
): Promise<number> => {
  let done = 0;
  for (const item of fairShare(items, clock.now())) {
    const wasDone = await work(item).catch((error: unknown) => {
      const { emailId, recipientId = null } = item;
      log.warn('not reconciled', { emailId, recipientId, error: error instanceof Error ? error.name : 'unknown' });
      return false;
    });
    if (wasDone) done += 1;
  }
  return done;
};
