import type { QuarantinedEmail } from '../domain/conversation/quarantine.ts';
import type { Ports } from '../ports/ports.ts';

/**
 * Writes what was decided about a held mail, if nobody had yet, and takes it from the count of its hour's line. When this dies
 * in between, the line promises one too many until it is discarded as a whole.
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
