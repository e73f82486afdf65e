import { z } from 'zod';
import {
  Handling,
  Hour,
  QuarantineGroup,
  QuarantineReason,
  RelayWait,
  Verdicts,
} from '../../domain/conversation/quarantine-facts.ts';
import { CommunicationId, EmailId, InvoiceId } from '../../domain/ids.ts';
import { maxBulk, maxReasonLength } from '../../domain/limits.ts';
import { Instant, Line } from '../../domain/text.ts';
import { pageQuery, projectPath } from './parameters.ts';

/** Mail that was held back, as it goes over the wire: facts and plain text, never HTML, and no file. */

export const quarantinePath = projectPath.extend({ emailId: EmailId });
/** `beyond`: the mails of one conversation and hour beyond its share; `communicationId` and `hour` say which. */
export const quarantineQuery = pageQuery.extend({
  state: z.enum(['held', 'handled', 'beyond']).default('held'),
  communicationId: CommunicationId.optional(),
  hour: Hour.optional(),
});

export const DecisionBody = z.strictObject({ reason: Line(maxReasonLength) });

export const QuarantinedMail = z.object({
  id: EmailId,
  invoiceId: InvoiceId,
  /** The conversation that its address, or an id in it, names. */
  communicationId: CommunicationId,
  communicationSubject: z.string(),
  reason: QuarantineReason,
  /** What the mail says of itself. Nobody vouches for it. */
  from: z.object({ name: z.string(), address: z.string() }),
  subject: z.string(),
  receivedAt: Instant,
  bytes: z.number().int(),
  /** The first ten. */
  fileNames: z.array(z.string()),
  fileCount: z.number().int(),
  /** Of `former_address`: whose it was, and until when; null where that is not known. */
  former: z.object({ name: z.string(), until: Instant.nullable() }).nullable(),
  verdicts: Verdicts,
  /** The beginning of its words, as plain text; null where nothing was taken out of the mail. */
  excerpt: z.string().nullable(),
  mayRelease: z.boolean(),
  handled: Handling.nullable(),
});
export type QuarantinedMail = z.infer<typeof QuarantinedMail>;

/** One line of the list: the mails of a conversation between `from` and `until` beyond its share, kept and not listed. */
export const QuarantineGroupView = QuarantineGroup.omit({ projectId: true }).extend({
  communicationSubject: z.string(),
  from: Instant,
  until: Instant,
});

/** Those named, or a hundred of one group. */
export const BulkDiscardBody = z.union([
  z.strictObject({ emailIds: z.array(EmailId).min(1).max(maxBulk), reason: Line(maxReasonLength) }),
  z.strictObject({
    beyond: z.strictObject({ communicationId: CommunicationId, hour: Hour }),
    reason: Line(maxReasonLength),
  }),
]);
export const BulkDiscarded = z.object({
  /** `released`: another Admin was first, and decided the other way. `missing`: there is no such mail. */
  results: z.array(z.object({ emailId: EmailId, outcome: z.enum(['discarded', 'released', 'missing']) })),
  /** Of a group: there are more of them. */
  more: z.boolean(),
});

/** How far the relay of an incoming email is. `waiting`: for an Admin, for that reason. */
export const RelayStanding = z.object({
  state: z.enum(['waiting', 'relayed', 'none']),
  reason: RelayWait.nullable(),
  /** Who had it relayed; null for what was relayed by itself. */
  by: z.string().nullable(),
});
/** Who let it in that was held back. Why: for the Admins. */
export const ReleasedBy = z.object({ name: z.string(), at: Instant, reason: z.string().nullable() });

export const RelayAccepted = z.object({ emailId: EmailId, relayId: EmailId, recipients: z.number().int() });
