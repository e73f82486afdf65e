import type { OutgoingEmail } from '../../shared/domain/conversation/email.ts';
import { fairShare, mostListed } from './each-alone.ts';
import { type ReconcileDeps, reconcileEmail } from './reconcile-email.ts';

/** One email's failure must not keep the others waiting: the next tick retries it. */
const tryOne = (deps: ReconcileDeps, email: OutgoingEmail) =>
  reconcileEmail(deps, email).catch((error: unknown) => {
    deps.log.warn('email not reconciled', {
      emailId: email.id,
      error: error instanceof Error ? error.name : 'unknown',
    });
    return 'trouble' as const;
  });

/**
 * Starts emails that were written but never started, closes finished ones, and starts a new run where deliveries still
 * wait after a run ended. Returns how many emails had which decision.
 */
export const lookAtOpenEmails = (deps: ReconcileDeps) => async () => {
  const tally = { wait: 0, start: 0, settle: 0, startAgain: 0, abandon: 0, trouble: 0 };
  const open = await deps.communications.listOpenEmails(mostListed);
  for (const email of fairShare(open, deps.clock.now())) tally[await tryOne(deps, email)] += 1;
  return tally;
};
