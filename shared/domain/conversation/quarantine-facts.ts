import { z } from 'zod';
import { CommunicationId, EmailId, InvoiceId, ProjectId, UserId } from '../ids.ts';
import { Instant } from '../text.ts';

/** The facts that are kept with quarantined mail (docs/receiving.md#quarantine). The rules are in quarantine.ts. */

export const QuarantineReason = z.enum([
  'malware',
  'spam',
  'unparseable',
  'ambiguous_sender',
  'unknown_sender',
  'former_address',
  'spoof_suspected',
  'removed_person',
  'report',
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
  /** Null: the service itself, after `afterDays` in which nobody decided. */
  by: UserId.nullable(),
  name: z.string(),
  at: Instant,
  reason: z.string(),
  afterDays: z.number().int().optional(),
});
export type Handling = z.infer<typeof Handling>;

/** A clock hour of UTC: 2026-12-01T14. */
export const Hour = z.string().regex(/^\d{4}-\d\d-\d\dT\d\d$/);

export const QuarantineFacts = z.object({
  reason: QuarantineReason,
  verdicts: Verdicts,
  /** Of the untouched original. */
  bytes: z.number().int(),
  /** Made safe, and nothing more: no file can be had before the mail is released. */
  fileNames: z.array(z.string()),
  /** Whose address it was, and until when; null where nobody wrote that down. */
  former: z.object({ name: z.string(), until: Instant.nullable() }).optional(),
  /** The beginning of its words, for the list; absent from mail of before it was kept, and where nobody looked into the mail. */
  excerpt: z.string().optional(),
  /** It came when its conversation had had its share of the hour: listed with the others of that hour, as one line. */
  beyond: Hour.optional(),
  /** When the Admins are to be told that it is here; absent: not any more. */
  tellAt: Instant.optional(),
  handled: Handling.optional(),
  /** Released, and not all that follows from it is written yet. */
  unfinished: z.literal(true).optional(),
});
export type QuarantineFacts = z.infer<typeof QuarantineFacts>;

/** The mails of one conversation and hour beyond its share. `count`: one that was captured anew after a death counts twice. */
export const QuarantineGroup = z.object({
  projectId: ProjectId,
  invoiceId: InvoiceId,
  communicationId: CommunicationId,
  hour: Hour,
  count: z.number().int(),
});
export type QuarantineGroup = z.infer<typeof QuarantineGroup>;

/**
 * Why a recorded reply is not relayed by itself: nothing proves its sender, nothing in it says that it was written to this
 * conversation, or after the conversation began, or the thread has had its share of relays (of the moment, or
 * of the day), or the project of mails.
 */
export const RelayWait = z.enum(['unverified', 'unaddressed', 'before_conversation', 'brake', 'budget', 'daily_cap']);
export type RelayWait = z.infer<typeof RelayWait>;

/** Who had it relayed. `verified`: the sender was proven all the same. */
export const PassedOn = z.object({ by: UserId, name: z.string(), at: Instant, verified: z.boolean() });
export type PassedOn = z.infer<typeof PassedOn>;

/** What a notice about mail held back tells, and of which mails. Nothing that a stranger wrote is in it. */
export const QuarantineNotice = z.object({
  reason: QuarantineReason,
  projectName: z.string(),
  emailIds: z.array(EmailId).min(1),
});
export type QuarantineNotice = z.infer<typeof QuarantineNotice>;
