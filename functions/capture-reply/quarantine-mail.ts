import type { IncomingEmail } from '../../shared/domain/conversation/email.ts';
import { RelayWait } from '../../shared/domain/conversation/quarantine-facts.ts';
import { excerptOf } from '../../shared/domain/excerpt.ts';
import { safeFileName } from '../../shared/domain/files/file-name.ts';
import type { Captured } from './captured.ts';

const waits = new Map<string, RelayWait>(RelayWait.options.map((wait) => [`relay_waits_${wait}`, wait]));

const maxFileNames = 50;

/** The facts that an Admin needs to decide about a quarantined mail; for a recorded reply, why its relay waits. */
export const quarantined = (
  {
    receipt,
    mail,
    decision,
    bytes,
    former,
    beyond,
  }: Pick<Captured, 'receipt' | 'mail' | 'decision' | 'bytes' | 'former' | 'beyond'>,
  text: string | null,
): Pick<IncomingEmail, 'held' | 'relayWaits'> => {
  if (decision.action === 'record') {
    const relayWaits = waits.get(decision.reason ?? '');
    return relayWaits ? { relayWaits } : {};
  }
  const fileNames = (mail?.files ?? []).slice(0, maxFileNames).flatMap((file) => safeFileName(file.fileName) ?? []);
  const { verdicts, timestamp } = receipt;
  return {
    held: {
      ...{ reason: decision.reason, verdicts, bytes, fileNames },
      ...(former && { former: { name: former.name, until: former.until } }),
      ...(text !== null && { excerpt: excerptOf(text) }),
      // The Admins are notified of the listed mails; the mails beyond the share add one line to the list and no further
      // notice.
      ...(beyond ? { beyond } : { tellAt: timestamp }),
    },
  };
};
