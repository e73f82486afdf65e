import type { EmailBody, EmailKind, OutgoingEmail } from '../../domain/conversation/email.ts';
import { escapeHtml } from '../../domain/escape-html.ts';
import type { Language } from '../../domain/text.ts';
import { mailWords } from '../../words/words.ts';

/**
 * The text and HTML of every mail we send, in both languages. Values are escaped here; `body.html` is already
 * sanitized.
 */

export type MailBody = {
  kind: EmailKind;
  language: Language;
  /** The person writing: the sender of an invoice, or the author of a relayed reply. */
  authorName: string;
  body: EmailBody;
  /** The Detail PDF's name, when one is attached. */
  documentName: string | null;
  visibility: OutgoingEmail['visibility'];
  /** The reply audience of this recipient: the conversation, the person who put them in Bcc, or this email's author. */
  answersGo?: 'everybody' | 'hidden' | 'author';
  /** URL of the conversation, for recipients who have an account. */
  link: string | null;
};

/** The part of the body that is the same for every recipient. */
export const contentOf = (email: OutgoingEmail, body: EmailBody): Omit<MailBody, 'answersGo' | 'link'> => ({
  kind: email.kind,
  language: email.language,
  authorName: email.from.name,
  body,
  documentName: email.document?.fileName ?? null,
  visibility: email.visibility,
});

const paragraphs = (text: string): string =>
  text
    .split(/\n{2,}/)
    .filter((block) => block.trim() !== '')
    .map((block) => `<p style="margin:0 0 12px">${escapeHtml(block).replaceAll('\n', '<br>')}</p>`)
    .join('\n');

/** Our sentences before and after the text that the person wrote. */
const around = (mail: MailBody): { before: string[]; after: string[] } => {
  const say = mailWords(mail.language);
  const empty = mail.body.text.trim() === '';
  const document = mail.documentName;
  const attached = document === null ? [] : [empty ? say.attached(document) : say.alsoAttached(document)];
  if (mail.kind !== 'relay') return { before: [], after: attached };
  const hidden = mail.visibility === 'sender_and_admins' ? [say.hidden(mail.authorName)] : [];
  return { before: [say.replyOf(mail.authorName)], after: hidden };
};

/** The quote below the text: the answered or forwarded email; for a relay, the quoted text that the others may lack. */
const quotedIn = ({ kind, body }: MailBody): { text: string; html: string } => {
  const text = body.quotedText ?? '';
  if (text === '' || !['reply', 'forward', 'relay'].includes(kind)) return { text: '', html: '' };
  const html = body.quotedHtml ?? (kind === 'relay' ? paragraphs(text) : '');
  return { text, html: html && `<div style="margin:16px 0 0">${html}</div>` };
};

const footerOf = ({ language, answersGo, authorName }: MailBody): string =>
  mailWords(language).footer[answersGo ?? 'everybody'](authorName);

const textOf = (mail: MailBody, before: string[], after: string[]): string => {
  const say = mailWords(mail.language);
  const parts = [
    `— ${mailWords(mail.language).marker} —`,
    ...before,
    mail.body.text.trim(),
    ...after,
    quotedIn(mail).text,
  ];
  // Dash, dash, space: mail programs treat what follows this line as a signature (RFC 3676 section 4.3).
  const footer = ['-- ', footerOf(mail), ...(mail.link === null ? [] : [`${say.open} ${mail.link}`])];
  return `${parts.filter((part) => part !== '').join('\n\n')}\n\n${footer.join('\n')}\n`;
};

const small = 'color:#6b7280;font-size:12px;line-height:1.4';

const htmlOf = (mail: MailBody, before: string[], after: string[]): string => {
  const say = mailWords(mail.language);
  const link =
    mail.link === null ? '' : `<br>${say.open} <a href="${escapeHtml(mail.link)}">${escapeHtml(mail.link)}</a>`;
  return `<!DOCTYPE html>
<html lang="${mail.language}-CA"><head><meta charset="utf-8"><title></title></head>
<body style="margin:0;padding:16px;font-family:Arial,Helvetica,sans-serif;font-size:14px;line-height:1.5;color:#111827;overflow-wrap:anywhere">
<p style="margin:0 0 12px;${small}">— ${mailWords(mail.language).marker} —</p>
${before.map((line) => `<p style="margin:0 0 12px"><strong>${escapeHtml(line)}</strong></p>`).join('\n')}
<div>${mail.body.html ?? paragraphs(mail.body.text)}</div>
${after.map((line) => `<p style="margin:12px 0 0">${escapeHtml(line)}</p>`).join('\n')}
${quotedIn(mail).html}
<p style="margin:24px 0 0;padding:12px 0 0;border-top:1px solid #e5e7eb;${small}">${escapeHtml(footerOf(mail))}${link}</p>
</body></html>
`;
};

export const mailBody = (mail: MailBody): { text: string; html: string } => {
  const { before, after } = around(mail);
  return { text: textOf(mail, before, after), html: htmlOf(mail, before, after) };
};
