import { conversationChanged } from '../../shared/actions/conversation-changed.ts';
import { rewriteDelivery } from '../../shared/actions/move-delivery.ts';
import { withNoFeedbackMark } from '../../shared/domain/delivery/reconcile-lists.ts';
import type { Ports } from '../../shared/ports/ports.ts';
import { eachAlone, mostListed } from './each-alone.ts';

type Deps = Pick<Ports, 'clock' | 'communications' | 'log' | 'metrics'>;

/** SES's first event takes seconds, and SES retries a slow server for hours: a day of silence is unusual. */
const silenceMs = 24 * 60 * 60_000;

/**
 * Marks and counts, once, mails that SES accepted a day ago and has reported nothing about since. The state stays,
 * since a missing event proves nothing.
 */
export const markNoFeedback = (deps: Deps) => async () => {
  const acceptedBefore = deps.clock.now().getTime() - silenceMs;
  const accepted = await deps.communications.listForReconcile('accepted', mostListed);
  const withoutFeedback = accepted.filter((delivery) => Date.parse(delivery.latest.at) <= acceptedBefore);
  const marked = await eachAlone(deps, withoutFeedback, async (delivery) => {
    const marked = await rewriteDelivery(deps, delivery, withNoFeedbackMark);
    await conversationChanged(deps, { deliveries: [marked] });
    return true;
  });
  deps.metrics.count('AcceptedWithoutEvent', marked);
  return { unheard: marked };
};
