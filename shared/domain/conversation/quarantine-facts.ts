import { z } from 'zod';
import { CommunicationId, EmailId, InvoiceId, ProjectId, UserId } from '../ids.ts';
import { Instant } from '../text.ts';

/** The data stored with quarantined mail (docs/receiving.md#quarantine). The rules are in quarantine.ts. */

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

/** SES's verdicts as the receipt gave them: PASS, FAIL, GRAY, PROCESSING_FAILED, or any future value. */
export const Verdicts = z.object({
  spam: z.string(),
  virus: z.string(),
  spf: z.string(),
  dkim: z.string(),
  dmarc: z.string(),
});
export type Verdicts = z.infer<typeof Verdicts>;

/** The decision about a mail, and its reason; the first one stands. `name` is the Admin's name at that time. */
export const Handling = z.object({
  action: z.enum(['released', 'discarded']),
  /** Null when the service discarded it after `afterDays` without a decision. */
  by: UserId.nullable(),
  name: z.string(),
  at: Instant,
  reason: z.string(),
  afterDays: z.number().int().optional(),
});
export type Handling = z.infer<typeof Handling>;

/** A clock hour in UTC: 2026-12-01T14. */
export const Hour = z.string().regex(/^\d{4}-\d\d-\d\dT\d\d$/);

export const QuarantineFacts = z.object({
  reason: QuarantineReason,
  verdicts: Verdicts,
  /** Size of the untouched original. */
  bytes: z.number().int(),
  /** The names, made safe to show. The files themselves cannot be downloaded before the mail is released. */
  fileNames: z.array(z.string()),
  /** The person who had this address, and until when; null where the date of the change is not recorded. */
  former: z.object({ name: z.string(), until: Instant.nullable() }).optional(),
  /**
   * The beginning of the text, for the list; absent from mail captured before this field existed, and from mail that
   * was never parsed.
   */
  excerpt: z.string().optional(),
  /** The hour in which it exceeded its conversation's share: the list shows all such mails of an hour as one line. */
  beyond: Hour.optional(),
  /** When the Admins are to be notified; absent once they need not be any more. */
  tellAt: Instant.optional(),
  handled: Handling.optional(),
  /** Set from the release until everything that follows from it is written. */
  unfinished: z.literal(true).optional(),
});
export type QuarantineFacts = z.infer<typeof QuarantineFacts>;

/**
 * One conversation's mails beyond its share of one hour. `count` is approximate: a mail captured again after a crash
 * counts twice.
 */
export const QuarantineGroup = z.object({
  projectId: ProjectId,
  invoiceId: InvoiceId,
  communicationId: CommunicationId,
  hour: Hour,
  count: z.number().int(),
});
export type QuarantineGroup = z.infer<typeof QuarantineGroup>;

/**
 * Why a recorded reply is not relayed automatically: its sender is not verified (`unverified`), nothing in it names
 * this conversation (`unaddressed`) or proves that it was written after the conversation began (`before_conversation`),
 * the thread has had its share of relays (`brake` for the moment, `daily_cap` for the day), or the project its share of
 * mails (`budget`).
 */
export const RelayWait = z.enum(['unverified', 'unaddressed', 'before_conversation', 'brake', 'budget', 'daily_cap']);
export type RelayWait = z.infer<typeof RelayWait>;

/** The Admin who passed a waiting relay on. `verified`: the reply's sender was verified all the same. */
export const PassedOn = z.object({ by: UserId, name: z.string(), at: Instant, verified: z.boolean() });
export type PassedOn = z.infer<typeof PassedOn>;

/** The facts of a notice about quarantined mail, and the mails it covers. It contains nothing that a stranger wrote. */
export const QuarantineNotice = z.object({
  reason: QuarantineReason,
  projectName: z.string(),
  emailIds: z.array(EmailId).min(1),
});
export type QuarantineNotice = z.infer<typeof QuarantineNotice>;
