import { notFound } from '../domain/errors.ts';
import type { Ports } from '../ports/ports.ts';
import { launchEmail } from './launch-email.ts';

/**
 * Starts a new run over deliveries that have just become `ready` again. The email is read after those writes, so the
 * process that raises the run starts one that finds them all; if that process dies, the email is on the open list.
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
