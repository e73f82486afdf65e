import { z } from 'zod';
import { DeliveryState, RecipientRole } from '../domain/delivery.ts';
import { EmailKind } from '../domain/email.ts';
import {
  AttachmentId,
  CommunicationId,
  ContactId,
  ContractId,
  DirectoryId,
  EmailId,
  GroupId,
  InvoiceId,
  ProjectId,
  UserId,
} from '../domain/ids.ts';
import { BillingPeriod, ComputedLine, InvoiceInput, InvoiceStatus, InvoiceSummary, Tax } from '../domain/invoice.ts';
import {
  maxAttachmentCount,
  maxMessageLength,
  maxReasonLength,
  maxRecipients,
  maxSubjectLength,
} from '../domain/limits.ts';
import { Amount } from '../domain/money.ts';
import { Level, Project } from '../domain/project.ts';
import { Block, Instant, IsoDate, Language, Line, Sha256 } from '../domain/text.ts';

/** What goes over the wire. Responses are parsed with these too, so that nothing leaks that is not listed here. */

export const Problem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.number().int(),
  code: z.string(),
  detail: z.string(),
  errors: z.array(z.object({ pointer: z.string(), detail: z.string() })).optional(),
});
export type Problem = z.infer<typeof Problem>;

export const listOf = <T extends z.ZodType>(item: T) =>
  z.object({ items: z.array(item), nextCursor: z.string().nullable() });

const ProjectAccess = z.object({
  id: ProjectId,
  name: z.string(),
  number: z.string(),
  level: Level,
  viewInvoiceDetails: z.boolean(),
});

export const Me = z.object({
  id: UserId,
  name: z.string().nullable(),
  language: Language.nullable(),
  projects: z.array(ProjectAccess),
});

export const DirectoryEntry = z.object({
  id: DirectoryId,
  type: z.enum(['person', 'group']),
  name: z.string(),
  company: z.string(),
  /** Null for a group. */
  email: z.string().nullable(),
  jobTitle: z.string(),
  language: Language.nullable(),
  /** Groups only: how many people. */
  memberCount: z.number().int().nullable(),
});

export const InvoiceHeader = z.object({
  id: InvoiceId,
  number: z.string(),
  status: InvoiceStatus,
  contractId: ContractId,
  contractNumber: z.string(),
  contractTitle: z.string(),
  client: z.string(),
  billingPeriod: BillingPeriod,
  billingDate: IsoDate,
  dueDate: IsoDate.nullable(),
  currency: z.string(),
  lineCount: z.number().int(),
  /** Null for a caller without the Detail right. */
  due: Amount.nullable(),
});

/** The Detail-only fields are null for a caller without the right. */
export const InvoiceView = InvoiceHeader.extend({
  previousCertificates: Amount.nullable(),
  taxes: z.array(Tax).nullable(),
  summary: InvoiceSummary.nullable(),
  version: Sha256.nullable(),
  counts: z.object({ lines: z.number().int(), communications: z.number().int(), unread: z.number().int() }),
  permissions: z.object({ viewDetail: z.boolean(), send: z.boolean() }),
});

export const StoredInvoice = InvoiceInput.omit({
  lines: true,
  linesUploadId: true,
  totals: true,
  releaseAllRetainage: true,
})
  .strip()
  .extend({
    id: InvoiceId,
    lineCount: z.number().int(),
    summary: InvoiceSummary,
    version: Sha256,
  });

export const LineView = ComputedLine;

export const PreviewBody = z.strictObject({ language: Language });
export const PreviewReady = z.object({
  state: z.literal('ready'),
  url: z.string(),
  sha256: Sha256,
  pages: z.number().int(),
  bytes: z.number().int(),
});
/** `progress` is the share of pages done, 0 to 1; the pages are null until the first of them are done. */
export const PreviewRendering = z.object({
  state: z.literal('rendering'),
  progress: z.number(),
  pagesDone: z.number().int().nullable(),
  pages: z.number().int().nullable(),
});

export const Composer = z.object({
  to: z.array(DirectoryEntry),
  cc: z.array(DirectoryEntry),
  subject: z.string(),
  /** The same subject in both languages, so that changing the language changes an untouched subject. */
  subjects: z.object({ en: z.string(), fr: z.string() }),
  language: Language,
  invoiceVersion: Sha256,
  attachmentLimits: z.object({ totalBytes: z.number().int(), count: z.number().int() }),
  recipientLimit: z.number().int(),
});

export const AttachmentBody = z.strictObject({
  fileName: z.string(),
  bytes: z.number().int().min(1),
  contentType: z.string().regex(/^[a-z0-9][a-z0-9!#$&^_.+-]{0,63}\/[a-z0-9][a-z0-9!#$&^_.+-]{0,127}$/),
  sha256: Sha256,
});
export const AttachmentUpload = z.object({
  attachmentId: AttachmentId,
  fileName: z.string(),
  upload: z.object({ method: z.literal('PUT'), url: z.string(), headers: z.record(z.string(), z.string()) }),
});

export const SendBody = z.strictObject({
  to: z.array(DirectoryId).min(1),
  cc: z.array(DirectoryId).default([]),
  bcc: z.array(DirectoryId).default([]),
  private: z.boolean().default(false),
  subject: Line(maxSubjectLength),
  message: Block(maxMessageLength).default(''),
  attachmentIds: z.array(AttachmentId).max(maxAttachmentCount).default([]),
  language: Language,
  invoiceVersion: Sha256,
});
export type SendBody = z.infer<typeof SendBody>;

export const CommunicationState = z.enum(['queued', 'sending', 'sent', 'partly_sent', 'failed', 'held']);

const Person = z.object({ contactId: ContactId.nullable(), name: z.string(), address: z.string() });

export const DeliveryView = z.object({
  recipientId: ContactId,
  role: RecipientRole,
  name: z.string(),
  address: z.string(),
  state: DeliveryState,
  soft: z.boolean(),
  at: Instant,
  detail: z.string().nullable(),
  attempts: z.array(
    z.object({
      number: z.number().int(),
      state: DeliveryState,
      at: Instant,
      detail: z.string().nullable(),
      /** Who asked for this attempt, and why: for the Admins; null otherwise, and of the first attempt. */
      requestedBy: UserId.nullable(),
      requestedByName: z.string().nullable(),
      reason: z.string().nullable(),
      history: z.array(z.object({ state: DeliveryState, at: Instant, detail: z.string().nullable() })),
    }),
  ),
});

export const AttachmentView = z.object({
  id: AttachmentId,
  fileName: z.string(),
  bytes: z.number().int(),
  contentType: z.string(),
  sha256: Sha256,
  inline: z.boolean(),
});

export const EmailView = z.object({
  id: EmailId,
  direction: z.enum(['outgoing', 'incoming']),
  kind: EmailKind,
  from: Person,
  to: z.array(Person),
  cc: z.array(Person),
  /** Only those whom the caller may know of. */
  bcc: z.array(Person),
  subject: z.string(),
  text: z.string(),
  html: z.string().nullable(),
  quotedText: z.string().nullable(),
  /** Outgoing: when the first message was handed over, null before. */
  sentAt: Instant.nullable(),
  /** Incoming only. */
  receivedAt: Instant.nullable(),
  createdAt: Instant,
  state: CommunicationState.nullable(),
  trust: z.enum(['verified', 'unverified']).nullable(),
  /** A relay: the incoming email that it carried to these people. */
  relayOf: EmailId.nullable(),
  hasOriginal: z.boolean(),
  document: z
    .object({ fileName: z.string(), sha256: Sha256.nullable(), bytes: z.number().int().nullable() })
    .nullable(),
  attachments: z.array(AttachmentView),
  deliveries: z.array(DeliveryView),
});
export type EmailView = z.infer<typeof EmailView>;

export const CommunicationView = z.object({
  id: CommunicationId,
  invoiceId: InvoiceId,
  subject: z.string(),
  private: z.boolean(),
  state: CommunicationState,
  createdBy: z.object({ id: UserId, name: z.string() }),
  createdAt: Instant,
  lastActivityAt: Instant,
  emailCount: z.number().int(),
  replyCount: z.number().int(),
  unreadCount: z.number().int(),
  to: z.array(Person),
  /** sha256 and bytes are null until the PDF is rendered; `outdated`: what would be printed now differs. */
  document: z.object({
    sha256: Sha256.nullable(),
    bytes: z.number().int().nullable(),
    invoiceVersion: Sha256,
    outdated: z.boolean(),
  }),
  permissions: z.object({ send: z.boolean(), changePrivate: z.boolean() }),
  emails: z.array(EmailView).optional(),
});
export type CommunicationView = z.infer<typeof CommunicationView>;

/** People only, and only recipients of that email. The reason is kept with the attempt, for the Admins. */
export const ResendBody = z.strictObject({
  recipients: z
    .array(ContactId)
    .min(1)
    .max(maxRecipients + 1),
  reason: Line(maxReasonLength),
});
export const ResendAccepted = z.object({ emailId: EmailId, recipients: z.array(ContactId) });

/** One line of the report of deliveries: the latest attempt. */
export const DeliveryRow = z.object({
  invoiceId: InvoiceId,
  invoiceNumber: z.string(),
  communicationId: CommunicationId,
  emailId: EmailId,
  recipientId: ContactId,
  role: RecipientRole,
  name: z.string(),
  address: z.string(),
  state: DeliveryState,
  /** A bounce that may be temporary. */
  soft: z.boolean(),
  /** Since when it is in this state. */
  at: Instant,
  detail: z.string().nullable(),
  attempt: z.number().int(),
});
export type DeliveryRow = z.infer<typeof DeliveryRow>;

export const PrivateBody = z.strictObject({ private: z.boolean() });

export const Download = z.object({
  url: z.string(),
  fileName: z.string(),
  bytes: z.number().int(),
  sha256: Sha256,
  expiresAt: Instant,
});

export const StoredProject = Project.omit({ sendingPaused: true }).strip();

export const projectPath = z.object({ projectId: ProjectId });
export const invoicePath = projectPath.extend({ invoiceId: InvoiceId });
export const communicationPath = projectPath.extend({ communicationId: CommunicationId });
export const emailPath = communicationPath.extend({ emailId: EmailId });
export const memberPath = projectPath.extend({ userId: UserId });
export const contactPath = projectPath.extend({ contactId: ContactId });
export const groupPath = projectPath.extend({ groupId: GroupId });
export const contractPath = projectPath.extend({ contractId: ContractId });
export const attachmentPath = emailPath.extend({ attachmentId: AttachmentId });
export const pageQuery = z.object({
  limit: z.coerce.number().int().min(1).max(100).default(25),
  cursor: z.string().max(2000).optional(),
});
export const searchQuery = pageQuery.extend({ q: z.string().max(200).optional() });
/** The route itself refuses a state that does not exist, with 422: a report of nothing would read as good news. */
export const deliveriesQuery = pageQuery.extend({
  state: z.string().optional().meta({ enum: DeliveryState.options }),
});
