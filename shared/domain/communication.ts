import { z } from 'zod';
import { Recipient } from './email.ts';
import { CommunicationId, ContactId, EmailId, InvoiceId, ProjectId, UserId } from './ids.ts';
import { Instant, Language, Sha256 } from './text.ts';

/** A conversation about one invoice: the Emails tab lists these. Rebuilt by reconcile from its first email. */
export const Communication = z.object({
  id: CommunicationId,
  projectId: ProjectId,
  invoiceId: InvoiceId,
  subject: z.string(),
  private: z.boolean(),
  /** The sender: always a participant. `contactId` and address so that replies reach them. */
  createdBy: UserId,
  sender: z.object({ contactId: ContactId, name: z.string(), address: z.string() }),
  createdAt: Instant,
  lastActivityAt: Instant,
  firstEmailId: EmailId,
  language: Language,
  invoiceVersion: Sha256,
  /** The first email's recipients, frozen: who the conversation is between. */
  participants: z.array(Recipient),
});
export type Communication = z.infer<typeof Communication>;

/** The thread's index: one light item per email, beside the communication. */
export const ThreadEntry = z.object({
  communicationId: CommunicationId,
  emailId: EmailId,
  direction: z.enum(['outgoing', 'incoming']),
  kind: z.enum(['invoice', 'reply', 'forward', 'relay', 'automatic', 'notice']),
  createdAt: Instant,
  authorUserId: UserId.nullable(),
  authorContactId: ContactId.nullable(),
  visibility: z.enum(['thread', 'sender_and_admins']),
});
export type ThreadEntry = z.infer<typeof ThreadEntry>;
