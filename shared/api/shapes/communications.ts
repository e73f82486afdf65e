import { z } from 'zod';
import { EmailKind } from '../../domain/conversation/email.ts';
import { AutomaticKind, TrustReason } from '../../domain/conversation/mail-notes.ts';
import { AttachmentId, CommunicationId, ContactId, EmailId, InvoiceId, UserId } from '../../domain/ids.ts';
import { ConversationState } from '../../domain/search/listed-states.ts';
import { Instant, Sha256 } from '../../domain/text.ts';
import { DeliveryView } from './deliveries.ts';
import { listOf } from './parameters.ts';
import { RelayStanding, ReleasedBy } from './quarantine.ts';

/** Conversations as they go over the wire. Answers are parsed with these too: nothing leaks that is not listed. */

export const CommunicationState = ConversationState;

const Person = z.object({ contactId: ContactId.nullable(), name: z.string(), address: z.string() });

export const AttachmentView = z.object({
  id: AttachmentId,
  fileName: z.string(),
  bytes: z.number().int(),
  contentType: z.string(),
  sha256: Sha256,
  inline: z.boolean(),
  /** What the email's HTML calls an inline picture: `cid:` and this. */
  contentId: z.string().nullable(),
  /** Why the relay of a reply goes without this file: its kind is not mailed, or the files are too much together. */
  leftBehind: z.enum(['kind', 'size']).nullable(),
});

export const EmailView = z.object({
  id: EmailId,
  direction: z.enum(['outgoing', 'incoming']),
  kind: EmailKind,
  from: Person,
  /** The first 50 of each. */
  to: z.array(Person),
  cc: z.array(Person),
  /** How many people in To and Cc are not listed. */
  moreRecipients: z.number().int(),
  /** Only those whom the caller may know of. */
  bcc: z.array(Person),
  subject: z.string(),
  /** At most 16 kB of what was written; `…/body` has all of it, with the HTML and the quote. */
  text: z.string(),
  /** What stands under every mail of this person, at most 4 kB; null when there is none. */
  signature: z.string().nullable(),
  /** There is more of the text or of the signature. */
  cut: z.boolean(),
  hasHtml: z.boolean(),
  hasQuote: z.boolean(),
  /** The person says that the answers stand in the quote: show it without being asked. */
  quoteOpen: z.boolean(),
  /** Written by somebody else since the caller last marked the conversation as read. */
  unread: z.boolean(),
  /** Outgoing: when the first message was handed over, null before. */
  sentAt: Instant.nullable(),
  /** Incoming only. */
  receivedAt: Instant.nullable(),
  createdAt: Instant,
  state: CommunicationState.nullable(),
  trust: z.enum(['verified', 'unverified']).nullable(),
  /** Why; null for what is outgoing, and for mail of before this was kept. */
  trustReason: TrustReason.nullable(),
  /** What wrote it, when that was no person. */
  automatic: AutomaticKind.nullable(),
  /** Not open to the conversation: only its author, those it is addressed to, the conversation's sender and the Admins see it. */
  aside: z.boolean(),
  /** A relay: the incoming email that it carried to these people. */
  relayOf: EmailId.nullable(),
  /** Of an incoming reply; null for the rest. */
  relay: RelayStanding.nullable(),
  /** Of what was held back and let in by an Admin. */
  released: ReleasedBy.nullable(),
  /** Of a bounce: the addresses that it says a mail did not reach. It changes the state of none. */
  reported: z.array(z.string()).nullable(),
  hasOriginal: z.boolean(),
  document: z
    .object({ fileName: z.string(), sha256: Sha256.nullable(), bytes: z.number().int().nullable() })
    .nullable(),
  /** The first 100. */
  attachments: z.array(AttachmentView),
  /** How many files are not listed: they are in the original. */
  moreAttachments: z.number().int(),
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
});
export type CommunicationView = z.infer<typeof CommunicationView>;

/** One page of a conversation: the newest emails first of all, and within a page the oldest of them first. */
export const ThreadView = CommunicationView.extend({
  emails: z.array(EmailView),
  /** To older ones; null at the beginning of the conversation. */
  nextCursor: z.string().nullable(),
});
export type ThreadView = z.infer<typeof ThreadView>;

/**
 * With `?q=` or `?state=` a page may be short, or empty, and still have a next one: a request looks for some seconds at most.
 * `partial`: conversations of before there was a search are still being entered; ask again in some minutes.
 */
export const CommunicationList = listOf(CommunicationView).extend({ partial: z.literal(true).optional() });

export const PrivateBody = z.strictObject({ private: z.boolean() });

export const Download = z.object({
  url: z.string(),
  fileName: z.string(),
  bytes: z.number().int(),
  sha256: Sha256,
  expiresAt: Instant,
});

/** All of an email's words that fit into one answer: the text before the HTML, and that before the signature and the quote. */
export const EmailBodyView = z.object({
  text: z.string(),
  signature: z.string().nullable(),
  quotedText: z.string().nullable(),
  /** Whole, or null where it does not fit. */
  html: z.string().nullable(),
  /** Something does not fit. */
  cut: z.boolean(),
  /** Then the whole: the original of an incoming email, the stored body of an outgoing one. */
  rest: Download.nullable(),
});
