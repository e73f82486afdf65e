import { escapeHtml } from '../escape-html.ts';
import { refusedExtension } from '../files/file-name.ts';
import { maxAttachmentCount, maxAttachmentsBytes, maxMailedFilesBytes } from '../limits.ts';
import { holdsMarker } from '../reply-text/marker.ts';
import { type Language, withoutOverrides } from '../text.ts';
import type { EmailBody, EmailFile, IncomingEmail, OutgoingEmail } from './email.ts';
import { passedOnWords } from './passed-on-words.ts';

/**
 * What a relay carries: the whole reply. Made anew from the stored reply for each message, and stored nowhere itself, so a
 * repeated attempt makes the same words (docs/decisions/0035).
 */

const left: Record<Language, string> = {
  en: 'Not carried by this email, to be found with the invoice in the Emails tab:',
  fr: "Non transmis par ce courriel, à consulter avec la facture dans l'onglet Courriels :",
};

const paragraph = (words: string): string => words && `<p>${escapeHtml(words)}</p>`;

/** Mail programs take "-- " for the end of the message; only our own footer may say so. */
const undelimited = (text: string): string =>
  withoutOverrides(text).replace(/^((?:> ?)*-- )$/gm, (mark) => mark.trimEnd());

const ordered = (cleaned: string | null | undefined): string | null =>
  cleaned == null ? null : withoutOverrides(cleaned);

/** Mail of before quotes were compared is carried with its quote, unless that is plainly a mail of ours. */
const carriesQuote = ({ quotedText, quoteHolds }: EmailBody): boolean => {
  if (quotedText === null) return false;
  return quoteHolds === undefined ? !holdsMarker(quotedText) : quoteHolds === 'answers' || quoteHolds === 'other';
};

/** The words of the reply itself: text, signature, and the quote where the others may not have it. */
const carriedWords = (body: EmailBody): EmailBody => {
  const quoted = carriesQuote(body);
  return {
    text: undelimited([body.text, body.signature ?? ''].filter((part) => part !== '').join('\n\n')),
    html: ordered(body.html),
    quotedText: quoted ? undelimited(body.quotedText ?? '') : null,
    quotedHtml: quoted ? ordered(body.quotedHtml) : null,
  };
};

/** With what the relay says of itself: who passed it on, which files it leaves behind. */
export const relayBody = (
  { language, passedOn, attachments }: OutgoingEmail,
  reply: IncomingEmail,
  body: EmailBody,
): EmailBody => {
  const carried = carriedWords(body);
  const behind = reply.attachments.filter((file) => !attachments.some(({ id }) => id === file.id));
  const names = behind.map((file) => file.fileName).join(', ');
  const note = behind.length > 0 ? `${left[language]} ${names}` : '';
  const before = passedOn ? passedOnWords(passedOn, language) : '';
  return {
    ...carried,
    text: [before, carried.text, note].filter((part) => part !== '').join('\n\n'),
    html: carried.html === null ? null : paragraph(before) + carried.html + paragraph(note),
  };
};

/**
 * Bytes that files may hold beside the words of a mail. The words go as text and as HTML, in which an escaped character takes
 * six bytes at most; quoted-printable writes three bytes for one, against base64's four for three of a file.
 */
const roomBeside = (body: EmailBody): number => {
  const { text, html, quotedText, quotedHtml } = carriedWords(body);
  const bytes = (part: string | null | undefined) => Buffer.byteLength(part ?? '');
  const plain = bytes(text) + bytes(quotedText);
  const marked = html === null ? bytes(escapeHtml(text)) : bytes(html);
  const quoted = quotedHtml === null ? bytes(escapeHtml(quotedText ?? '')) : bytes(quotedHtml);
  return Math.max(0, Math.min(maxAttachmentsBytes, maxMailedFilesBytes - 2 * (plain + marked + quoted)));
};

/** A file that SES would refuse stays behind; when all together are too large, or too many, all do. The text names them. */
export const carriedFiles = (files: readonly EmailFile[], body: EmailBody): EmailFile[] => {
  const fit = files.filter((file) => !refusedExtension(file.fileName));
  const bytes = fit.reduce((sum, file) => sum + file.bytes, 0);
  return bytes > roomBeside(body) || fit.length > maxAttachmentCount ? [] : fit;
};

/** Of a reply's files, those that its relay leaves behind, by id: for their kind, or for all of them being too much. */
export const leftBehind = (files: readonly EmailFile[], carried: readonly EmailFile[]): Map<string, 'kind' | 'size'> =>
  new Map(
    files
      .filter((file) => !carried.some(({ id }) => id === file.id))
      .map(({ id, fileName }) => [id, refusedExtension(fileName) ? 'kind' : 'size']),
  );
