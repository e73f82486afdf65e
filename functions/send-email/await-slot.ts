import type { SendSlot } from '../../shared/domain/conversation/flow.ts';
import type { Delivery } from '../../shared/domain/delivery/delivery.ts';
import { latestAttempt } from '../../shared/domain/delivery/delivery-rules.ts';
import {
  claimBeforeSlotMs,
  slotHorizonMs,
  slotLostAfterMs,
  slotMissedAfterMs,
  slotStretch,
  slotTimeoutMs,
  wakeBeforeSlotMs,
} from '../../shared/domain/limits.ts';
import type { Ports } from '../../shared/ports/ports.ts';
import { throttled } from './claim-delivery.ts';

/**
 * All executions together keep to the account's rate (docs/sending-protocol.md#send-slots). A turn is an instant at
 * which one message may leave. A long wait for it is the flow's; a short one is here, so that the POST is at that instant.
 */

type Deps = Pick<Ports, 'account' | 'sendSlots' | 'clock' | 'timer'>;

/** No turn is nearer than gate and claim take. */
const request = async ({ account, clock }: Deps, patienceMs: number) => {
  const perSecond = (await account.maxPerSecond()) / slotStretch;
  return { now: new Date(clock.now().getTime() + claimBeforeSlotMs), perSecond, patienceMs };
};

/** The next free turn, however far away; the step comes back later when all that are given out are taken. */
export const takeSendSlot = async (deps: Deps): Promise<Date> => {
  const asked = await request(deps, slotHorizonMs);
  const wait = await deps.sendSlots.take(asked);
  if (wait === null) throw throttled();
  return new Date(asked.now.getTime() + wait);
};

/** `again`: it is not the first turn that this message has. */
export const isMissed = ({ clock }: Pick<Ports, 'clock'>, turn: Date, again: boolean): boolean =>
  clock.now().getTime() - turn.getTime() > (again ? slotLostAfterMs : slotMissedAfterMs);

/** The turn that the flow has waited for. Null when there is none, when it went by, or when SES has answered 429 to it. */
const slotInHand = (deps: Deps, ready: Delivery, earlier: SendSlot | undefined): Date | null => {
  if (earlier === undefined) return null;
  const turn = new Date(earlier.at);
  const isUsed = Date.parse(latestAttempt(ready).at) >= turn.getTime();
  return isUsed || isMissed(deps, turn, earlier.again ?? false) ? null : turn;
};

/**
 * Before anything is read for the message: files of 28 MB are not fetched only to come back later. Null when a turn is
 * near: it is taken once the message is made, which may last longer than until then.
 */
export const slotBefore = async (deps: Deps, ready: Delivery, earlier: SendSlot | undefined): Promise<Date | null> =>
  slotInHand(deps, ready, earlier) ??
  ((await deps.sendSlots.isNear(await request(deps, slotTimeoutMs))) ? null : takeSendSlot(deps));

export const isFar = ({ clock }: Pick<Ports, 'clock'>, turn: Date): boolean =>
  turn.getTime() - clock.now().getTime() > slotTimeoutMs + claimBeforeSlotMs;

/** For the flow, whose own clock drops the milliseconds. */
export const asWait = (turn: Date, again: boolean): SendSlot => ({
  at: turn.toISOString(),
  wakeAt: new Date(turn.getTime() - wakeBeforeSlotMs).toISOString(),
  ...(again && { again }),
});

/** Not at all when that instant has passed: a message that is late leaves at once. */
export const sleepUntil = async ({ clock, timer }: Pick<Ports, 'clock' | 'timer'>, instant: number): Promise<void> => {
  const wait = instant - clock.now().getTime();
  if (wait > 0) await timer.sleep(wait);
};
