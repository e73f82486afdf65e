import type { Delivery } from '../../shared/domain/delivery.ts';
import { latestAttempt } from '../../shared/domain/delivery-rules.ts';
import { moveDelivery } from '../../shared/domain/move-delivery.ts';
import type { Ports } from '../../shared/domain/ports.ts';
import { restartEmail } from '../../shared/domain/restart-email.ts';
import { roomIn } from '../../shared/domain/sending-account.ts';
import { eachAlone, perTick } from './each-alone.ts';

type Deps = Pick<Ports, 'clock' | 'communications' | 'sendFlow' | 'log' | 'account'>;

/** What is held again and again waits 1, 2, 4 … minutes and at most an hour: not every reason shows in the account. */
const isDue = (delivery: Delivery, now: Date): boolean => {
  const { at, history } = latestAttempt(delivery);
  const timesHeld = history.filter(({ state }) => state === 'held').length;
  const waitMs = 60_000 * Math.min(60, 2 ** Math.max(0, timesHeld - 1));
  return now.getTime() - Date.parse(at) >= waitMs;
};

/** What is on its way already comes before what is held, and takes its part of the day's quota. */
const roomNow = async ({ account, communications }: Deps): Promise<number> => {
  const room = roomIn(await account.look());
  const [ready, sending] = await Promise.all([
    communications.listWatched('ready', perTick),
    communications.listWatched('sending', perTick),
  ]);
  return Math.max(0, room - ready.length - sending.length);
};

const byEmail = (deliveries: readonly Delivery[]) =>
  [...Map.groupBy(deliveries, ({ emailId }) => emailId)].map(([emailId, held]) => ({ emailId, held }));

/**
 * What our account could not send waits until it can: as many as there is room for become ready, the longest held first,
 * and a new run of their emails sends them. When this dies in between, startLeftReady finds what it left.
 */
export const releaseHeld = (deps: Deps) => async () => {
  const held = await deps.communications.listWatched('held', perTick);
  const due = held.filter((delivery) => isDue(delivery, deps.clock.now()));
  const room = due.length === 0 ? 0 : await roomNow(deps);
  let released = 0;
  await eachAlone(deps, byEmail(due.slice(0, room)), async ({ emailId, held: ofEmail }) => {
    const after = await Promise.all(ofEmail.map((delivery) => moveDelivery(deps, delivery, 'ready', { detail: null })));
    const ready = after.filter((delivery) => latestAttempt(delivery).state === 'ready').length;
    if (ready > 0) await restartEmail(deps, emailId);
    released += ready;
    return true;
  });
  return { held: held.length, released };
};
