import type { IncomingEmail } from '../../shared/domain/email.ts';
import { safeFileName } from '../../shared/domain/file-name.ts';
import type { RelayWait } from '../../shared/domain/quarantine-facts.ts';
import type { Captured } from './captured.ts';

const waits: Record<string, RelayWait> = {
  relay_waits_unverified: 'unverified',
  relay_waits_brake: 'brake',
  relay_waits_budget: 'budget',
};

const maxFileNames = 50;

/** What an Admin is to know who decides about a mail; or why a recorded reply waits for one. */
export const heldBack = ({
  receipt,
  mail,
  decision,
  bytes,
}: Pick<Captured, 'receipt' | 'mail' | 'decision' | 'bytes'>): Pick<IncomingEmail, 'held' | 'relayWaits'> => {
  if (decision.action === 'record') {
    const relayWaits = waits[decision.reason ?? ''];
    return relayWaits ? { relayWaits } : {};
  }
  const fileNames = (mail?.files ?? []).slice(0, maxFileNames).flatMap((file) => safeFileName(file.fileName) ?? []);
  return { held: { reason: decision.reason, verdicts: receipt.verdicts, bytes, fileNames, tellAt: receipt.timestamp } };
};
