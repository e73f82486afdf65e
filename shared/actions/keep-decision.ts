import type { QuarantinedEmail } from '../domain/conversation/quarantine.ts';
import type { Ports } from '../ports/ports.ts';

/**
 * Writes the decision about a quarantined mail unless there is one already, and subtracts the mail from its hour's
 * line. After a crash in between, the line counts one too many until it is discarded as a whole.
 */
export const keepDecision = async (
  { communications }: Pick<Ports, 'communications'>,
  decided: QuarantinedEmail,
): Promise<boolean> => {
  if (!(await communications.decideQuarantine(decided))) return false;
  const { projectId, invoiceId, communicationId } = decided;
  const hour = decided.held.beyond;
  if (hour !== undefined) await communications.countBeyond({ projectId, invoiceId, communicationId, hour }, -1);
  return true;
};
