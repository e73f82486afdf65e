import { z } from 'zod';

/** The findings of capture about an incoming mail, stored for its readers and never determined again. */

/**
 * Why the sender is trusted, or not. `no_policy_…`: the From domain has no DMARC policy, and SPF, DKIM or neither
 * passed for it. `sender_differs`: the verdict concerns another sender than the one in From. The remaining values are
 * quarantine reasons, which a mail keeps when it is released.
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

/** The kind of automatic mail. `absence`: an out-of-office reply; `auto_reply`: any other automatic reply. */
export const AutomaticKind = z.enum(['absence', 'auto_reply', 'bounce', 'read_receipt', 'complaint', 'list']);
export type AutomaticKind = z.infer<typeof AutomaticKind>;

export const MailNotes = z.object({
  trustReason: TrustReason,
  /** Null for mail that a person wrote. */
  automatic: AutomaticKind.nullable(),
});
export type MailNotes = z.infer<typeof MailNotes>;
