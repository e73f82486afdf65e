/** The outcome of one SES call. `unknown`: it never became known whether SES took the mail. */
export type MailOutcome =
  | { kind: 'accepted'; sesMessageId: string }
  | { kind: 'refused'; code: string }
  | { kind: 'held'; code: string }
  | { kind: 'throttled' }
  | { kind: 'unknown'; code: string };
