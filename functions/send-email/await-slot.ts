import type { SendSlot } from '../../shared/domain/conversation/flow.ts';
import type { Delivery } from '../../shared/domain/delivery/delivery.ts';
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
 * Keeps all executions together within the account's rate (docs/sending-protocol.md#send-slots). A send slot is an
 * instant at which one message may leave. The flow waits for a distant slot; a short wait happens here, so that the
 * POST is made at that instant.
 */

type Deps = Pick<Ports, 'account' | 'sendSlots' | 'clock' | 'timer'>;

/** No slot is nearer than the time that the pre-send check and the claim take. */
const request = async ({ account, clock }: Deps, timeoutMs: number) => {
  const perSecond = (await account.maxPerSecond()) / slotStretch;
  return { now: new Date(clock.now().getTime() + claimBeforeSlotMs), perSecond, timeoutMs };
};

/** The next free slot within the horizon; if all of them are taken, the flow repeats the step later. */
export const takeSendSlot = async (deps: Deps): Promise<Date> => {
  const slotRequest = await request(deps, slotHorizonMs);
  const wait = await deps.sendSlots.take(slotRequest);
  if (wait === null) throw throttled();
  return new Date(slotRequest.now.getTime() + wait);
};

/** True when the instant has passed by more than is tolerated. `again`: the message had an earlier slot. */
export const isMissed = ({ clock }: Pick<Ports, 'clock'>, slot: Date, again: boolean): boolean =>
  clock.now().getTime() - slot.getTime() > (again ? slotLostAfterMs : slotMissedAfterMs);

/**
 * The slot that the flow waited for. Null when there is none, when it was missed, or when it was used and SES throttled
 * the message.
 */
const slotInHand = (deps: Deps, ready: Delivery, earlier: SendSlot | undefined): Date | null => {
  if (earlier === undefined) return null;
  const slot = new Date(earlier.at);
  const isUsed = Date.parse(ready.latest.at) >= slot.getTime();
  return isUsed || isMissed(deps, slot, earlier.again ?? false) ? null : slot;
};

/**
 * Runs before anything is read for the message, so that 28 MB of files are not fetched only to come back later. Null
 * when a slot is near: it is taken once the message is assembled, which may take longer than the wait.
 */
export const slotBeforeAssembly = async (
  deps: Deps,
  ready: Delivery,
  earlier: SendSlot | undefined,
): Promise<Date | null> =>
  slotInHand(deps, ready, earlier) ??
  ((await deps.sendSlots.isNear(await request(deps, slotTimeoutMs))) ? null : takeSendSlot(deps));

/** True when a slot is further away than a function may wait, so that the flow must. */
export const isFar = ({ clock }: Pick<Ports, 'clock'>, slot: Date): boolean =>
  slot.getTime() - clock.now().getTime() > slotTimeoutMs + claimBeforeSlotMs;

/** Wakes the flow early, because its own clock drops the milliseconds. */
export const asWait = (slot: Date, again: boolean): SendSlot => ({
  at: slot.toISOString(),
  wakeAt: new Date(slot.getTime() - wakeBeforeSlotMs).toISOString(),
  ...(again && { again }),
});

/** Does not wait for an instant that has passed: a late message leaves at once. */
export const sleepUntil = async ({ clock, timer }: Pick<Ports, 'clock' | 'timer'>, instant: number): Promise<void> => {
  const wait = instant - clock.now().getTime();
  if (wait > 0) await timer.sleep(wait);
};
