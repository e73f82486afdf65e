import { z } from 'zod';
import { AttachmentId, ContactId, DirectoryId, EmailId } from '../../domain/ids.ts';
import { InvoiceSignature } from '../../domain/invoice/signature.ts';
import {
  maxAttachmentCount,
  maxMessageLength,
  maxReasonLength,
  maxRecipients,
  maxSubjectLength,
} from '../../domain/limits.ts';
import { Block, Instant, Language, Line, MailLine, Sha256 } from '../../domain/text.ts';
import { DirectoryEntry } from './projects.ts';

/** The bodies and responses of sending: the composer's defaults, uploads, the email itself and resends. */

export const Composer = z.object({
  to: z.array(DirectoryEntry),
  cc: z.array(DirectoryEntry),
  subject: z.string(),
  /** The default subject in both languages: a change of language replaces a subject that was not edited. */
  subjects: z.object({ en: z.string(), fr: z.string() }),
  language: Language,
  invoiceVersion: Sha256,
  /**
   * The sender's name and title for a signature; null unless the contract asks for one. `now` is the service's clock,
   * because the moment of signing must be right.
   */
  signature: z.object({ name: z.string(), title: z.string(), validSeconds: z.number().int(), now: Instant }).nullable(),
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
  subject: MailLine(maxSubjectLength),
  message: Block(maxMessageLength).default(''),
  attachmentIds: z.array(AttachmentId).max(maxAttachmentCount).default([]),
  language: Language,
  invoiceVersion: Sha256,
  signature: InvoiceSignature.optional(),
});
export type SendBody = z.infer<typeof SendBody>;

/** Recipients of the email by contact id, no groups. The reason is stored with the attempt and shown to Admins. */
export const ResendBody = z.strictObject({
  recipients: z
    .array(ContactId)
    .min(1)
    .max(maxRecipients + 1),
  reason: Line(maxReasonLength),
});

export const ResendAccepted = z.object({ emailId: EmailId, recipients: z.array(ContactId) });
