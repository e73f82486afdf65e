import type { Email, EmailBody } from '../../domain/conversation/email.ts';
import { escapeHtml } from '../../domain/escape-html.ts';
import type { Language } from '../../domain/text.ts';
import { mailWords } from '../../words/words.ts';

/**
 * The email being answered or forwarded, as quoted below the text written in the composer. Only its own text is quoted:
 * earlier quotes in it were addressed to others, or the recipients already have them. `body.html` was sanitized when it
 * was stored.
 */

export type Quoted = {
  as: 'reply' | 'forward';
  language: Language;
  /** IANA name of the project's time zone, in which the date is shown. */
  timeZone: string;
  email: Pick<Email, 'from' | 'to' | 'cc' | 'subject' | 'createdAt'>;
  body: EmailBody;
  /** Content-IDs of the inline pictures that are attached too. */
  pictures: readonly string[];
};

/** Characters. A quote only serves as a reminder; the page shows the whole email. */
const maxQuotedText = 40_000;
const maxQuotedHtml = 100_000;

const momentOf = ({ language, timeZone, email }: Quoted): string => {
  const format = new Intl.DateTimeFormat('en-CA', {
    timeZone,
    hourCycle: 'h23',
    ...{ year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit' },
  });
  const part = Object.fromEntries(format.formatToParts(new Date(email.createdAt)).map((p) => [p.type, p.value]));
  return mailWords(language).quoted.at(`${part.year}-${part.month}-${part.day}`, part.hour ?? '', part.minute ?? '');
};

const named = ({ name, address }: { name: string; address: string }): string =>
  name === '' || name === address ? address : `${name} <${address}>`;

/** The lines above the quoted text. */
const above = (quoted: Quoted): string[] => {
  const { language, email } = quoted;
  const say = mailWords(language).quoted;
  if (quoted.as === 'reply') return [say.wrote(momentOf(quoted), email.from.name || email.from.address)];
  const heads: [string, string][] = [
    [say.heads.from, named(email.from)],
    [say.heads.date, momentOf(quoted)],
    [say.heads.subject, email.subject],
    [say.heads.to, email.to.map(named).join(', ')],
    [say.heads.cc, email.cc.map(named).join(', ')],
  ];
  const filled = heads.filter(([, value]) => value !== '');
  return [say.forwarded, ...filled.map(([head, value]) => `${head}${say.colon}${value}`)];
};

/** Truncates without splitting a character. */
const shortened = (text: string): string =>
  text.length <= maxQuotedText ? text : `${text.slice(0, maxQuotedText).toWellFormed()}\n[…]`;

const textOf = (quoted: Quoted, text: string): string => {
  const head = above(quoted).join('\n');
  if (quoted.as === 'forward') return `${head}\n\n${text}`.trimEnd();
  return [head, ...text.split('\n').map((line) => `> ${line}`.trimEnd())].join('\n');
};

const asParagraphs = (text: string): string =>
  text
    .split(/\n{2,}/)
    .filter((block) => block.trim() !== '')
    .map((block) => `<p>${escapeHtml(block).replaceAll('\n', '<br>')}</p>`)
    .join('\n');

/** The HTML cleaner escapes angle brackets in attributes, so a tag ends at the first `>`. */
const picture = /<img\b[^>]*>/gi;

/**
 * Drops pictures that are not attached, which would show as broken, and remote ones, which reveal who opened the mail.
 */
export const withPictures = (html: string, pictures: readonly string[]): string =>
  html.replace(picture, (tag) => (pictures.some((id) => tag.includes(`src="cid:${id}"`)) ? tag : ''));

const quoteStyle = 'margin:0 0 0 8px;padding:0 0 0 12px;border-left:2px solid #d1d5db';

const htmlOf = (quoted: Quoted, text: string): string => {
  const { html } = quoted.body;
  const head = above(quoted).map(escapeHtml).join('<br>');
  const inner = html === null ? asParagraphs(text) : withPictures(html, quoted.pictures);
  const fits = inner.length <= maxQuotedHtml ? inner : asParagraphs(text);
  if (quoted.as === 'forward') return `<p>${head}</p>\n<div>${fits}</div>`;
  return `<p>${head}</p>\n<blockquote type="cite" style="${quoteStyle}">${fits}</blockquote>`;
};

export const quotedMail = (quoted: Quoted): { quotedText: string; quotedHtml: string } => {
  const text = shortened(quoted.body.text.trim());
  return { quotedText: textOf(quoted, text), quotedHtml: htmlOf(quoted, text) };
};
