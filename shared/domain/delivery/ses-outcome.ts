import type { MailOutcome } from './mail-outcome.ts';

/**
 * Interprets a failed SES call (docs/sending-protocol.md#what-the-answer-means). The only question is whether SES can
 * have taken the mail. When it certainly did not, the outcome says why; when that cannot be known it is `unknown`, and
 * no program sends that mail again by itself.
 */

/** `status`: the HTTP status; null if no response came. `code`: then the system's error code, such as ECONNRESET. */
export type SesFailure = { name: string; message: string; status: number | null; code: string | null };

/** No connection was made, so nothing was posted. */
const neverConnected = ['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN'];

/**
 * Errors whose cause is on our side: account, credentials or permission. The mail can still be sent once it is removed.
 */
const ours = [
  'AccountSuspendedException',
  'LimitExceededException',
  'CredentialsProviderError',
  'AccessDeniedException',
];

const throttles = ['TooManyRequestsException', 'ThrottlingException', 'Throttling'];

/** `MailFromDomainNotVerifiedException` ─▶ `mail_from_domain_not_verified`: a stable code for the delivery's detail. */
const reasonCode = (name: string): string =>
  name
    .replace(/(?:Exception|Error)$/, '')
    .replaceAll(/([a-z0-9])([A-Z])/g, '$1_$2')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '_');

/**
 * SES has paused our account, which holds deliveries for a time. The detail `sending_paused` is something else: a
 * project's kill switch, which cancels them (find-cancel-reason.ts).
 */
const accountPaused = 'SendingPausedException';

/** SES uses one error name for both limits; only the message distinguishes the daily quota from the rate. */
const isDailyQuota = (failure: SesFailure): boolean => /daily.*quota/i.test(failure.message);

const outcomeOfAnswer = (failure: SesFailure, status: number): MailOutcome => {
  const code = reasonCode(failure.name);
  if (isDailyQuota(failure)) return { kind: 'held', code: 'daily_quota' };
  if (failure.name === accountPaused) return { kind: 'held', code: 'account_paused' };
  if (status === 429 || throttles.includes(failure.name)) return { kind: 'throttled' };
  if (status === 401 || status === 403 || ours.includes(failure.name)) return { kind: 'held', code };
  if (status >= 400 && status < 500 && status !== 408) return { kind: 'refused', code };
  return { kind: 'unknown', code: `http_${status}` };
};

/** The outcome of a call that failed; never `accepted`. */
export const outcomeOfFailure = (failure: SesFailure): MailOutcome => {
  if (failure.status !== null) return outcomeOfAnswer(failure, failure.status);
  if (failure.code !== null && neverConnected.includes(failure.code)) return { kind: 'throttled' };
  if (failure.name === 'CredentialsProviderError') return { kind: 'held', code: 'credentials' };
  return { kind: 'unknown', code: reasonCode(failure.code ?? failure.name) };
};

/**
 * The Message-ID that SES gives a mail in place of ours, without angle brackets. Its host names the Region, except for
 * us-east-1, where it is `email`. https://docs.aws.amazon.com/ses/latest/dg/header-fields.html
 */
export const messageIdOf = (sesMessageId: string, region: string): string =>
  `${sesMessageId}@${region === 'us-east-1' ? 'email' : region}.amazonses.com`;
