import { conversationChanged } from '../../shared/actions/conversation-changed.ts';
import { rewriteDelivery } from '../../shared/actions/move-delivery.ts';
import { latestAttempt } from '../../shared/domain/delivery/delivery-rules.ts';
import { withNoFeedbackMark } from '../../shared/domain/delivery/reconcile-lists.ts';
import type { Ports } from '../../shared/ports/ports.ts';
import { eachAlone, mostListed } from './each-alone.ts';

type Deps = Pick<Ports, 'clock' | 'communications' | 'log' | 'metrics'>;

/** SES's first event of a mail takes seconds, and it asks a slow server again for hours: a day of silence is odd. */
const silenceMs = 24 * 60 * 60_000;

/**
 * Mails that SES took a day ago and of which nothing was heard since: each gets a note on its delivery, once, and is
 * counted. Its state stays what it is, since an absent event proves nothing.
 */
export const markNoFeedback = (deps: Deps) => async () => {
  const acceptedBefore = deps.clock.now().getTime() - silenceMs;
  const accepted = await deps.communications.listForReconcile('accepted', mostListed);
  const silent = accepted.filter((delivery) => Date.parse(latestAttempt(delivery).at) <= acceptedBefore);
  const marked = await eachAlone(deps, silent, async (delivery) => {
    const marked = await rewriteDelivery(deps, delivery, withNoFeedbackMark);
    await conversationChanged(deps, { deliveries: [marked] });
    return true;
  });
  deps.metrics.count('AcceptedWithoutEvent', marked);
  return { unheard: marked };
};
