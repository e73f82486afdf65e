import { z } from 'zod';
import { AttachmentId, CommunicationId, ContactId, DirectoryId, EmailId } from '../../domain/ids.ts';
import { maxAttachmentCount, maxMessageLength, maxSubjectLength } from '../../domain/limits.ts';
import { Block, Language, MailLine } from '../../domain/text.ts';
import { Composer } from './sending.ts';

/** Replies and forwards that are written on the page. */

const AnswerKind = z.enum(['reply', 'reply_all', 'forward']);

export const answerQuery = z.object({ kind: AnswerKind.default('reply') });

export const AnswerComposer = Composer.omit({ invoiceVersion: true }).extend({
  /** Only the people it is addressed to, the conversation's sender and the Admins will see it; answers come to its writer. */
  aside: z.boolean(),
  /** The conversation's PDF; null when there is none. `bytes` is null until it is rendered. */
  document: z.object({ fileName: z.string(), bytes: z.number().int().nullable() }).nullable(),
  /** Files of that email that may go along. */
  files: z.array(z.object({ id: AttachmentId, fileName: z.string(), bytes: z.number().int(), inline: z.boolean() })),
});

export const AnswerBody = z.strictObject({
  kind: AnswerKind,
  /** The email of this conversation that is answered, or passed on; its own words stand below the message. */
  inReplyTo: EmailId,
  to: z.array(DirectoryId).min(1),
  cc: z.array(DirectoryId).default([]),
  bcc: z.array(DirectoryId).default([]),
  /** Absent: that email's, behind "Re:", "Fwd:" or "TR :". */
  subject: MailLine(maxSubjectLength).optional(),
  message: Block(maxMessageLength).default(''),
  attachmentIds: z.array(AttachmentId).max(maxAttachmentCount).default([]),
  /** Files of that email which go along. */
  forwardedIds: z.array(AttachmentId).max(maxAttachmentCount).default([]),
  /** The conversation's PDF, as it was mailed first. */
  includeDocument: z.boolean().default(false),
  language: Language,
});
export type AnswerBody = z.infer<typeof AnswerBody>;

/** `recipients`: everybody who gets a message, groups expanded. */
export const AnswerAccepted = z.object({
  communicationId: CommunicationId,
  emailId: EmailId,
  recipients: z.array(ContactId),
});
