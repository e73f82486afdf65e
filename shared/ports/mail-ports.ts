import type { MailOutcome } from '../domain/delivery/mail-outcome.ts';
import type { SlotRequest } from '../domain/delivery/send-slots.ts';
import type { AccountState } from '../domain/delivery/sending-account.ts';
import type { ParsedMail } from '../domain/inbound/parsed-mail.ts';
import type { Language } from '../domain/text.ts';

/** The mail account, and the conversion between messages and MIME. */

export type OutgoingMessage = {
  raw: Uint8Array;
  /** The envelope: one recipient (ASCII, punycode domain). */
  from: string;
  to: string;
  tags: Record<string, string>;
};

/** Mails one message with one POST to SES, which the client never retries. */
export type Mailer = { send(message: OutgoingMessage): Promise<MailOutcome> };

/** The mail account's limits. */
export type SendingAccount = {
  /** The account's current state; throws if it cannot be read. */
  look(): Promise<AccountState>;
  /** The rate read within the last minute or, failing that, the last one known. */
  maxPerSecond(): Promise<number>;
};

/** Enforces the account's rate across all processes, first come first served (domain/delivery/send-slots.ts). */
export type SendSlots = {
  /**
   * Whether the next slot is within `timeoutMs`. This takes no slot, and another process may take that one at once.
   */
  isNear(request: SlotRequest): Promise<boolean>;
  /**
   * Takes the next free slot and returns the milliseconds until it. Null if the slot is beyond `timeoutMs`; it is then
   * not taken.
   */
  take(request: SlotRequest): Promise<number | null>;
};

/** An outgoing message before MIME encoding. Addresses are ASCII; names, subject and file names are Unicode. */
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

/** `milliseconds`: given when less time than the reader's own limit is left. */
export type MimeReader = { read(raw: Uint8Array, milliseconds?: number): Promise<ParsedMail> };

/** Reduces HTML from a person to the small subset we keep, and extracts its text. */
export type HtmlCleaner = {
  /** A message typed in the composer. It keeps p, br, strong, em, u, ul, ol, li and links of http, https and mailto. */
  message(html: string): { html: string; text: string };
  /** A reply's HTML, for a sandboxed frame: without active content, and with remote images that do not load. */
  reply(html: string): string;
};
