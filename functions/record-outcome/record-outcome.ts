import { conversationChanged } from '../../shared/actions/conversation-changed.ts';
import { moveDelivery } from '../../shared/actions/move-delivery.ts';
import { settleEmail } from '../../shared/actions/settle-email.ts';
import type { RecordOutcomeInput, RecordOutcomeResult } from '../../shared/domain/conversation/flow.ts';
import type { Delivery } from '../../shared/domain/delivery/delivery.ts';
import { latestAttempt } from '../../shared/domain/delivery/delivery-rules.ts';
import type { Ports } from '../../shared/ports/ports.ts';

type Deps = Pick<Ports, 'clock' | 'communications'>;

/** Without a document nobody gets anything: what still waits has failed. */
const failWaiting = async (deps: Deps, emailId: string, reason: { detail: string }): Promise<void> => {
  const deliveries = await deps.communications.listDeliveries(emailId);
  const waiting = deliveries.filter((delivery) => latestAttempt(delivery).state === 'ready');
  await Promise.all(waiting.map((delivery) => moveDelivery(deps, delivery, 'failed', reason)));
};

/** Those that this run was about; one that it never came to claim names no run. */
const ofRun =
  (run: number) =>
  (delivery: Delivery): boolean =>
    [run, null].includes(latestAttempt(delivery).run);

/** Whatever died on the way, the readers hear of the run at its end; of the first run, that its document is there too. */
const raiseRevisions = async (deps: Deps, emailId: string, run: number): Promise<void> => {
  const email = run === 1 ? await deps.communications.getEmail(emailId) : null;
  if (email) await conversationChanged(deps, { email });
  const deliveries = await deps.communications.listDeliveries(emailId);
  await conversationChanged(deps, { deliveries: deliveries.filter(ofRun(run)), ...(email && { of: email }) });
};

/**
 * The end of every path of the flow. A send that ended in an error says nothing certain about its deliveries: one that
 * still waits is for reconcile to start again, and one under way is for it to give up.
 */
export const recordOutcome =
  (deps: Deps) =>
  async ({ emailId, run, failedStep }: RecordOutcomeInput): Promise<RecordOutcomeResult> => {
    if (failedStep === 'render') await failWaiting(deps, emailId, { detail: 'render_failed' });
    if (failedStep === 'render_limit') await failWaiting(deps, emailId, { detail: 'render_limit' });
    const state = await settleEmail(deps, emailId, run);
    await raiseRevisions(deps, emailId, run);
    return { emailId, state };
  };
