import { conversationChanged } from '../../shared/actions/conversation-changed.ts';
import type { Email } from '../../shared/domain/conversation/email.ts';
import type { SendEmailInput, SendEmailResult } from '../../shared/domain/conversation/flow.ts';
import type { Delivery } from '../../shared/domain/delivery/delivery.ts';
import { notFound } from '../../shared/domain/errors.ts';
import type { Ports } from '../../shared/ports/ports.ts';
import { type DeliverDeps, deliverMessage } from './deliver-message.ts';

/**
 * Shows viewers that this delivery has moved. A failure is ignored: record-outcome raises the revisions again at the
 * end of the run, and a message that is on its way must not be reported as failed.
 */
const raiseRevisions = (deps: Pick<Ports, 'communications'>, of: Email, delivery: Delivery): Promise<void> =>
  conversationChanged(deps, { deliveries: [delivery], of }).catch(() => undefined);

const load = async ({ communications }: DeliverDeps, input: SendEmailInput) => {
  const email = await communications.getEmail(input.emailId);
  const delivery = await communications.getDelivery(input.emailId, input.recipientId);
  if (email?.direction !== 'outgoing' || !delivery) throw notFound();
  return { email, delivery };
};

/**
 * Sends one message to one recipient, at most once. A delivery that is not `ready` is left alone, so a repeat is
 * harmless. Returns the delivery's state, or the send slot (`turn`) for which the flow must wait.
 */
export const sendEmail =
  (deps: DeliverDeps) =>
  async (input: SendEmailInput): Promise<SendEmailResult> => {
    const { recipientId } = input;
    const { email, delivery } = await load(deps, input);
    const isReady = delivery.latest.state === 'ready';
    const step = isReady ? await deliverMessage(deps, email, delivery, input) : delivery;
    if ('wakeAt' in step) return { recipientId, state: 'ready', turn: step };
    await raiseRevisions(deps, email, step);
    return { recipientId, state: step.latest.state };
  };
