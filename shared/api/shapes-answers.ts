import { z } from 'zod';
import { AttachmentId, CommunicationId, ContactId, DirectoryId, EmailId } from '../domain/ids.ts';
import { maxAttachmentCount, maxMessageLength, maxSubjectLength } from '../domain/limits.ts';
import { Block, Language, Line } from '../domain/text.ts';

/** Replies and forwards that are written on the page. */

export const AnswerBody = z.strictObject({
  kind: z.enum(['reply', 'reply_all', 'forward']),
  /** The email of this conversation that is answered, or passed on; its own words stand below the message. */
  inReplyTo: EmailId,
  to: z.array(DirectoryId).min(1),
  cc: z.array(DirectoryId).default([]),
  bcc: z.array(DirectoryId).default([]),
  /** Absent: that email's, behind "Re:", "Fwd:" or "TR :". */
  subject: Line(maxSubjectLength).optional(),
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
