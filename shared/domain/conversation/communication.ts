import { z } from 'zod';
import { CommunicationId, ContactId, EmailId, InvoiceId, ProjectId, UserId } from '../ids.ts';
import { Instant, Language, Sha256 } from '../text.ts';
import { type OutgoingEmail, Recipient } from './email.ts';

/**
 * Somebody whom an email from the tab brought in (ADR 22). `conversation`: openly, and gets what follows. `email`: was
 * shown that email alone, and answers to whoever wrote it.
 */
export const Joined = Recipient.extend({
  part: z.enum(['conversation', 'email']),
  since: Instant,
  writer: Recipient,
});
export type Joined = z.infer<typeof Joined>;

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
  /** Only ever grows. */
  joined: z.array(Joined).optional(),
  /** It had too many relays in a day (limits.relaysPerThreadDay): all wait, until an Admin passes one on. */
  relaysStoppedAt: Instant.optional(),
  /** When an Admin did so last: they are counted from then. */
  relaysFrom: Instant.optional(),
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
  /** Of an email from the tab: whom it is addressed to. They see it, whatever else they may not. */
  audience: z.array(Recipient.pick({ recipientId: true, userId: true })).optional(),
});
export type ThreadEntry = z.infer<typeof ThreadEntry>;

/** The conversation that an email opens. */
export const communicationOf = (email: OutgoingEmail): Communication => ({
  id: email.communicationId,
  projectId: email.projectId,
  invoiceId: email.invoiceId,
  subject: email.subject,
  private: email.private,
  createdBy: email.from.userId ?? '',
  sender: { contactId: email.from.contactId ?? '', name: email.from.name, address: email.from.address },
  createdAt: email.createdAt,
  lastActivityAt: email.createdAt,
  firstEmailId: email.id,
  language: email.language,
  invoiceVersion: email.document?.version ?? '',
  participants: email.recipients,
});
