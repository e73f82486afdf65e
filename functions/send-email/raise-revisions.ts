import { conversationChanged } from '../../shared/actions/conversation-changed.ts';
import type { Email } from '../../shared/domain/conversation/email.ts';
import type { Delivery } from '../../shared/domain/delivery/delivery.ts';
import type { Ports } from '../../shared/ports/ports.ts';

/**
 * That this delivery has moved. Recovery when it cannot be told: record-outcome tells it at the end of the run; a message
 * that is on its way is not given up for it.
 */
export const raiseRevisions = (deps: Pick<Ports, 'communications'>, of: Email, delivery: Delivery): Promise<void> =>
  conversationChanged(deps, { deliveries: [delivery], of }).catch(() => undefined);
