/** What one SES call came to. `unknown`: the network hid it. */
export type MailOutcome =
  | { kind: 'accepted'; sesMessageId: string }
  | { kind: 'refused'; code: string }
  | { kind: 'held'; code: string }
  | { kind: 'throttled' }
  | { kind: 'unknown'; code: string };
