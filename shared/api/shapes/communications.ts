import { z } from 'zod';
import { EmailKind } from '../../domain/conversation/email.ts';
import { AutomaticKind, TrustReason } from '../../domain/conversation/mail-notes.ts';
import { AttachmentId, CommunicationId, ContactId, EmailId, InvoiceId, UserId } from '../../domain/ids.ts';
import { ConversationState } from '../../domain/search/listed-states.ts';
import { Instant, Sha256 } from '../../domain/text.ts';
import { DeliveryView } from './deliveries.ts';
import { listOf } from './parameters.ts';
import { RelayStanding, ReleasedBy } from './quarantine.ts';

/** Conversations as the API returns them. Responses are parsed with these schemas, so that no other field can leak. */

export const CommunicationState = ConversationState;

/** Under which name and title the document was signed, and when; null if it was not. */
const DocumentSignature = z.object({ name: z.string(), title: z.string(), signedAt: Instant }).nullable();

const Person = z.object({ contactId: ContactId.nullable(), name: z.string(), address: z.string() });

export const AttachmentView = z.object({
  id: AttachmentId,
  fileName: z.string(),
  bytes: z.number().int(),
  contentType: z.string(),
  sha256: Sha256,
  inline: z.boolean(),
  /** Identifies an inline picture: the email's HTML refers to it as `cid:` and this id. */
  contentId: z.string().nullable(),
  /** Why the relay of a reply omits this file: its type is never mailed, or the files are too large or too many. */
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
  /** Number of people in To and Cc who are not listed. */
  moreRecipients: z.number().int(),
  /** Only those the caller may see. */
  bcc: z.array(Person),
  subject: z.string(),
  /** The first 16 kB of the text; `…/body` returns all of it, with the HTML and the quote. */
  text: z.string(),
  /** The author's signature, at most 4 kB; null when there is none. */
  signature: z.string().nullable(),
  /** Whether the text or the signature is shortened. */
  cut: z.boolean(),
  hasHtml: z.boolean(),
  hasQuote: z.boolean(),
  /** The author wrote that the answers are inline, within the quote: show the quote expanded. */
  quoteOpen: z.boolean(),
  /** A reply by mail from someone else, since the caller last marked the conversation as read. */
  unread: z.boolean(),
  /** When SES accepted the first message of an outgoing email; null before that, and for incoming mail. */
  sentAt: Instant.nullable(),
  /** When an incoming email arrived; null for an outgoing one. */
  receivedAt: Instant.nullable(),
  createdAt: Instant,
  state: CommunicationState.nullable(),
  trust: z.enum(['verified', 'unverified']).nullable(),
  /** The reason for `trust`; null for outgoing email, and for mail recorded before the reason was stored. */
  trustReason: TrustReason.nullable(),
  /** The kind of automatic mail; null when a person wrote it. */
  automatic: AutomaticKind.nullable(),
  /** Shown only to its author, those addressed, the conversation's sender and the Admins. */
  aside: z.boolean(),
  /** The incoming email that this one relays; null when it is not a relay. */
  relayOf: EmailId.nullable(),
  /** Set for incoming replies only. */
  relay: RelayStanding.nullable(),
  /** Set when an Admin released this mail from quarantine. */
  released: ReleasedBy.nullable(),
  /** The addresses that a bounce report names as not reached. The report changes the state of no delivery. */
  reported: z.array(z.string()).nullable(),
  hasOriginal: z.boolean(),
  document: z
    .object({
      fileName: z.string(),
      sha256: Sha256.nullable(),
      bytes: z.number().int().nullable(),
      signature: DocumentSignature,
    })
    .nullable(),
  /** The first 100. */
  attachments: z.array(AttachmentView),
  /** Number of files that are not listed; the original contains them. */
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
  /** `sha256` and `bytes` are null until the PDF is rendered; `outdated`: a PDF rendered now would differ. */
  document: z.object({
    sha256: Sha256.nullable(),
    bytes: z.number().int().nullable(),
    invoiceVersion: Sha256,
    outdated: z.boolean(),
    signature: DocumentSignature,
  }),
  permissions: z.object({ send: z.boolean(), changePrivate: z.boolean() }),
});
export type CommunicationView = z.infer<typeof CommunicationView>;

/** One page of a conversation. The first page holds the newest emails; within a page they are oldest first. */
export const ThreadView = CommunicationView.extend({
  emails: z.array(EmailView),
  /** Leads to older emails; null once the beginning of the conversation is reached. */
  nextCursor: z.string().nullable(),
});
export type ThreadView = z.infer<typeof ThreadView>;

/**
 * With `?q=` or `?state=` a page may be short, or even empty, and still have a next one: a request searches for a few
 * seconds at most. `partial`: older conversations are still being added to the index; try again in a few minutes.
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

/** As much of an email as fits into one response: the text first, then the HTML, then the signature and the quote. */
export const EmailBodyView = z.object({
  text: z.string(),
  signature: z.string().nullable(),
  quotedText: z.string().nullable(),
  /** Complete, or null when it does not fit. */
  html: z.string().nullable(),
  /** Whether some of the content does not fit. */
  cut: z.boolean(),
  /** The complete content when `cut`: the original of an incoming email, the stored body of an outgoing one. */
  rest: Download.nullable(),
});
