import { turnPatienceMs } from '../../shared/domain/limits.ts';
import type { Ports } from '../../shared/domain/ports.ts';
import { throttled } from './claim-delivery.ts';

/**
 * The account's rate, which all executions keep to together (design.md section 7.5). When the next slot is far away it is
 * left to others, and the flow comes back later: no function stands idle for long.
 */

type Deps = Pick<Ports, 'account' | 'sendSlots' | 'clock' | 'timer'>;

const request = async ({ account, clock }: Deps) => {
  const perSecond = await account.maxPerSecond();
  return { now: clock.now(), perSecond, patienceMs: turnPatienceMs };
};

/** Before anything is read for the message: files of 28 MB are not fetched only to come back later. */
export const comeBackIfBusy = async (deps: Deps): Promise<void> => {
  if (!(await deps.sendSlots.isNear(await request(deps)))) throw throttled();
};

/** Takes a slot and waits for it. */
export const awaitTurn = async (deps: Deps): Promise<void> => {
  const wait = await deps.sendSlots.take(await request(deps));
  if (wait === null) throw throttled();
  if (wait > 0) await deps.timer.sleep(wait);
};
