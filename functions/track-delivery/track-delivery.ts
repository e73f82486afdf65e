import { conversationChanged } from '../../shared/actions/conversation-changed.ts';
import { rewriteDelivery } from '../../shared/actions/move-delivery.ts';
import { rememberMessageId } from '../../shared/actions/remember-message-id.ts';
import type { Attempt } from '../../shared/domain/delivery/delivery.ts';
import { attemptOf, raiseAttempt, wasNeverMailed } from '../../shared/domain/delivery/delivery-rules.ts';
import { type MailEvent, readMailEvent } from '../../shared/domain/delivery/ses-event.ts';
import { notFound } from '../../shared/domain/errors.ts';
import type { Ports } from '../../shared/ports/ports.ts';

type Deps = Pick<Ports, 'communications' | 'log' | 'metrics'> & { region: string };

/**
 * Throws for an unknown id: the queue tries again, and then parks the event in a queue with an alarm (send-mail.ts).
 */
const find = async ({ communications }: Deps, event: MailEvent) => {
  const delivery = await communications.getDelivery(event.emailId, event.recipientId);
  const attempt = delivery && attemptOf(delivery, event.attempt);
  if (!delivery || !attempt) throw notFound();
  return { delivery, attempt };
};

/** An invariant violated by this event; null when the event is possible. */
const breachIn = (attempt: Attempt, { sesMessageId }: MailEvent): 'denied_but_mailed' | 'mailed_twice' | null => {
  if (wasNeverMailed(attempt.state)) return 'denied_but_mailed';
  return attempt.sesMessageId !== null && attempt.sesMessageId !== sesMessageId ? 'mailed_twice' : null;
};

/** Handles one message of the event queue: duplicates and any order lead to the same state. */
export const trackDelivery =
  (deps: Deps) =>
  async (body: string): Promise<void> => {
    const event = readMailEvent(body);
    if (!event) return;
    const { delivery, attempt } = await find(deps, event);
    const { emailId, recipientId, to, at, detail, soft, sesMessageId } = event;
    const breach = breachIn(attempt, event);
    if (breach) {
      deps.log.warn('invariant broken', { emailId, recipientId, rule: breach, state: attempt.state });
      deps.metrics.count('InvariantBreaks', 1);
    }
    if (breach === 'denied_but_mailed') return;
    const facts = { at, detail, soft, sesMessageId };
    const moved = await rewriteDelivery(deps, delivery, (current) => raiseAttempt(current, event.attempt, to, facts));
    await conversationChanged(deps, { deliveries: [moved] });
    // send-email does this too, but its own response may have been lost.
    if (to === 'accepted' || attempt.sesMessageId === null) await rememberMessageId(deps, delivery, sesMessageId);
  };
