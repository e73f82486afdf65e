import { inboundPrefix } from '../../shared/domain/files/file-keys.ts';
import { capturedFact } from '../../shared/domain/inbound/parsed-mail.ts';
import type { Ports } from '../../shared/ports/ports.ts';

type Deps = Pick<Ports, 'clock' | 'communications' | 'mail' | 'log' | 'metrics'>;

/** SES's ids consist of these characters: the first two cut the bucket into slices, each checked once a day. */
const letters = '0123456789abcdefghijklmnopqrstuvwxyz';
const mailsPerSlice = 1000;

/** By then SES's invocation, its retries and those of the bucket's notification are over. */
const settledAfterMs = 2 * 60 * 60_000;
/** Dead letters, which contain the mail's facts, are kept for 14 days too: later it can no longer be captured. */
const forgottenAfterMs = 14 * 24 * 60 * 60_000;

/** The prefix for this minute: 1,296 of a day's 1,440 minutes have one; in the others the prefix matches no key. */
const sliceAt = (now: Date): string => {
  const slice = Math.floor(now.getTime() / 60_000) % (24 * 60);
  return `${letters[Math.floor(slice / letters.length)] ?? '-'}${letters[slice % letters.length]}`;
};

/**
 * Counts and logs raw mails that were never captured, and changes nothing. The stored file does not say who it was for
 * or what the checks found, so it cannot be assigned to a conversation (ADR 14).
 */
export const findUncaptured = (deps: Deps) => async () => {
  const now = deps.clock.now().getTime();
  const mails = await deps.mail.list(`${inboundPrefix}${sliceAt(deps.clock.now())}`, mailsPerSlice);
  const due = mails.filter(({ at }) => now - at.getTime() > settledAfterMs && now - at.getTime() < forgottenAfterMs);
  let uncaptured = 0;
  for (const { key } of due) {
    const sesMessageId = key.slice(inboundPrefix.length);
    if ((await deps.communications.getFact(capturedFact(sesMessageId))) !== null) continue;
    deps.log.warn('mail never captured', { sesMessageId });
    uncaptured += 1;
  }
  deps.metrics.count('Uncaptured', uncaptured);
  return { uncaptured };
};
