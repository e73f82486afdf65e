import { z } from 'zod';

/** What was found out about an incoming mail when it was captured, kept for whoever reads it: never asked again. */

/**
 * Why its sender is believed, or is not. `no_policy_…`: the domain in From has no DMARC policy, and SPF or DKIM, or neither,
 * passed for it. `sender_differs`: the verdict is about another sender than the one in From. The rest are reasons of the
 * quarantine; mail that was released from it keeps its own.
 */
export const TrustReason = z.enum([
  'dmarc_passed',
  'no_policy_spf',
  'no_policy_dkim',
  'no_policy_nothing',
  'dmarc_failed',
  'dmarc_unknown',
  'sender_differs',
  'report',
  'unknown_sender',
  'former_address',
  'ambiguous_sender',
  'removed_person',
  'spam',
  'malware',
  'unparseable',
]);
export type TrustReason = z.infer<typeof TrustReason>;

/** What kind of machine wrote it. `absence`: away from the office; `auto_reply`: any other answer by itself. */
export const AutomaticKind = z.enum(['absence', 'auto_reply', 'bounce', 'read_receipt', 'complaint', 'list']);
export type AutomaticKind = z.infer<typeof AutomaticKind>;

export const MailNotes = z.object({
  trustReason: TrustReason,
  /** Null for what a person wrote. */
  automatic: AutomaticKind.nullable(),
});
export type MailNotes = z.infer<typeof MailNotes>;
