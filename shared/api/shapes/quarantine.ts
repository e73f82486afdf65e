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

/** Quarantined mail as the API returns it: facts and plain text only, never HTML or files. */

export const quarantinePath = projectPath.extend({ emailId: EmailId });
/** `beyond`: mail over a conversation's hourly limit; it requires `communicationId` and `hour`. */
export const quarantineQuery = pageQuery.extend({
  state: z.enum(['held', 'handled', 'beyond']).default('held'),
  communicationId: CommunicationId.optional(),
  hour: Hour.optional(),
});

export const DecisionBody = z.strictObject({ reason: Line(maxReasonLength) });

export const QuarantinedMail = z.object({
  id: EmailId,
  invoiceId: InvoiceId,
  /** The conversation that the mail's address or a message id in it refers to. */
  communicationId: CommunicationId,
  communicationSubject: z.string(),
  reason: QuarantineReason,
  /** The sender as the mail claims it, unverified. */
  from: z.object({ name: z.string(), address: z.string() }),
  subject: z.string(),
  receivedAt: Instant,
  bytes: z.number().int(),
  /** The first ten. */
  fileNames: z.array(z.string()),
  fileCount: z.number().int(),
  /** For the reason `former_address`: who had the address, and until when, as far as known; null otherwise. */
  former: z.object({ name: z.string(), until: Instant.nullable() }).nullable(),
  verdicts: Verdicts,
  /** The beginning of the text, in plain text; null when the mail was not read. */
  excerpt: z.string().nullable(),
  mayRelease: z.boolean(),
  handled: Handling.nullable(),
});
export type QuarantinedMail = z.infer<typeof QuarantinedMail>;

/** One line for the mails of a conversation between `from` and `until` over its hourly limit, which are not listed. */
export const QuarantineGroupView = QuarantineGroup.omit({ projectId: true }).extend({
  communicationSubject: z.string(),
  from: Instant,
  until: Instant,
});

/** The mails to discard: those named, or up to a hundred of one group. */
export const BulkDiscardBody = z.union([
  z.strictObject({ emailIds: z.array(EmailId).min(1).max(maxBulk), reason: Line(maxReasonLength) }),
  z.strictObject({
    beyond: z.strictObject({ communicationId: CommunicationId, hour: Hour }),
    reason: Line(maxReasonLength),
  }),
]);
export const BulkDiscarded = z.object({
  /** `released`: another Admin released the mail first. `missing`: there is no such mail. */
  results: z.array(z.object({ emailId: EmailId, outcome: z.enum(['discarded', 'released', 'missing']) })),
  /** Whether the group still contains mail: then repeat the request. */
  more: z.boolean(),
});

/** The state of an incoming email's relay. `waiting`: an Admin must pass it on, for the given `reason`. */
export const RelayStanding = z.object({
  state: z.enum(['waiting', 'relayed', 'none']),
  reason: RelayWait.nullable(),
  /** The Admin who passed it on; null when it was relayed automatically. */
  by: z.string().nullable(),
});
/** The Admin who released the mail from quarantine. Only Admins see the reason. */
export const ReleasedBy = z.object({ name: z.string(), at: Instant, reason: z.string().nullable() });

export const RelayAccepted = z.object({ emailId: EmailId, relayId: EmailId, recipients: z.number().int() });
