import { z } from 'zod';
import { RecipientRole } from '../delivery/delivery.ts';
import { AttachmentId, CommunicationId, ContactId, EmailId, InvoiceId, ProjectId, UserId } from '../ids.ts';
import { Instant, Language, Sha256 } from '../text.ts';
import { MailNotes } from './mail-notes.ts';
import { NoticeFacts } from './notice-facts.ts';
import { PassedOn, QuarantineFacts, QuarantineNotice, RelayWait } from './quarantine-facts.ts';

/** One email of a conversation, outgoing or incoming. An outgoing one is the commit item of docs/sending-protocol.md. */

export const EmailKind = z.enum(['invoice', 'reply', 'forward', 'relay', 'automatic', 'notice']);
export type EmailKind = z.infer<typeof EmailKind>;

/** Somebody named in a header. `contactId` is null for a stranger that a reply's own To/Cc names. */
export const Mailbox = z.object({ contactId: ContactId.nullable(), name: z.string(), address: z.string() });
export type Mailbox = z.infer<typeof Mailbox>;

/** A person who gets a message, frozen at send. `recipientId` is the contact's id. */
export const Recipient = z.object({
  recipientId: ContactId,
  userId: UserId.nullable(),
  role: RecipientRole,
  name: z.string(),
  address: z.string(),
  /** Of a notice: each is written to in his or her own language. */
  language: Language.optional(),
  /** Of an email from the tab: not openly of the conversation. The answer goes to whoever wrote that email (ADR 22). */
  aside: z.literal(true).optional(),
});
export type Recipient = z.infer<typeof Recipient>;

export const EmailFile = z.object({
  id: AttachmentId,
  fileName: z.string(),
  bytes: z.number().int(),
  contentType: z.string(),
  sha256: Sha256,
  /** Which bucket the key is in is fixed: FILES_BUCKET. */
  key: z.string(),
  /** The Content-ID of an inline image, without angle brackets. */
  contentId: z.string().nullable(),
});
export type EmailFile = z.infer<typeof EmailFile>;

/**
 * What a reply's quote holds for the others. `known`: our own mail or other words of the conversation, which they have;
 * `answers`: the person says that the answers stand in it, or wrote between the words of our mail; `aside`: words that were
 * not addressed to all; `other`: anything else, which they may never have seen.
 */
const QuoteHolds = z.enum(['known', 'answers', 'aside', 'other']);
export type QuoteHolds = z.infer<typeof QuoteHolds>;

/**
 * `text` is what the person wrote; `signature` what stands under every mail of theirs; `quotedText` what their program quoted,
 * with the signature in it in bodies that have no field for that; `html` is sanitised, signature included.
 */
export const EmailBody = z.object({
  text: z.string(),
  html: z.string().nullable(),
  quotedText: z.string().nullable(),
  signature: z.string().nullable().optional(),
  /** `quotedText` as HTML: of an email from the tab, and of a reply whose relay carries its quote. */
  quotedHtml: z.string().nullable().optional(),
  /** Of a reply with a quote; absent from mail of before this was looked at. */
  quoteHolds: QuoteHolds.optional(),
});
export type EmailBody = z.infer<typeof EmailBody>;

/** Of a body that lies in a file: what a thread shows of it, so that nobody reads the file for a list of emails. */
export const ShownBody = z.object({
  text: z.string(),
  signature: z.string().nullable(),
  /** There is more of the text or of the signature. */
  cut: z.boolean(),
  hasHtml: z.boolean(),
  hasQuote: z.boolean(),
  /** Answers stand in the quote: it is shown without being asked for. */
  quoteOpen: z.boolean().default(false),
});
export type ShownBody = z.infer<typeof ShownBody>;

/** The Detail PDF of an invoice email: content-addressed by version, template and language. */
const EmailDocument = z.object({
  version: Sha256,
  template: z.string(),
  language: Language,
  fileName: z.string(),
  key: z.string(),
});

/** Who may see this email within its communication: a Bcc person's reply is for the sender, the Admins and that person. */
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
  /** Null when the body is too large for the item; then `bodyKey` names it in FILES_BUCKET. */
  body: EmailBody.nullable(),
  bodyKey: z.string().nullable(),
  /** Beside a `bodyKey`; absent from mail of before it was kept. */
  shown: ShownBody.optional(),
  attachments: z.array(EmailFile),
  visibility: EmailVisibility,
  /** Ids (without angle brackets) for In-Reply-To and References of what answers this email. */
  messageIds: z.array(z.string()),
};

export const OutgoingEmail = z.object({
  ...common,
  direction: z.literal('outgoing'),
  language: Language,
  /** Everyone who gets a message, Bcc included; `to` and `cc` above are what all headers list. */
  recipients: z.array(Recipient).min(1),
  document: EmailDocument.nullable(),
  /** The thread-level facts, so that reconcile can rebuild the communication from this item alone. */
  private: z.boolean(),
  /** SHA-256 of the canonical request, for Idempotency-Key reuse. */
  requestHash: Sha256,
  /** The incoming email that this relay carries. */
  relayOf: EmailId.nullable(),
  /** What a notice tells; it has no other body. */
  notice: NoticeFacts.optional(),
  /** What a notice about mail held back tells; it stands in no thread. */
  heldNotice: QuarantineNotice.optional(),
  /** A relay that went out because an Admin said so. */
  passedOn: PassedOn.optional(),
  /** In-Reply-To for a relay or a reply; null for the first email. */
  inReplyTo: z.string().nullable(),
  /** Of an email from the tab: the one that it answers or passes on. */
  answers: EmailId.optional(),
  run: z.number().int().min(1),
  /** When the current run was asked for; absent for the first. */
  runAt: Instant.optional(),
  /** Set by record-outcome when every delivery has left `ready` and `sending`. */
  settledAt: Instant.nullable(),
});
export type OutgoingEmail = z.infer<typeof OutgoingEmail>;

/** `recorded` stands in the thread; `quarantined` waits for an Admin, who may discard it. */
export const IncomingEmail = z.object({
  ...common,
  direction: z.literal('incoming'),
  receivedAt: Instant,
  sesMessageId: z.string(),
  /** In MAIL_BUCKET: the untouched original. */
  originalKey: z.string(),
  trust: z.enum(['verified', 'unverified']),
  status: z.enum(['recorded', 'quarantined', 'discarded']),
  quarantineReason: z.string().nullable(),
  /** Of what was held back, whatever became of it. */
  held: QuarantineFacts.optional(),
  /** Of a bounce: whom it says a mail did not reach. Nobody vouches for it, and no state follows from it. */
  reported: z.array(z.string()).optional(),
  /** Recorded, and relayed only when an Admin says so. */
  relayWaits: RelayWait.optional(),
  /** Absent from mail of before they were kept. */
  notes: MailNotes.optional(),
});
export type IncomingEmail = z.infer<typeof IncomingEmail>;

export const Email = z.discriminatedUnion('direction', [OutgoingEmail, IncomingEmail]);
export type Email = z.infer<typeof Email>;
