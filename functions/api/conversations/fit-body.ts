import type { EmailBody } from '../../../shared/domain/conversation/email.ts';
import { maxPageBytes } from '../../../shared/domain/limits.ts';
import { cutToBytes } from '../../../shared/domain/text.ts';

type Fitted = Pick<EmailBody, 'text' | 'html' | 'quotedText'> & { signature: string | null; cut: boolean };

/** Quotes, backslashes and line ends take two bytes in JSON. */
const jsonBytes = (text: string): number => Buffer.byteLength(JSON.stringify(text));

/**
 * The beginning of a text that fits into `room` bytes of JSON. It is shortened step by step, because characters that
 * take two bytes may be anywhere.
 */
const beginning = (whole: string, room: number): string => {
  let shown = cutToBytes(whole, Math.max(0, room));
  while (shown !== '' && jsonBytes(shown) > room)
    shown = cutToBytes(shown, Math.floor((Buffer.byteLength(shown) * room) / jsonBytes(shown)) - 1);
  return shown;
};

/**
 * As much of a body as fits into one response. First comes the text, which is what was written; then the HTML, complete
 * or not at all, since half of it could show something its sender did not mean. Signature and quote get the rest.
 */
export const fitBody = ({ text, html, quotedText, signature = null }: EmailBody): Fitted => {
  let left = maxPageBytes;
  const part = (whole: string): string => {
    const shown = jsonBytes(whole) <= left ? whole : beginning(whole, left);
    left -= jsonBytes(shown);
    return shown;
  };
  const shownText = part(text);
  const shownHtml = html !== null && jsonBytes(html) <= left ? part(html) : null;
  const shown = {
    text: shownText,
    html: shownHtml,
    signature: signature === null ? null : part(signature),
    quotedText: quotedText === null ? null : part(quotedText),
  };
  const isWhole =
    shown.text === text && shown.html === html && shown.signature === signature && shown.quotedText === quotedText;
  return { ...shown, cut: !isWhole };
};
