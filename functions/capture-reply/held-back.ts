import type { IncomingEmail } from '../../shared/domain/email.ts';
import { safeFileName } from '../../shared/domain/file-name.ts';
import { RelayWait } from '../../shared/domain/quarantine-facts.ts';
import type { Captured } from './captured.ts';

const waits = new Map<string, RelayWait>(RelayWait.options.map((wait) => [`relay_waits_${wait}`, wait]));

const maxFileNames = 50;

/** What an Admin is to know who decides about a mail; or why a recorded reply waits for one. */
export const heldBack = ({
  receipt,
  mail,
  decision,
  bytes,
  former,
}: Pick<Captured, 'receipt' | 'mail' | 'decision' | 'bytes' | 'former'>): Pick<
  IncomingEmail,
  'held' | 'relayWaits'
> => {
  if (decision.action === 'record') {
    const relayWaits = waits.get(decision.reason ?? '');
    return relayWaits ? { relayWaits } : {};
  }
  const fileNames = (mail?.files ?? []).slice(0, maxFileNames).flatMap((file) => safeFileName(file.fileName) ?? []);
  const facts = { reason: decision.reason, verdicts: receipt.verdicts, bytes, fileNames, tellAt: receipt.timestamp };
  return { held: { ...facts, ...(former && { former: { name: former.name, until: former.until } }) } };
};
