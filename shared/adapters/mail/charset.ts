import { Transform } from 'node:stream';

/** Bytes of a mail into text, by what is declared and what the bytes say (mail programs and gateways get it wrong). */

/** One byte a character: any bytes are "valid" in these, so that well-formed multi-byte UTF-8 is the better witness. */
const singleByte = /^(?:windows-125\d|iso-8859-\d+|x-mac-.*|macintosh|koi8-.|ibm866|us-ascii)$/;

const strictUtf8 = new TextDecoder('utf-8', { fatal: true });
const windows1252 = new TextDecoder('windows-1252');

const isUtf8 = (bytes: Uint8Array): boolean => {
  // The platform's one strict check throws; the answer to that is "no".
  try {
    strictUtf8.decode(bytes);
    return true;
  } catch {
    return false;
  }
};

/** The platform's decoder, or null for a label it does not know (UTF-7 among them, which hides markup from filters). */
const decoderOf = (label: string | null): InstanceType<typeof TextDecoder> | null => {
  if (label === null || /^\s*(?:utf-?8|(?:us-?)?ascii)\s*$/i.test(label)) return null;
  try {
    return new TextDecoder(label.trim());
  } catch {
    return null;
  }
};

/** The declared charset; UTF-8 where the bytes are that and the declared one is one byte a character; else Windows-1252. */
export const decodeBytes = (bytes: Uint8Array, label: string | null): string => {
  const declared = decoderOf(label);
  if (declared && !singleByte.test(declared.encoding)) return declared.decode(bytes);
  if (isUtf8(bytes)) return strictUtf8.decode(bytes);
  return (declared ?? windows1252).decode(bytes);
};

/** Marks a charset for our own decoder: the parser reads plain "utf-8" itself and puts U+FFFD for what is not. */
export const ownCharset = (label: string | false): string => `x-own:${label || ''}`;

/** The shape of the `Iconv` class that mailparser asks for: a stream that gets a part's bytes and gives UTF-8. */
export class PartDecoder extends Transform {
  readonly label: string;
  readonly chunks: Buffer[] = [];

  constructor(charset: string) {
    super();
    this.label = charset.replace(/^x-own:/, '');
  }

  override _transform(chunk: Buffer, _encoding: BufferEncoding, done: () => void): void {
    this.chunks.push(Buffer.from(chunk));
    done();
  }

  override _flush(done: (error: null, data: Buffer) => void): void {
    done(null, Buffer.from(decodeBytes(Buffer.concat(this.chunks), this.label || null)));
  }
}

const encodedWord = /=\?([^?\s]{1,60})\?([BbQq])\?([^?]*)\?=/g;

const wordBytes = (encoding: string, text: string): Buffer =>
  encoding.toLowerCase() === 'b'
    ? Buffer.from(text, 'base64')
    : Buffer.from(
        text
          .replaceAll('_', ' ')
          .replace(/=([0-9A-Fa-f]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
        'latin1',
      );

/**
 * A header value with its RFC 2047 words decoded, in one pass. Neighbouring words of one charset are joined as bytes
 * first: many programs split a character between two of them.
 */
export const decodeWords = (value: string): string => {
  const out: (string | { label: string; bytes: Buffer[] })[] = [];
  let end = 0;
  for (const match of value.matchAll(encodedWord)) {
    const [whole, charset = '', encoding = '', text = ''] = match;
    const between = value.slice(end, match.index);
    const label = charset.replace(/\*.*$/, '').toLowerCase();
    const last = out.at(-1);
    // White space between two encoded words is no text (RFC 2047 section 6.2).
    const joined = typeof last === 'object' && between.trim() === '';
    if (!joined) out.push(between);
    if (joined && last.label === label) last.bytes.push(wordBytes(encoding, text));
    else out.push({ label, bytes: [wordBytes(encoding, text)] });
    end = match.index + whole.length;
  }
  out.push(value.slice(end));
  return out.map((s) => (typeof s === 'string' ? s : decodeBytes(Buffer.concat(s.bytes), s.label))).join('');
};

const unsafe = /[\p{Cc}\p{Zl}\p{Zp}\p{Bidi_Control}\ufeff]/gu;

/** A text that is no header any more: one line, without what could forge another or turn its direction. */
export const oneLine = (text: string, max: number): string =>
  text.replace(/\s+/g, ' ').replace(unsafe, '').trim().slice(0, max).toWellFormed();

const maxRounds = 5;

/**
 * What the most lenient mail program would show. Decoding once is not enough: a word can hold a word, and one can come
 * together when a control character between its parts is taken out. What is still encoded after so many rounds was made to
 * mislead, and loses the marks of a word.
 */
export const settledLine = (value: string, max: number): string => {
  let text = oneLine(decodeWords(value), max);
  for (let round = 1; round < maxRounds && text.includes('=?'); round += 1) text = oneLine(decodeWords(text), max);
  return text.replace(encodedWord, '').trim();
};
