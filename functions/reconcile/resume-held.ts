import { conversationChanged } from '../../shared/actions/conversation-changed.ts';
import { moveDelivery } from '../../shared/actions/move-delivery.ts';
import { restartEmail } from '../../shared/actions/restart-email.ts';
import type { Delivery } from '../../shared/domain/delivery/delivery.ts';
import { latestAttempt } from '../../shared/domain/delivery/delivery-rules.ts';
import { isDue, isInVain } from '../../shared/domain/delivery/held-rules.ts';
import { roomIn } from '../../shared/domain/delivery/sending-account.ts';
import type { Ports } from '../../shared/ports/ports.ts';
import { eachAlone, mostListed } from './each-alone.ts';

type Deps = Pick<Ports, 'clock' | 'communications' | 'files' | 'sendFlow' | 'log' | 'account'>;

/** What is on its way already comes before what is held, and takes its part of the day's quota. */
const roomNow = async ({ account, communications }: Deps): Promise<number> => {
  const room = roomIn(await account.look());
  const [ready, sending] = await Promise.all([
    communications.listForReconcile('ready', mostListed),
    communications.listForReconcile('sending', mostListed),
  ]);
  return Math.max(0, room - ready.length - sending.length);
};

const byEmail = (deliveries: readonly Delivery[]) =>
  [...Map.groupBy(deliveries, ({ emailId }) => emailId)].map(([emailId, held]) => ({ emailId, held }));

/** Answers it as it then stands: `ready` when it may be sent now. */
const release = (deps: Deps, delivery: Delivery): Promise<Delivery> => {
  const latest = latestAttempt(delivery);
  const [to, detail] = isInVain(latest) ? (['failed', latest.detail] as const) : (['ready', null] as const);
  return moveDelivery(deps, delivery, to, { detail });
};

/**
 * What our account could not send waits until it can: as many as there is room for become ready, the longest held first,
 * and a new run of their emails sends them. When this dies in between, startLeftReady finds what it left. What was tried
 * in vain for hours has failed, and its sender is told.
 */
export const releaseHeld = (deps: Deps) => async () => {
  const held = await deps.communications.listForReconcile('held', mostListed);
  const due = held.filter((delivery) => isDue(latestAttempt(delivery), deps.clock.now()));
  const room = due.length === 0 ? 0 : await roomNow(deps);
  let [released, heldInVain] = [0, 0];
  await eachAlone(deps, byEmail(due), async ({ emailId, held: allOfEmail }) => {
    const ofEmail = allOfEmail.slice(0, Math.max(0, room - released));
    const moved = await Promise.all(ofEmail.map((delivery) => release(deps, delivery)));
    const ready = moved.filter((delivery) => latestAttempt(delivery).state === 'ready').length;
    if (ready > 0) await restartEmail(deps, emailId);
    await conversationChanged(deps, { deliveries: moved });
    released += ready;
    heldInVain += ofEmail.filter((delivery) => isInVain(latestAttempt(delivery))).length;
    return true;
  });
  return { held: held.length, released, heldInVain };
};
