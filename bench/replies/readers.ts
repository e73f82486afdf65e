import EmailReplyParser from 'email-reply-parser';
import { convert } from 'html-to-text';
import planer from 'planer';
import { splitReply } from '../../shared/domain/reply-text/reply-text.ts';

/** The readers to compare. The other two read plain text only, so they get HTML-only mails through html-to-text. */

export type MailText = { text: string | null; html: string | null; subject?: string };
export const readerNames = ['ours', 'planer', 'email-reply-parser'] as const;
export type ReaderName = (typeof readerNames)[number];

const plainOf = ({ text, html }: MailText): string => text ?? convert(html ?? '', { wordwrap: false });

export const readers: Record<ReaderName, (mail: MailText) => string> = {
  ours: (mail) => splitReply(mail).text,
  planer: (mail) => String(planer.extractFrom(plainOf(mail), 'text/plain')),
  'email-reply-parser': (mail) => new EmailReplyParser().parseReply(plainOf(mail)),
};
