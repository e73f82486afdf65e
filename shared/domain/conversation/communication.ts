import { z } from 'zod';
import { CommunicationId, ContactId, EmailId, InvoiceId, ProjectId, UserId } from '../ids.ts';
import { Instant, Language, Sha256 } from '../text.ts';
import { invoiceVersionOf, type OutgoingEmail, Recipient } from './email.ts';

/**
 * A person added by an email from the tab (ADR 22), whose author is `writer`. `part` is `conversation` for a person who
 * is openly in it and receives what follows, and `email` for one who was shown only that email and whose reply goes to
 * its author.
 */
export const Joined = Recipient.extend({
  part: z.enum(['conversation', 'email']),
  since: Instant,
  writer: Recipient,
});
export type Joined = z.infer<typeof Joined>;

/** A conversation about one invoice, as the Emails tab lists it. reconcile rebuilds it from its first email. */
export const Communication = z.object({
  id: CommunicationId,
  projectId: ProjectId,
  invoiceId: InvoiceId,
  subject: z.string(),
  private: z.boolean(),
  /** The sender is always a participant. The contact id and the address let replies reach them. */
  createdBy: UserId,
  sender: z.object({ contactId: ContactId, name: z.string(), address: z.string() }),
  createdAt: Instant,
  lastActivityAt: Instant,
  firstEmailId: EmailId,
  language: Language,
  invoiceVersion: Sha256,
  /** The first email's recipients, as they were when it was sent. */
  participants: z.array(Recipient),
  /** The people added later. This list only grows. */
  joined: z.array(Joined).optional(),
  /**
   * When the conversation exceeded its relays per day (limits.relaysPerThreadDay). Every relay then waits until an
   * Admin passes one on.
   */
  relaysStoppedAt: Instant.optional(),
  /** When an Admin ended such a stop by passing a relay on; the daily count starts there. */
  relaysFrom: Instant.optional(),
});
export type Communication = z.infer<typeof Communication>;

/** One email in the index of its thread: a small item beside the communication, so that a list reads no emails. */
export const ThreadEntry = z.object({
  communicationId: CommunicationId,
  emailId: EmailId,
  direction: z.enum(['outgoing', 'incoming']),
  kind: z.enum(['invoice', 'reply', 'forward', 'relay', 'automatic', 'notice']),
  createdAt: Instant,
  authorUserId: UserId.nullable(),
  authorContactId: ContactId.nullable(),
  visibility: z.enum(['thread', 'sender_and_admins']),
  /** The addressees of an email from the tab: they see it even where they see nothing else of the conversation. */
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
  invoiceVersion: email.document ? invoiceVersionOf(email.document) : '',
  participants: email.recipients,
});
