import type { SlotRequest } from './send-slots.ts';
import type { AccountState } from './sending-account.ts';
import type { Language } from './text.ts';

/** What the mail account does, and what makes a mail of a message and a message of a mail. */

/** What one SES call came to. `unknown`: the network hid it. */
export type MailOutcome =
  | { kind: 'accepted'; sesMessageId: string }
  | { kind: 'refused'; code: string }
  | { kind: 'held'; code: string }
  | { kind: 'throttled' }
  | { kind: 'unknown'; code: string };

export type OutgoingMessage = {
  raw: Uint8Array;
  /** The envelope: one recipient (ASCII, punycode domain). */
  from: string;
  to: string;
  tags: Record<string, string>;
};

/** One POST, never repeated by the client. */
export type Mailer = { send(message: OutgoingMessage): Promise<MailOutcome> };

/** The mail account's limits. */
export type SendingAccount = {
  /** As it is now; throws when that cannot be heard. */
  look(): Promise<AccountState>;
  /** As it was heard within the last minute or, failing that, at all. */
  maxPerSecond(): Promise<number>;
};

/** The account's rate, one for all processes, in the order of asking (domain/send-slots.ts). */
export type SendSlots = {
  /** Whether the next slot is within the patience; takes nothing, and may be out of date at once. */
  isNear(request: SlotRequest): Promise<boolean>;
  /** Takes the next free slot: milliseconds until then. Null when that is longer than the patience; then none is taken. */
  take(request: SlotRequest): Promise<number | null>;
};

/** An outgoing message before it is MIME. Addresses are ASCII; names, subject and file names are Unicode. */
export type MimeInput = {
  from: { name: string; address: string };
  replyTo: string;
  to: { name: string; address: string }[];
  cc: { name: string; address: string }[];
  subject: string;
  text: string;
  html: string;
  language: Language;
  inReplyTo: string | null;
  references: string[];
  /** Extra headers (Auto-Submitted, our loop header …): ASCII names and values. */
  headers: Record<string, string>;
  /** With a `contentId` (no angle brackets) the file is an inline image of `html`. */
  files: { fileName: string; contentType: string; content: Uint8Array; contentId?: string | null }[];
};
export type MimeWriter = { write(input: MimeInput): Promise<Uint8Array> };

/** An incoming message after MIME. Header names lower-case, values decoded, in order of appearance. */
export type ParsedMail = {
  headers: { name: string; value: string }[];
  /** The address in From, when there is exactly one and nobody could read another; null otherwise. Says who wrote the mail. */
  sender: string | null;
  /** Every mailbox that some program may see in From: to be shown, and to recognise machines. */
  from: { name: string; address: string }[];
  to: { name: string; address: string }[];
  cc: { name: string; address: string }[];
  subject: string;
  messageId: string | null;
  inReplyTo: string[];
  references: string[];
  date: string | null;
  text: string | null;
  html: string | null;
  /** The top-level Content-Type with its parameters, lower-case type: "multipart/report; report-type=delivery-status". */
  contentType: string;
  files: { fileName: string; contentType: string; contentId: string | null; inline: boolean; content: Uint8Array }[];
};
/** `milliseconds`: when less than the reader's own limit is left for it. */
export type MimeReader = { read(raw: Uint8Array, milliseconds?: number): Promise<ParsedMail> };

/** HTML from a person ─▶ the small subset we keep; and its text. */
export type HtmlCleaner = {
  /** A message typed in the composer: p, br, strong, em, u, ul, ol, li and links of http, https and mailto are kept. */
  message(html: string): { html: string; text: string };
  /** A reply's HTML, for a sandboxed frame: no active content, remote images disarmed. */
  reply(html: string): string;
};
