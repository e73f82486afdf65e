import { conversationChanged } from '../../shared/actions/conversation-changed.ts';
import { launchEmail } from '../../shared/actions/launch-email.ts';
import { moveDelivery } from '../../shared/actions/move-delivery.ts';
import { settleEmail } from '../../shared/actions/settle-email.ts';
import type { OutgoingEmail } from '../../shared/domain/conversation/email.ts';
import { executionName } from '../../shared/domain/conversation/flow.ts';
import type { Delivery } from '../../shared/domain/delivery/delivery.ts';
import type { Ports } from '../../shared/ports/ports.ts';
import { type Decision, decideNext } from './decide-next.ts';

/** Reconciles one open email. Everything here may be repeated, even by two ticks at once. */

export type ReconcileDeps = Pick<Ports, 'clock' | 'communications' | 'files' | 'sendFlow' | 'log'>;

/** Does what record-outcome does at the end of a run, if the run never got there. */
const close = async (deps: ReconcileDeps, email: OutgoingEmail, deliveries: Delivery[]): Promise<void> => {
  await settleEmail(deps, email.id, email.run);
  if (email.run === 1) await conversationChanged(deps, { email });
  await conversationChanged(deps, { deliveries });
};

const abandon = async (deps: ReconcileDeps, email: OutgoingEmail, deliveries: Delivery[]): Promise<void> => {
  const waiting = deliveries.filter((delivery) => delivery.latest.state === 'ready');
  await Promise.all(waiting.map((d) => moveDelivery(deps, d, 'failed', { detail: 'not_sent' })));
  await close(deps, email, deliveries);
};

/** Starts the next run. If several ticks try at once, only the one that raises the number of the run starts it. */
const startAgain = async (deps: ReconcileDeps, email: OutgoingEmail): Promise<void> => {
  const isOurs = await deps.communications.nextRun(email.id, email.run, deps.clock.now().toISOString());
  if (isOurs) await launchEmail(deps, { ...email, run: email.run + 1 });
};

const act: Record<Decision, (deps: ReconcileDeps, email: OutgoingEmail, deliveries: Delivery[]) => Promise<unknown>> = {
  wait: async () => {},
  start: launchEmail,
  settle: close,
  startAgain,
  abandon,
};

export const reconcileEmail = async (deps: ReconcileDeps, email: OutgoingEmail): Promise<Decision> => {
  const execution = await deps.sendFlow.describe(executionName(email.id, email.run));
  const deliveries = await deps.communications.listDeliveries(email.id);
  const decision = decideNext({ email, execution, deliveries, now: deps.clock.now() });
  await act[decision](deps, email, deliveries);
  return decision;
};
