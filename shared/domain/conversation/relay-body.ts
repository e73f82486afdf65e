import { mailWords } from '../../words/words.ts';
import { escapeHtml } from '../escape-html.ts';
import { hasRefusedExtension } from '../files/file-name.ts';
import { maxAttachmentCount, maxAttachmentsBytes, maxMailedFilesBytes } from '../limits.ts';
import { holdsMarker } from '../marker.ts';
import { type Language, withoutOverrides } from '../text.ts';
import type { EmailBody, EmailFile, IncomingEmail, OutgoingEmail } from './email.ts';
import type { PassedOn } from './quarantine-facts.ts';

/**
 * The body of a relay: the whole reply. It is rebuilt from the stored reply for each message and never stored itself,
 * so a repeated attempt has the same text (ADR 35).
 */

/** The line above a text that an Admin passed on, for readers who cannot see the Emails tab. */
const passedOnWords = ({ name, verified }: PassedOn, language: Language): string => {
  const { passed, unverified } = mailWords(language).relay;
  return `[${passed(name)}${verified ? '' : ` ${unverified}`}]`;
};

const paragraph = (words: string): string => words && `<p>${escapeHtml(words)}</p>`;

/** Mail programs read "-- " as the start of a signature; only our own footer may contain it. */
const undelimited = (text: string): string =>
  withoutOverrides(text).replace(/^((?:> ?)*-- )$/gm, (mark) => mark.trimEnd());

const readingForward = (html: string | null | undefined): string | null =>
  html == null ? null : withoutOverrides(html);

/**
 * Mail captured before quotes were classified is relayed with its quote, unless the quote is clearly a mail of ours.
 */
const carriesQuote = ({ quotedText, quoteHolds }: EmailBody): boolean => {
  if (quotedText === null) return false;
  return quoteHolds === undefined ? !holdsMarker(quotedText) : quoteHolds === 'answers' || quoteHolds === 'other';
};

/** The reply's own content: text, signature, and the quote when the others may not have it. */
const carriedWords = (body: EmailBody): EmailBody => {
  const quoted = carriesQuote(body);
  return {
    text: undelimited([body.text, body.signature ?? ''].filter((part) => part !== '').join('\n\n')),
    html: readingForward(body.html),
    quotedText: quoted ? undelimited(body.quotedText ?? '') : null,
    quotedHtml: quoted ? readingForward(body.quotedHtml) : null,
  };
};

/** The reply's words with the relay's own notes: who passed it on, and which files are left behind. */
export const relayBody = (
  { language, passedOn, attachments }: OutgoingEmail,
  reply: IncomingEmail,
  body: EmailBody,
): EmailBody => {
  const carried = carriedWords(body);
  const behind = reply.attachments.filter((file) => !attachments.some(({ id }) => id === file.id));
  const names = behind.map((file) => file.fileName).join(', ');
  const note = behind.length > 0 ? `${mailWords(language).relay.leftBehind} ${names}` : '';
  const before = passedOn ? passedOnWords(passedOn, language) : '';
  return {
    ...carried,
    text: [before, carried.text, note].filter((part) => part !== '').join('\n\n'),
    html: carried.html === null ? null : paragraph(before) + carried.html + paragraph(note),
  };
};

/**
 * Bytes left for files beside the text of a mail. The text is sent as plain text and as HTML, where an escaped
 * character takes up to six bytes; quoted-printable may triple the bytes of text, while base64 adds a third to a file.
 */
const roomBeside = (body: EmailBody): number => {
  const { text, html, quotedText, quotedHtml } = carriedWords(body);
  const bytes = (part: string | null | undefined) => Buffer.byteLength(part ?? '');
  const plain = bytes(text) + bytes(quotedText);
  const marked = html === null ? bytes(escapeHtml(text)) : bytes(html);
  const quoted = quotedHtml === null ? bytes(escapeHtml(quotedText ?? '')) : bytes(quotedHtml);
  return Math.max(0, Math.min(maxAttachmentsBytes, maxMailedFilesBytes - 2 * (plain + marked + quoted)));
};

/**
 * The reply's files that its relay carries. A file that SES would reject is left behind; if the others are too large or
 * too many, all are. The relay's text names the files left behind.
 */
export const carriedFiles = (files: readonly EmailFile[], body: EmailBody): EmailFile[] => {
  const fit = files.filter((file) => !hasRefusedExtension(file.fileName));
  const bytes = fit.reduce((sum, file) => sum + file.bytes, 0);
  return bytes > roomBeside(body) || fit.length > maxAttachmentCount ? [] : fit;
};

/**
 * The reply's files that its relay leaves behind, by id, with the cause: the file's own kind, or the size or number of
 * them all.
 */
export const leftBehind = (files: readonly EmailFile[], carried: readonly EmailFile[]): Map<string, 'kind' | 'size'> =>
  new Map(
    files
      .filter((file) => !carried.some(({ id }) => id === file.id))
      .map(({ id, fileName }) => [id, hasRefusedExtension(fileName) ? 'kind' : 'size']),
  );
