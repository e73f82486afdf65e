import type { MailOutcome } from './mail-outcome.ts';

/**
 * What a failed SES call means (docs/sending-protocol.md#what-the-answer-means). The one question: can SES have taken the
 * mail? When it surely did not, the answer says why; when nobody can know, it is `unknown`, and no machine sends that mail again.
 */

/** `status`: the HTTP status when an answer came. `code`: the system's word when none came, such as ECONNRESET. */
export type SesFailure = { name: string; message: string; status: number | null; code: string | null };

/** No connection was made, so nothing was posted. */
const neverConnected = ['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN'];

/** Ours to fix, and the mail is still good afterwards: account, credentials, permission, clock. */
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

/** Not `sending_paused`: that is a project's own switch, and cancels (find-refusal.ts). This one passes. */
const accountPaused = 'SendingPausedException';

/** SES says both limits with one error name; only the words tell the day's quota from the second's rate. */
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

export const outcomeOfFailure = (failure: SesFailure): MailOutcome => {
  if (failure.status !== null) return outcomeOfAnswer(failure, failure.status);
  if (failure.code !== null && neverConnected.includes(failure.code)) return { kind: 'throttled' };
  if (failure.name === 'CredentialsProviderError') return { kind: 'held', code: 'credentials' };
  return { kind: 'unknown', code: reasonCode(failure.code ?? failure.name) };
};

/**
 * The Message-ID that SES puts on a mail, without angle brackets. SES overwrites ours; the host is the Region's, and
 * us-east-1's has no Region in it.
 * https://docs.aws.amazon.com/ses/latest/dg/header-fields.html
 */
export const messageIdOf = (sesMessageId: string, region: string): string =>
  `${sesMessageId}@${region === 'us-east-1' ? 'email' : region}.amazonses.com`;
