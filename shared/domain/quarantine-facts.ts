import { z } from 'zod';
import { EmailId, UserId } from './ids.ts';
import { Instant } from './text.ts';

/** What is kept with mail that was held back (design.md section 8). The rules are in quarantine.ts. */

export const QuarantineReason = z.enum([
  'malware',
  'spam',
  'unparseable',
  'ambiguous_sender',
  'unknown_sender',
  'former_address',
  'spoof_suspected',
  'removed_person',
]);
export type QuarantineReason = z.infer<typeof QuarantineReason>;

/** SES's own words, as the receipt had them: PASS, FAIL, GRAY, PROCESSING_FAILED, or anything new. */
export const Verdicts = z.object({
  spam: z.string(),
  virus: z.string(),
  spf: z.string(),
  dkim: z.string(),
  dmarc: z.string(),
});
export type Verdicts = z.infer<typeof Verdicts>;

/** What an Admin decided about it, and why: the first decision stands. The name is what the directory said then. */
export const Handling = z.object({
  action: z.enum(['released', 'discarded']),
  by: UserId,
  name: z.string(),
  at: Instant,
  reason: z.string(),
});
export type Handling = z.infer<typeof Handling>;

export const HeldFacts = z.object({
  reason: QuarantineReason,
  verdicts: Verdicts,
  /** Of the untouched original. */
  bytes: z.number().int(),
  /** Made safe, and nothing more: no file can be had before the mail is released. */
  fileNames: z.array(z.string()),
  /** Whose address it was, and until when; null where nobody wrote that down. */
  former: z.object({ name: z.string(), until: Instant.nullable() }).optional(),
  /** When the Admins are to be told that it is here; absent: not any more. */
  tellAt: Instant.optional(),
  handled: Handling.optional(),
  /** Released, and not all that follows from it is written yet. */
  unfinished: z.literal(true).optional(),
});
export type HeldFacts = z.infer<typeof HeldFacts>;

/**
 * Why a recorded reply is not relayed by itself: nothing proves its sender, nothing in it says that it was written to this
 * conversation, or after the conversation began, or the thread has had its share of relays, or the project of mails.
 */
export const RelayWait = z.enum(['unverified', 'unaddressed', 'before_conversation', 'brake', 'budget']);
export type RelayWait = z.infer<typeof RelayWait>;

/** Who had it relayed. `verified`: the sender was proven all the same. */
export const PassedOn = z.object({ by: UserId, name: z.string(), at: Instant, verified: z.boolean() });
export type PassedOn = z.infer<typeof PassedOn>;

/** What a notice about mail held back tells, and of which mails. Nothing that a stranger wrote is in it. */
export const HeldNotice = z.object({
  reason: QuarantineReason,
  projectName: z.string(),
  emailIds: z.array(EmailId).min(1),
});
export type HeldNotice = z.infer<typeof HeldNotice>;
