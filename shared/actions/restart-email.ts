import { notFound } from '../domain/errors.ts';
import type { Ports } from '../ports/ports.ts';
import { launchEmail } from './launch-email.ts';

/**
 * Starts a new run of an email whose deliveries have just become `ready` again. The email is read after those writes,
 * so whichever process raises the run number starts a run that finds all of them. If that process dies, the email is on
 * the open list, and reconcile starts the run.
 */
export const restartEmail = async (
  deps: Pick<Ports, 'clock' | 'communications' | 'files' | 'sendFlow' | 'log'>,
  emailId: string,
): Promise<void> => {
  const email = await deps.communications.getEmail(emailId);
  if (email?.direction !== 'outgoing') throw notFound();
  const isOurs = await deps.communications.nextRun(email.id, email.run, deps.clock.now().toISOString());
  if (isOurs) await launchEmail(deps, { ...email, run: email.run + 1 });
};
