import type { Delivery, DeliveryState } from '../domain/delivery/delivery.ts';
import { type MoveFacts, mayMove, moveLatest } from '../domain/delivery/delivery-rules.ts';
import { ServiceError } from '../domain/errors.ts';
import type { Ports } from '../ports/ports.ts';

/** Writes a delivery that other processes may write too, where the response to our own write may get lost. */

/** How often a write is tried. If others write in between more often than this, something is wrong. */
const tries = 5;

/** The delivery as it is stored now, by a consistent read. */
export const rereadDelivery = async (
  { communications }: Pick<Ports, 'communications'>,
  delivery: Delivery,
): Promise<Delivery> => (await communications.getDelivery(delivery.emailId, delivery.recipientId)) ?? delivery;

/**
 * Writes the delivery if it is unchanged. A lost response gives false too; a consistent read then shows the caller
 * whether the write was done.
 */
export const trySave = (
  { communications }: Pick<Ports, 'communications'>,
  moved: Delivery,
  from: DeliveryState,
): Promise<boolean> => communications.saveDelivery(moved, from).catch(() => false);

/** The delivery as stored after a successful save. */
export const asWritten = (delivery: Delivery): Delivery => ({ ...delivery, rev: delivery.rev + 1 });

/**
 * Applies `change` to the current delivery until it is written, or `change` returns null because nothing is left to do.
 */
export const rewriteDelivery = async (
  deps: Pick<Ports, 'communications'>,
  delivery: Delivery,
  change: (current: Delivery) => Delivery | null,
): Promise<Delivery> => {
  let current = delivery;
  for (let i = 0; i < tries; i += 1) {
    const changed = change(current);
    if (changed === null) return current;
    if (await trySave(deps, changed, current.latest.state)) return asWritten(changed);
    current = await rereadDelivery(deps, current);
  }
  throw new ServiceError('unavailable', 'delivery-not-written', (say) => say.service.deliveryNotSaved);
};

/**
 * Moves the latest attempt to `to` if the rules allow it and it is still the same claim. Returns the current delivery:
 * a faster writer wins.
 */
export const moveDelivery = (
  deps: Pick<Ports, 'clock' | 'communications'>,
  delivery: Delivery,
  to: DeliveryState,
  facts: Omit<MoveFacts, 'at'>,
): Promise<Delivery> => {
  const { id: claimId, number } = delivery.latest;
  return rewriteDelivery(deps, delivery, (current) => {
    const attempt = current.latest;
    if (attempt.id !== claimId || attempt.number !== number || !mayMove(attempt.state, to)) return null;
    return moveLatest(current, to, { ...facts, at: deps.clock.now().toISOString() });
  });
};
