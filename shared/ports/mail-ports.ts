import type { MailOutcome } from '../domain/delivery/mail-outcome.ts';
import type { SlotRequest } from '../domain/delivery/send-slots.ts';
import type { AccountState } from '../domain/delivery/sending-account.ts';
import type { ParsedMail } from '../domain/inbound/parsed-mail.ts';
import type { Language } from '../domain/text.ts';

/** What the mail account does, and what makes a mail of a message and a message of a mail. */

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

/** `milliseconds`: when less than the reader's own limit is left for it. */
export type MimeReader = { read(raw: Uint8Array, milliseconds?: number): Promise<ParsedMail> };

/** HTML from a person ─▶ the small subset we keep; and its text. */
export type HtmlCleaner = {
  /** A message typed in the composer: p, br, strong, em, u, ul, ol, li and links of http, https and mailto are kept. */
  message(html: string): { html: string; text: string };
  /** A reply's HTML, for a sandboxed frame: no active content, remote images disarmed. */
  reply(html: string): string;
};
