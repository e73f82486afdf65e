import { conversationChanged } from '../../shared/actions/conversation-changed.ts';
import { moveDelivery } from '../../shared/actions/move-delivery.ts';
import { restartEmail } from '../../shared/actions/restart-email.ts';
import type { Delivery } from '../../shared/domain/delivery/delivery.ts';
import { isDue, isInVain } from '../../shared/domain/delivery/held-rules.ts';
import { roomIn } from '../../shared/domain/delivery/sending-account.ts';
import type { Ports } from '../../shared/ports/ports.ts';
import { eachAlone, mostListed } from './each-alone.ts';

type Deps = Pick<Ports, 'clock' | 'communications' | 'files' | 'sendFlow' | 'log' | 'account'>;

/** Messages already on their way come before held ones and take their part of the daily quota. */
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

/** Returns the resulting delivery: `ready` when it may be sent now. */
const release = (deps: Deps, delivery: Delivery): Promise<Delivery> => {
  const { latest } = delivery;
  const [to, detail] = isInVain(latest) ? (['failed', latest.detail] as const) : (['ready', null] as const);
  return moveDelivery(deps, delivery, to, { detail });
};

/**
 * Deliveries that our account could not send wait until it can: as many as there is room for become `ready`, longest
 * held first, and a new run of their emails sends them. If this dies in between, startLeftReady finds them. A delivery
 * tried in vain for hours becomes `failed`, and its sender is notified.
 */
export const resumeHeld = (deps: Deps) => async () => {
  const held = await deps.communications.listForReconcile('held', mostListed);
  const due = held.filter((delivery) => isDue(delivery.latest, deps.clock.now()));
  const room = due.length === 0 ? 0 : await roomNow(deps);
  let [released, heldInVain] = [0, 0];
  await eachAlone(deps, byEmail(due), async ({ emailId, held: allOfEmail }) => {
    const ofEmail = allOfEmail.slice(0, Math.max(0, room - released));
    const moved = await Promise.all(ofEmail.map((delivery) => release(deps, delivery)));
    const ready = moved.filter((delivery) => delivery.latest.state === 'ready').length;
    if (ready > 0) await restartEmail(deps, emailId);
    await conversationChanged(deps, { deliveries: moved });
    released += ready;
    heldInVain += ofEmail.filter((delivery) => isInVain(delivery.latest)).length;
    return true;
  });
  return { held: held.length, released, heldInVain };
};
