import type { QuarantinedEmail } from '../domain/conversation/quarantine.ts';
import type { Ports } from '../ports/ports.ts';

/**
 * Writes the decision about a quarantined mail, and subtracts the mail from the count of its group (QuarantineGroup) if
 * it is in one. False if there is a decision already. After a crash in between, the group counts one too many until it
 * is discarded as a whole.
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
