import { conversationChanged } from '../../shared/actions/conversation-changed.ts';
import { moveDelivery } from '../../shared/actions/move-delivery.ts';
import { claimDeadAfterMs } from '../../shared/domain/limits.ts';
import type { Ports } from '../../shared/ports/ports.ts';
import { eachAlone, mostListed } from './each-alone.ts';

type Deps = Pick<Ports, 'clock' | 'communications' | 'log'>;

/**
 * A claim this old has no living process. The mail may have been sent, which nobody can know, so no machine sends it
 * again.
 */
export const giveUpClaims = (deps: Deps) => async () => {
  const deadBefore = deps.clock.now().getTime() - claimDeadAfterMs;
  const claimed = await deps.communications.listForReconcile('sending', mostListed);
  const dead = claimed.filter((delivery) => Date.parse(delivery.latest.at) < deadBefore);
  const givenUp = await eachAlone(deps, dead, async (delivery) => {
    const after = await moveDelivery(deps, delivery, 'unconfirmed', { detail: 'process_died' });
    await conversationChanged(deps, { deliveries: [after] });
    return after.latest.state === 'unconfirmed';
  });
  return { givenUp };
};
