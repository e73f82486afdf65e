import { conversationChanged } from '../../shared/actions/conversation-changed.ts';
import { moveDelivery } from '../../shared/actions/move-delivery.ts';
import { settleEmail } from '../../shared/actions/settle-email.ts';
import type { RecordOutcomeInput, RecordOutcomeResult } from '../../shared/domain/conversation/flow.ts';
import type { Delivery } from '../../shared/domain/delivery/delivery.ts';
import type { Ports } from '../../shared/ports/ports.ts';

type Deps = Pick<Ports, 'clock' | 'communications'>;

/** Without a document nothing can be sent: deliveries still waiting become `failed`. */
const failWaiting = async (deps: Deps, emailId: string, reason: { detail: string }): Promise<void> => {
  const deliveries = await deps.communications.listDeliveries(emailId);
  const waiting = deliveries.filter((delivery) => delivery.latest.state === 'ready');
  await Promise.all(waiting.map((delivery) => moveDelivery(deps, delivery, 'failed', reason)));
};

/** The deliveries this run was about; one that was never claimed has no run yet. */
const ofRun =
  (run: number) =>
  (delivery: Delivery): boolean =>
    [run, null].includes(delivery.latest.run);

/**
 * Raises the revisions at the end of the run, in case a step died before it could: for the deliveries, and after the
 * first run also for the document.
 */
const raiseRevisions = async (deps: Deps, emailId: string, run: number): Promise<void> => {
  const email = run === 1 ? await deps.communications.getEmail(emailId) : null;
  if (email) await conversationChanged(deps, { email });
  const deliveries = await deps.communications.listDeliveries(emailId);
  await conversationChanged(deps, { deliveries: deliveries.filter(ofRun(run)), ...(email && { of: email }) });
};

/**
 * Ends every path of the flow. A send that ended with an error proves nothing about its deliveries: reconcile restarts
 * those still waiting, and gives up the claims of those under way.
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
