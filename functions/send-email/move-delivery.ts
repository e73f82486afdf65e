import type { Delivery, DeliveryState } from '../../shared/domain/delivery.ts';
import { claim, latestAttempt, type MoveFacts, mayMove, moveLatest } from '../../shared/domain/delivery-rules.ts';
import { ServiceError } from '../../shared/domain/errors.ts';
import type { MailOutcome, Ports } from '../../shared/domain/ports.ts';

/** Writes of one delivery whose answers may get lost. */

type Deps = Pick<Ports, 'clock' | 'communications'>;

/** Events and zombies may write in between; more often than this, something is wrong. */
const tries = 4;

export const throttled = (): ServiceError =>
  new ServiceError('throttled', 'throttled', 'Try this delivery again later.');

const reread = async ({ communications }: Deps, delivery: Delivery): Promise<Delivery> =>
  (await communications.getDelivery(delivery.emailId, delivery.recipientId)) ?? delivery;

/** Recovery of a lost answer: whether the write was done is for the caller to see in a consistent re-read. */
const trySave = ({ communications }: Deps, moved: Delivery, from: DeliveryState): Promise<boolean> =>
  communications.saveDelivery(moved, from).catch(() => false);

const written = (delivery: Delivery): Delivery => ({ ...delivery, rev: delivery.rev + 1 });

/**
 * `ready` to `sending`, for one process alone. The attempt id tells one's own claim from another's when the answer to the
 * write was lost. Null when somebody else has it or had it; throws `throttled` while it is still there to be claimed.
 */
export const claimDelivery = async (
  deps: Deps & Pick<Ports, 'ids'>,
  delivery: Delivery,
  run: number,
): Promise<Delivery | null> => {
  const id = deps.ids.attempt();
  const claimed = claim(delivery, { id, run, at: deps.clock.now().toISOString() });
  if (await trySave(deps, claimed, 'ready')) return written(claimed);
  const stored = await reread(deps, delivery);
  const { id: holder, state } = latestAttempt(stored);
  if (holder === id && state === 'sending') return stored;
  if (state === 'ready') throw throttled();
  return null;
};

/**
 * Moves on from where the delivery stands, as long as the rules allow it and `mine` says that it is still ours to move.
 * Answers the delivery as it is stored: an event that was faster is right.
 */
export const moveDelivery = async (
  deps: Deps,
  delivery: Delivery,
  to: DeliveryState,
  facts: Omit<MoveFacts, 'at'>,
): Promise<Delivery> => {
  const mine = latestAttempt(delivery).id;
  let current = delivery;
  for (let i = 0; i < tries; i += 1) {
    const { state, id } = latestAttempt(current);
    if (id !== mine || !mayMove(state, to)) return current;
    const moved = moveLatest(current, to, { ...facts, at: deps.clock.now().toISOString() });
    if (await trySave(deps, moved, state)) return written(moved);
    current = await reread(deps, current);
  }
  throw new ServiceError('unavailable', 'delivery-not-written', 'The outcome could not be written down.');
};

const detailOf = (outcome: MailOutcome): string | null => ('code' in outcome ? outcome.code : null);

const stateOf: Record<MailOutcome['kind'], DeliveryState> = {
  accepted: 'accepted',
  refused: 'failed',
  held: 'held',
  throttled: 'ready',
  unknown: 'unconfirmed',
};

/** What the one POST came to, written down. */
export const writeOutcome = (deps: Deps, claimed: Delivery, outcome: MailOutcome): Promise<Delivery> =>
  moveDelivery(deps, claimed, stateOf[outcome.kind], {
    detail: detailOf(outcome),
    ...(outcome.kind === 'accepted' ? { sesMessageId: outcome.sesMessageId } : {}),
  });
