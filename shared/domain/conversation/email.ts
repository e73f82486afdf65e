import { z } from 'zod';
import { RecipientRole } from '../delivery/delivery.ts';
import { AttachmentId, CommunicationId, ContactId, EmailId, InvoiceId, ProjectId, UserId } from '../ids.ts';
import { PrintedSignature } from '../invoice/signature.ts';
import { Instant, Language, Sha256 } from '../text.ts';
import { MailNotes } from './mail-notes.ts';
import { NoticeFacts } from './notice-facts.ts';
import { PassedOn, QuarantineFacts, QuarantineNotice, RelayWait } from './quarantine-facts.ts';

/**
 * The shape of one email of a conversation, outgoing or incoming. An outgoing one is the commit item
 * (docs/sending-protocol.md#the-commit-item).
 */

export const EmailKind = z.enum(['invoice', 'reply', 'forward', 'relay', 'automatic', 'notice']);
export type EmailKind = z.infer<typeof EmailKind>;

/**
 * A person named in a header. `contactId` is null for somebody outside the directory, named by a reply's own To or Cc.
 */
export const Mailbox = z.object({ contactId: ContactId.nullable(), name: z.string(), address: z.string() });
export type Mailbox = z.infer<typeof Mailbox>;

/** A person who gets a message, with name and address as they were when it was sent. `recipientId` is a contact id. */
export const Recipient = z.object({
  recipientId: ContactId,
  userId: UserId.nullable(),
  role: RecipientRole,
  name: z.string(),
  address: z.string(),
  /** Set on a notice, which is written in each recipient's own language. */
  language: Language.optional(),
  /**
   * Set on an email from the tab for a recipient who is not openly in the conversation: their reply goes to the email's
   * author (ADR 22).
   */
  aside: z.literal(true).optional(),
});
export type Recipient = z.infer<typeof Recipient>;

export const EmailFile = z.object({
  id: AttachmentId,
  fileName: z.string(),
  bytes: z.number().int(),
  contentType: z.string(),
  sha256: Sha256,
  /** The key of the object in FILES_BUCKET. */
  key: z.string(),
  /** The Content-ID of an inline image, without angle brackets. */
  contentId: z.string().nullable(),
});
export type EmailFile = z.infer<typeof EmailFile>;

/**
 * The content of the quote in a reply. A relay carries the quote for `answers` and `other`. `known`: our own mail or
 * other text of the conversation, which the others already have. `answers`: the author says that the answers are in the
 * quote, or wrote between the lines of our mail. `aside`: text that was not addressed to everybody. `other`: anything
 * else, which the others may never have seen.
 */
const QuoteHolds = z.enum(['known', 'answers', 'aside', 'other']);
export type QuoteHolds = z.infer<typeof QuoteHolds>;

/**
 * `text` is what the person wrote, and `signature` what stands under all their mails. `quotedText` is what their mail
 * program quoted; in older bodies without a `signature` field it includes the signature. `html` is sanitised and
 * includes the signature.
 */
export const EmailBody = z.object({
  text: z.string(),
  html: z.string().nullable(),
  quotedText: z.string().nullable(),
  signature: z.string().nullable().optional(),
  /** `quotedText` as HTML: present on an email from the tab, and on a reply whose relay carries its quote. */
  quotedHtml: z.string().nullable().optional(),
  /** Present on a reply with a quote; absent from mail captured before quotes were classified. */
  quoteHolds: QuoteHolds.optional(),
});
export type EmailBody = z.infer<typeof EmailBody>;

/** The part of a body stored in a file that the thread shows, so that listing emails reads no files. */
export const ShownBody = z.object({
  text: z.string(),
  signature: z.string().nullable(),
  /** Whether the text or the signature was shortened. */
  cut: z.boolean(),
  hasHtml: z.boolean(),
  hasQuote: z.boolean(),
  /** Whether the quote contains answers, so that it is shown expanded. */
  quoteOpen: z.boolean().default(false),
});
export type ShownBody = z.infer<typeof ShownBody>;

/**
 * The Detail PDF of an invoice email. Its key is derived from version, template and language. The version of a signed
 * document differs from the invoice's, which is in its signature.
 */
const EmailDocument = z.object({
  version: Sha256,
  template: z.string(),
  language: Language,
  fileName: z.string(),
  key: z.string(),
  signature: PrintedSignature.optional(),
});
type EmailDocument = z.infer<typeof EmailDocument>;

/** The version of the invoice that a document shows, signed or not. */
export const invoiceVersionOf = ({ version, signature }: EmailDocument): string => signature?.invoiceVersion ?? version;

/**
 * The people who see an email in its conversation. `thread`: everybody who is openly in it. `sender_and_admins`: only
 * the sender, the Admins, the email's author and those it was addressed to, as for a Bcc person's reply and an aside.
 */
const EmailVisibility = z.enum(['thread', 'sender_and_admins']);

const common = {
  id: EmailId,
  projectId: ProjectId,
  invoiceId: InvoiceId,
  communicationId: CommunicationId,
  kind: EmailKind,
  createdAt: Instant,
  from: Mailbox.extend({ userId: UserId.nullable() }),
  to: z.array(Mailbox),
  cc: z.array(Mailbox),
  subject: z.string(),
  /** Null when the body is too large for the item; `bodyKey` then names its file in FILES_BUCKET. */
  body: EmailBody.nullable(),
  bodyKey: z.string().nullable(),
  /** Accompanies `bodyKey`; absent from mail stored before this field existed. */
  shown: ShownBody.optional(),
  attachments: z.array(EmailFile),
  visibility: EmailVisibility,
  /** Message-IDs, without angle brackets, for In-Reply-To and References of replies to this email. */
  messageIds: z.array(z.string()),
};

export const OutgoingEmail = z.object({
  ...common,
  direction: z.literal('outgoing'),
  language: Language,
  /** Everyone who gets a message, Bcc included; `to` and `cc` above are what the headers of every message list. */
  recipients: z.array(Recipient).min(1),
  document: EmailDocument.nullable(),
  /** A property of the conversation, kept here so that reconcile can rebuild the conversation from this item alone. */
  private: z.boolean(),
  /** SHA-256 of the canonical request: detects an Idempotency-Key reused for another request. */
  requestHash: Sha256,
  /** The incoming email that this relay carries. */
  relayOf: EmailId.nullable(),
  /** The facts a notice reports; it has no other body. */
  notice: NoticeFacts.optional(),
  /** The facts a notice about quarantined mail reports; such a notice is in no thread. */
  heldNotice: QuarantineNotice.optional(),
  /** Present on a relay that an Admin passed on. */
  passedOn: PassedOn.optional(),
  /**
   * The Message-ID of the incoming mail that this relay carries or this answer is about; else null. A recipient who has
   * a copy of our own gets that copy's id in In-Reply-To instead (functions/send-email/answered-id.ts).
   */
  inReplyTo: z.string().nullable(),
  /** On an email from the tab: the email it replies to or forwards. */
  answers: EmailId.optional(),
  run: z.number().int().min(1),
  /** When the current run was requested; absent for the first. */
  runAt: Instant.optional(),
  /** Set by record-outcome when every delivery has left `ready` and `sending`. */
  settledAt: Instant.nullable(),
});
export type OutgoingEmail = z.infer<typeof OutgoingEmail>;

/** `recorded`: part of the thread. `quarantined`: kept out until an Admin decides. `discarded`: kept out for good. */
export const IncomingEmail = z.object({
  ...common,
  direction: z.literal('incoming'),
  receivedAt: Instant,
  sesMessageId: z.string(),
  /** Key of the untouched original in MAIL_BUCKET. */
  originalKey: z.string(),
  trust: z.enum(['verified', 'unverified']),
  status: z.enum(['recorded', 'quarantined', 'discarded']),
  quarantineReason: z.string().nullable(),
  /** Present on every mail that was quarantined, also after a decision. */
  held: QuarantineFacts.optional(),
  /**
   * On a bounce: the addresses it says were not reached. The report is unauthenticated, so no delivery changes state
   * because of it.
   */
  reported: z.array(z.string()).optional(),
  /** Why the relay of this recorded reply waits for an Admin. */
  relayWaits: RelayWait.optional(),
  /** Absent from mail captured before notes existed. */
  notes: MailNotes.optional(),
});
export type IncomingEmail = z.infer<typeof IncomingEmail>;

export const Email = z.discriminatedUnion('direction', [OutgoingEmail, IncomingEmail]);
export type Email = z.infer<typeof Email>;
