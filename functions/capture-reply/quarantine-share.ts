import { isProven } from '../../shared/domain/inbound/capture-decision.ts';
import { quarantinedPerThreadHour } from '../../shared/domain/limits.ts';
import type { Ports } from '../../shared/ports/ports.ts';
import type { Captured } from './captured.ts';
import { incomingId } from './keep-mail.ts';

type Deps = Pick<Ports, 'communications' | 'usage'>;

/**
 * Mail from a known and proven person never counts, whatever else is wrong with it: a flood by strangers must not bury
 * it.
 */
const isKnownAndProven = ({ author, former, receipt, mail }: Captured): boolean =>
  (author !== null || former !== null) && isProven({ ...receipt, mail });

/**
 * Null for mail that the quarantine lists by itself. For mail beyond its conversation's share, the hour (YYYY-MM-DDTHH)
 * whose line stands for it. The line is counted before the mail is stored: after a crash it may count one too many, but
 * it never hides one.
 */
export const hourBeyondShare = async (deps: Deps, captured: Captured): Promise<string | null> => {
  const { communication: c, receipt, decision } = captured;
  if (decision.action !== 'quarantine' || isKnownAndProven(captured)) return null;
  const emailId = incomingId(receipt, c.id);
  const hour = receipt.timestamp.slice(0, 13);
  const share = {
    scope: `held#${c.id}`,
    window: hour,
    token: emailId.slice(-16),
    amount: 1,
    most: quarantinedPerThreadHour,
  };
  if ((await deps.usage.spend(share)).isSpent) return null;
  await deps.communications.countBeyond(
    { projectId: c.projectId, invoiceId: c.invoiceId, communicationId: c.id, hour },
    1,
  );
  return hour;
};
