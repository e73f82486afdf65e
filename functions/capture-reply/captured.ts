import type { Communication } from '../../shared/domain/conversation/communication.ts';
import type { MailNotes } from '../../shared/domain/conversation/mail-notes.ts';
import type { Author } from '../../shared/domain/conversation/relay.ts';
import type { Former } from '../../shared/domain/conversation/thread-addresses.ts';
import type { CaptureDecision } from '../../shared/domain/inbound/capture-decision.ts';
import type { ParsedMail } from '../../shared/domain/inbound/parsed-mail.ts';
import type { Receipt } from './receipt.ts';

/** An incoming mail of a conversation, with what was found out about it. */
export type Captured = {
  communication: Communication;
  receipt: Receipt;
  /** Null when it could not be parsed: then only the original is kept. */
  mail: ParsedMail | null;
  /** How large it came. */
  bytes: number;
  author: Author | null;
  /** Whose address it was, of mail from one that is nobody's now. */
  former: Former | null;
  /** Of a bounce: those of its failed recipients to whom the mail that it names went. */
  reported?: string[];
  decision: Extract<CaptureDecision, { action: 'record' | 'quarantine' }>;
  notes: MailNotes;
  /** The hour in which its conversation had had its share of held mail. */
  beyond?: string | null;
};
