import type { Communication } from '../../shared/domain/conversation/communication.ts';
import type { MailNotes } from '../../shared/domain/conversation/mail-notes.ts';
import type { Author } from '../../shared/domain/conversation/relay.ts';
import type { Former } from '../../shared/domain/conversation/thread-addresses.ts';
import type { CaptureDecision } from '../../shared/domain/inbound/capture-decision.ts';
import type { ParsedMail } from '../../shared/domain/inbound/parsed-mail.ts';
import type { Receipt } from './receipt.ts';

/** An incoming mail of one conversation, with the facts found about it. */
export type Captured = {
  communication: Communication;
  receipt: Receipt;
  /** Null when it could not be parsed; only the original is then kept. */
  mail: ParsedMail | null;
  /** Size of the original, in bytes. */
  bytes: number;
  author: Author | null;
  /** The person whose former address the mail came from. */
  former: Former | null;
  /** Only on a bounce: the addresses that it says have failed, of those to which we had sent the mail it names. */
  reported?: string[];
  decision: Extract<CaptureDecision, { action: 'record' | 'quarantine' }>;
  notes: MailNotes;
  /** The hour whose share of quarantined mail the conversation had already used up. */
  beyond?: string | null;
};
