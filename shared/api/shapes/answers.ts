import { z } from 'zod';
import { AttachmentId, CommunicationId, ContactId, DirectoryId, EmailId } from '../../domain/ids.ts';
import { maxAttachmentCount, maxMessageLength, maxSubjectLength } from '../../domain/limits.ts';
import { Block, Language, MailLine } from '../../domain/text.ts';
import { Composer } from './sending.ts';

/** The bodies and responses of replies and forwards written in the Emails tab. */

const AnswerKind = z.enum(['reply', 'reply_all', 'forward']);

export const answerQuery = z.object({ kind: AnswerKind.default('reply') });

export const AnswerComposer = Composer.omit({ invoiceVersion: true, signature: true }).extend({
  /**
   * Only its author, those addressed, the conversation's sender and the Admins will see it. Replies from people outside
   * the conversation go to its author alone.
   */
  aside: z.boolean(),
  /** The conversation's PDF; null when there is none. `bytes` is null until it is rendered. */
  document: z.object({ fileName: z.string(), bytes: z.number().int().nullable() }).nullable(),
  /** The attachments of the answered email that may be forwarded. */
  files: z.array(z.object({ id: AttachmentId, fileName: z.string(), bytes: z.number().int(), inline: z.boolean() })),
});

export const AnswerBody = z.strictObject({
  kind: AnswerKind,
  /** The email being answered or forwarded; its text is quoted below the message. */
  inReplyTo: EmailId,
  to: z.array(DirectoryId).min(1),
  cc: z.array(DirectoryId).default([]),
  bcc: z.array(DirectoryId).default([]),
  /** Absent: the answered email's subject, prefixed with "Re:", "Fwd:" or "TR :". */
  subject: MailLine(maxSubjectLength).optional(),
  message: Block(maxMessageLength).default(''),
  attachmentIds: z.array(AttachmentId).max(maxAttachmentCount).default([]),
  /** The attachments of the answered email to send along. */
  forwardedIds: z.array(AttachmentId).max(maxAttachmentCount).default([]),
  /** Attach the conversation's PDF, as it was first mailed. */
  includeDocument: z.boolean().default(false),
  language: Language,
});
export type AnswerBody = z.infer<typeof AnswerBody>;

/** `recipients`: everyone who gets a message, with groups expanded. */
export const AnswerAccepted = z.object({
  communicationId: CommunicationId,
  emailId: EmailId,
  recipients: z.array(ContactId),
});
