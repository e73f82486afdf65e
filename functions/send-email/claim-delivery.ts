import { asWritten, moveDelivery, rereadDelivery, trySave } from '../../shared/actions/move-delivery.ts';
import type { Delivery, DeliveryState } from '../../shared/domain/delivery/delivery.ts';
import { claim } from '../../shared/domain/delivery/delivery-rules.ts';
import type { MailOutcome } from '../../shared/domain/delivery/mail-outcome.ts';
import { forLog, ServiceError } from '../../shared/domain/errors.ts';
import type { Ports } from '../../shared/ports/ports.ts';

/**
 * The claim before the only POST, and the state written after it (docs/sending-protocol.md#the-claim-and-the-one-call).
 */

type Deps = Pick<Ports, 'clock' | 'communications'>;

/** Makes the flow repeat the step later (infra/constructs/flow-retries.ts). */
export const throttled = (): ServiceError =>
  new ServiceError('throttled', 'throttled', forLog('Try this delivery again later.'));

/**
 * Moves a delivery from `ready` to `sending`, in one process only. If the response to the write is lost, the attempt id
 * distinguishes our own claim from another's. Null when another process has or had it; throws `throttled` while the
 * delivery can still be claimed.
 */
export const claimDelivery = async (
  deps: Deps & Pick<Ports, 'ids'>,
  delivery: Delivery,
  run: number,
): Promise<Delivery | null> => {
  const id = deps.ids.attempt();
  const claimed = claim(delivery, { id, run, at: deps.clock.now().toISOString() });
  if (await trySave(deps, claimed, 'ready')) return asWritten(claimed);
  const stored = await rereadDelivery(deps, delivery);
  const { id: holder, state } = stored.latest;
  if (holder === id && state === 'sending') return stored;
  if (state === 'ready') throw throttled();
  return null;
};

const stateOf: Record<MailOutcome['kind'], DeliveryState> = {
  accepted: 'accepted',
  refused: 'failed',
  held: 'held',
  throttled: 'ready',
  unknown: 'unconfirmed',
};

export const writeOutcome = (deps: Deps, claimed: Delivery, outcome: MailOutcome): Promise<Delivery> =>
  moveDelivery(deps, claimed, stateOf[outcome.kind], {
    detail: 'code' in outcome ? outcome.code : null,
    ...(outcome.kind === 'accepted' ? { sesMessageId: outcome.sesMessageId } : {}),
  });
