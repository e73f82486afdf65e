import { notFound } from '../domain/errors.ts';
import type { Ports } from '../ports/ports.ts';
import { launchEmail } from './launch-email.ts';

/**
 * A new run over what has just become `ready` again. Read after those writes: whoever counts the run up then starts a run
 * that finds them all, and when that process dies the email stands on the open list.
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
