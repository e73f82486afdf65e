import type { Ports } from '../../shared/ports/ports.ts';

/** How many items of one list a tick reads, longest waiting first. */
export const mostListed = 2000;
/** How many of them a sweep handles, since it has only a part of a minute. */
export const perTick = 200;

const half = perTick / 2;

/**
 * All items, or the longest waiting and as many others, which rotate every minute: items at the front that fail every
 * time must not block the ones behind them.
 */
export const fairShare = <T>(items: readonly T[], now: Date): T[] => {
  if (items.length <= perTick) return [...items];
  const rest = items.slice(half);
  const from = (Math.floor(now.getTime() / 60_000) * half) % rest.length;
  return [...items.slice(0, half), ...[...rest, ...rest].slice(from, from + half)];
};

type Item = { emailId: string; recipientId?: string };

/**
 * Handles items one after another. One item's failure must not keep the others waiting: the next tick retries it.
 * Returns for how many items `work` did something.
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
      log.warn('email not reconciled', {
        emailId,
        recipientId,
        error: error instanceof Error ? error.name : 'unknown',
      });
      return false;
    });
    if (wasDone) done += 1;
  }
  return done;
};
