import type { Email, EmailBody } from '../../domain/conversation/email.ts';
import { escapeHtml } from '../../domain/escape-html.ts';
import type { Language } from '../../domain/text.ts';

/**
 * The email that is answered or passed on, as it stands below what a person writes on the page. Its own words only: what
 * its program had quoted was addressed to others, or they have it. Pure; `body.html` was sanitised when it was stored.
 */

export type Quoted = {
  as: 'reply' | 'forward';
  language: Language;
  /** The project's, IANA: the moment is told in it. */
  timeZone: string;
  email: Pick<Email, 'from' | 'to' | 'cc' | 'subject' | 'createdAt'>;
  body: EmailBody;
  /** Content-IDs of the inline pictures that go along. */
  pictures: readonly string[];
};

/** Characters. A quote is there to remind; the page has all of it. */
const maxQuotedText = 40_000;
const maxQuotedHtml = 100_000;

const words = {
  en: {
    wrote: (at: string, name: string) => `On ${at}, ${name} wrote:`,
    at: (date: string, hour: string, minute: string) => `${date} at ${hour}:${minute}`,
    forwarded: '---------- Forwarded message ----------',
    colon: ': ',
    heads: { from: 'From', date: 'Date', subject: 'Subject', to: 'To', cc: 'Cc' },
  },
  fr: {
    wrote: (at: string, name: string) => `Le ${at}, ${name} a écrit :`,
    at: (date: string, hour: string, minute: string) => `${date} à ${Number(hour)} h ${minute}`,
    forwarded: '---------- Message transféré ----------',
    colon: ' : ',
    heads: { from: 'De', date: 'Date', subject: 'Objet', to: 'À', cc: 'Cc' },
  },
};

const momentOf = ({ language, timeZone, email }: Quoted): string => {
  const format = new Intl.DateTimeFormat('en-CA', {
    timeZone,
    hourCycle: 'h23',
    ...{ year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit' },
  });
  const part = Object.fromEntries(format.formatToParts(new Date(email.createdAt)).map((p) => [p.type, p.value]));
  return words[language].at(`${part.year}-${part.month}-${part.day}`, part.hour ?? '', part.minute ?? '');
};

const named = ({ name, address }: { name: string; address: string }): string =>
  name === '' || name === address ? address : `${name} <${address}>`;

/** What stands above the quoted words, line by line. */
const above = (quoted: Quoted): string[] => {
  const { language, email } = quoted;
  const say = words[language];
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

/** Never in the middle of a character. */
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

/** The cleaner has escaped every angle bracket in an attribute: a tag ends at the first one. */
const picture = /<img\b[^>]*>/gi;

/** A picture that does not go along would be a hole, and one from elsewhere would tell its owner who opened the mail. */
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
