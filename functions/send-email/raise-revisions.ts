import { conversationChanged } from '../../shared/actions/conversation-changed.ts';
import type { Email } from '../../shared/domain/conversation/email.ts';
import type { Delivery } from '../../shared/domain/delivery/delivery.ts';
import type { Ports } from '../../shared/ports/ports.ts';

/**
 * Announces that this delivery has moved. A failure here is ignored: record-outcome announces it again at the end of
 * the run, and a message on its way is not abandoned for it.
 */
export const raiseRevisions = (deps: Pick<Ports, 'communications'>, of: Email, delivery: Delivery): Promise<void> =>
  conversationChanged(deps, { deliveries: [delivery], of }).catch(() => undefined);
