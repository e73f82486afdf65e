import { inboundPrefix } from '../../shared/domain/files/file-keys.ts';
import { capturedFact } from '../../shared/domain/inbound/parsed-mail.ts';
import type { Ports } from '../../shared/ports/ports.ts';

type Deps = Pick<Ports, 'clock' | 'communications' | 'mail' | 'log' | 'metrics'>;

/** SES's ids are made of these, in any order: two of them cut the bucket into slices, each looked at once a day. */
const letters = '0123456789abcdefghijklmnopqrstuvwxyz';
const mailsPerSlice = 1000;

/** By then SES's call, its retries and those of the bucket's notice are over. */
const settledAfterMs = 2 * 60 * 60_000;
/** The dead letters, which hold what the mail was, are kept as long. */
const forgottenAfterMs = 14 * 24 * 60 * 60_000;

/** Of a day's 1,440 minutes 1,296 have a slice; in the others there is no such key. */
const sliceAt = (now: Date): string => {
  const slice = Math.floor(now.getTime() / 60_000) % (24 * 60);
  return `${letters[Math.floor(slice / letters.length)] ?? '-'}${letters[slice % letters.length]}`;
};

/**
 * Raw mails that were never captured: counted and named, nothing more. The stored file does not say for whom it was nor what
 * the checks found, so no conversation may be made of it (docs/decisions/0014).
 */
export const findUncaptured = (deps: Deps) => async () => {
  const now = deps.clock.now().getTime();
  const mails = await deps.mail.list(`${inboundPrefix}${sliceAt(deps.clock.now())}`, mailsPerSlice);
  const due = mails.filter(({ at }) => now - at.getTime() > settledAfterMs && now - at.getTime() < forgottenAfterMs);
  let uncaptured = 0;
  for (const { key } of due) {
    const sesMessageId = key.slice(inboundPrefix.length);
    if ((await deps.communications.recall(capturedFact(sesMessageId))) !== null) continue;
    deps.log.warn('mail never captured', { sesMessageId });
    uncaptured += 1;
  }
  deps.metrics.count('Uncaptured', uncaptured);
  return { uncaptured };
};
