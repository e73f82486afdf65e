import { cutHtml, type HtmlCut, htmlToText } from './reply-text/cut-html.ts';
import { cutText } from './reply-text/cut-text.ts';

/**
 * What a person wrote, apart from what their mail program quoted. Nothing is ever lost: `text` and `quotedText` together
 * hold the whole mail, and a mail that is all quote shows all of it. Linear in the size of the mail.
 */
export type ReplyText = {
  text: string;
  quotedText: string | null;
  /** The HTML without the quote, unsanitised; null when there is none or when the quote could not be told apart in it. */
  html: string | null;
};

/** "Your mail program does not show HTML": no text of anybody's. */
const stub = /\b(?:view|read|display|see|afficher|lire|voir|consulter|html)\b/i;
const mentionsHtml = /html|web|navigateur|browser/i;

const isStub = (text: string, html: string | null): boolean =>
  text.trim() === '' ||
  (html !== null &&
    text.length < 400 &&
    stub.test(text) &&
    mentionsHtml.test(text) &&
    htmlToText(html).length > text.length);

const normalize = (text: string): string => text.replace(/\r\n?/g, '\n').replaceAll('\u2028', '\n');

const fromHtml = (html: string, cut: HtmlCut | null): ReplyText => {
  if (cut && cut.text !== '') return { text: cut.text, quotedText: cut.quotedText || null, html: cut.kept };
  const whole = htmlToText(html);
  const { text, quotedText } = cutText(whole, false);
  return text === '' || quotedText === null
    ? { text: whole, quotedText: null, html }
    : { text, quotedText, html: null };
};

const fromText = (whole: string, html: string | null, cut: HtmlCut | null): ReplyText => {
  const { text, quotedText } = cutText(whole);
  const kept = cut && cut.text !== '' ? cut : null;
  // The program marked the quote in its HTML and wrote nothing we know in its text.
  if (quotedText === null && kept) return { text: kept.text, quotedText: kept.quotedText || null, html: kept.kept };
  if (text === '') return { text: whole.trim(), quotedText: null, html };
  return { text, quotedText, html: quotedText === null ? html : (kept?.kept ?? null) };
};

export const splitReply = (mail: { text: string | null; html: string | null }): ReplyText => {
  const cut = mail.html === null ? null : cutHtml(mail.html);
  const text = mail.text === null ? '' : normalize(mail.text);
  if (mail.html !== null && isStub(text, mail.html)) return fromHtml(mail.html, cut);
  return fromText(text, mail.html, cut);
};
