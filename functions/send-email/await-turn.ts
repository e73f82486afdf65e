import { turnPatienceMs } from '../../shared/domain/limits.ts';
import type { Ports } from '../../shared/domain/ports.ts';
import { throttled } from './claim-delivery.ts';

/**
 * Waits for a slot of the account's rate, so that however many executions keep to it together (design.md section 7.5).
 * When the next one is far away it is left to others, and the flow comes back later: no function stands idle for long.
 */
export const awaitTurn = async ({
  account,
  sendSlots,
  clock,
  timer,
}: Pick<Ports, 'account' | 'sendSlots' | 'clock' | 'timer'>): Promise<void> => {
  const perSecond = await account.maxPerSecond();
  const wait = await sendSlots.take({ now: clock.now(), perSecond, patienceMs: turnPatienceMs });
  if (wait === null) throw throttled();
  if (wait > 0) await timer.sleep(wait);
};
