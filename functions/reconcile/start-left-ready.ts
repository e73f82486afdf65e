import { restartEmail } from '../../shared/actions/restart-email.ts';
import type { Ports } from '../../shared/ports/ports.ts';
import { graceMs } from './decide-next.ts';
import { eachAlone, mostListed } from './each-alone.ts';

type Deps = Pick<Ports, 'clock' | 'communications' | 'files' | 'sendFlow' | 'log'>;

/**
 * Restarts emails that are closed but have `ready` attempts: the process that wrote those (a resend, a resumed hold)
 * died before it could reopen the email. Attempts of open emails are found by the open list.
 */
export const startLeftReady = (deps: Deps) => async () => {
  const writtenBefore = deps.clock.now().getTime() - graceMs;
  const waiting = await deps.communications.listForReconcile('ready', mostListed);
  const old = waiting.filter((delivery) => Date.parse(delivery.latest.at) <= writtenBefore);
  const emails = [...new Set(old.map(({ emailId }) => emailId))].map((emailId) => ({ emailId }));
  const leftReady = await eachAlone(deps, emails, async ({ emailId }) => {
    const email = await deps.communications.getEmail(emailId);
    if (email?.direction !== 'outgoing' || email.settledAt === null) return false;
    await restartEmail(deps, emailId);
    return true;
  });
  return { leftReady };
};
