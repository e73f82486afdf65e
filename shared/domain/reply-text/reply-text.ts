import { holdsMarker } from '../marker.ts';
import { cutHtml, type HtmlCut, htmlToText } from './cut-html.ts';
import { cutText } from './cut-text.ts';
import { type HtmlPage, htmlPage } from './html-tokens.ts';
import { splitSignature } from './signature.ts';

/**
 * Separates what a person wrote from what their mail program quoted and from the signature of all their mails. The
 * other files of this folder are its parts.
 */

const prefix = /^\s{0,3}(?:fw|fwd|tr|wg|rv|enc|vs|vb|vl|pd|i|doorst|továbbítás|ynt|pré|転送|转发|轉寄|전달)\s?[:：]/i;

/** Whether the mail forwards somebody else's mail. A forwarded thread of ours is treated like any other quote. */
const isForward = (subject: string, body: string): boolean => prefix.test(subject) && !holdsMarker(body);

/**
 * The parts of a mail. Nothing is lost: `text`, `signature` and `quotedText` together contain the whole mail, and if
 * all of a mail is quote, it is the text. They are found in a time that grows linearly with the mail.
 */
export type ReplyText = {
  text: string;
  /** The name under "-- ", "Sent from my iPhone", a list's footer; null when there is none. */
  signature: string | null;
  quotedText: string | null;
  /** The HTML without the quote, unsanitised; null when there is none or the quote could not be located in it. */
  html: string | null;
  /** The quote cut out of the HTML, unsanitised; absent when there is none or it was found only in the text. */
  quotedHtml?: string;
};

type Cut = Omit<ReplyText, 'signature'>;

/** Words of a text that nobody wrote: "Your mail program does not show HTML". */
const stub = /\b(?:view|read|display|see|afficher|lire|voir|consulter|html)\b/i;
const mentionsHtml = /html|web|navigateur|browser/i;

const isStub = (text: string, page: HtmlPage | null): boolean =>
  text.trim() === '' ||
  (page !== null &&
    text.length < 400 &&
    stub.test(text) &&
    mentionsHtml.test(text) &&
    htmlToText(page).length > text.length);

const normalize = (text: string): string =>
  text
    .replace(/\r\n?/g, '\n')
    .replaceAll('\u2028', '\n')
    .replace(/^-----BEGIN PGP SIGNED MESSAGE-----\n(?:[A-Z][\w-]{1,20}:.*\n){0,4}\n?/, '');

const byContainers = ({ text, quotedText, kept, quoted }: HtmlCut): Cut =>
  quotedText === '' ? { text, quotedText: null, html: kept } : { text, quotedText, html: kept, quotedHtml: quoted };

const fromHtml = (page: HtmlPage, cut: HtmlCut | null): Cut => {
  if (cut && cut.text !== '') return byContainers(cut);
  const whole = htmlToText(page);
  const { text, quotedText } = cutText(whole, false);
  return text === '' || quotedText === null
    ? { text: whole, quotedText: null, html: page.html }
    : { text, quotedText, html: null };
};

const fromText = (whole: string, html: string | null, cut: HtmlCut | null): Cut => {
  const { text, quotedText } = cutText(whole);
  const kept = cut && cut.text !== '' ? cut : null;
  // The program marked the quote in its HTML but wrote nothing we recognise in its text.
  if (quotedText === null && kept) return byContainers(kept);
  if (text === '') return { text: whole.trim(), quotedText: null, html };
  if (quotedText === null) return { text, quotedText, html };
  return kept ? { text, quotedText, html: kept.kept, quotedHtml: kept.quoted } : { text, quotedText, html: null };
};

const cutReply = (text: string, page: HtmlPage | null): Cut => {
  const cut = page === null ? null : cutHtml(page);
  if (cut === 'answered') {
    const whole = page !== null && isStub(text, page) ? htmlToText(page) : text.trim();
    return { text: whole, quotedText: null, html: page?.html ?? null };
  }
  return page !== null && isStub(text, page) ? fromHtml(page, cut) : fromText(text, page?.html ?? null, cut);
};

type Mail = { text: string | null; html: string | null; subject?: string; from?: readonly { address: string }[] };

/**
 * Separates a mail's parts. If its subject shows that it is a forward, all of it is what the person wants to show, and
 * nothing is separated.
 */
export const splitReply = (mail: Mail): ReplyText => {
  const text = mail.text === null ? '' : normalize(mail.text);
  const page = mail.html === null ? null : htmlPage(mail.html);
  if (isForward(mail.subject ?? '', text || mail.html || '')) {
    const whole = page !== null && isStub(text, page) ? htmlToText(page) : text.trim();
    return { text: whole, signature: null, quotedText: null, html: mail.html };
  }
  const cut = cutReply(text, page);
  return { ...cut, ...splitSignature(cut.text, mail.from?.[0]?.address) };
};
