import { Transform } from 'node:stream';

/**
 * Decodes the bytes of a mail by its declared charset and by the bytes themselves, because mail programs and gateways
 * often declare the wrong one.
 */

/** Single-byte charsets. Any bytes are valid in these, so well-formed multi-byte UTF-8 is the stronger evidence. */
const singleByte = /^(?:windows-125\d|iso-8859-\d+|x-mac-.*|macintosh|koi8-.|ibm866|us-ascii)$/;

const strictUtf8 = new TextDecoder('utf-8', { fatal: true });
const windows1252 = new TextDecoder('windows-1252');

const isUtf8 = (bytes: Uint8Array): boolean => {
  // The platform's only strict check throws on bytes that are not UTF-8.
  try {
    strictUtf8.decode(bytes);
    return true;
  } catch {
    return false;
  }
};

/**
 * The platform's decoder. Null for UTF-8 and ASCII, which the bytes themselves decide, and for a label that the
 * platform does not know. One of those is UTF-7, which could hide markup from filters.
 */
const decoderOf = (label: string | null): InstanceType<typeof TextDecoder> | null => {
  if (label === null || /^\s*(?:utf-?8|(?:us-?)?ascii)\s*$/i.test(label)) return null;
  try {
    return new TextDecoder(label.trim());
  } catch {
    return null;
  }
};

/**
 * Decodes with a declared multi-byte charset; otherwise with UTF-8 if the bytes are valid UTF-8, then with the declared
 * single-byte charset, and with Windows-1252 when none is declared.
 */
export const decodeBytes = (bytes: Uint8Array, label: string | null): string => {
  const declared = decoderOf(label);
  if (declared && !singleByte.test(declared.encoding)) return declared.decode(bytes);
  if (isUtf8(bytes)) return strictUtf8.decode(bytes);
  return (declared ?? windows1252).decode(bytes);
};

/** Marks a charset for our own decoder: the parser decodes "utf-8" itself and turns invalid bytes into U+FFFD. */
export const ownCharset = (label: string | false): string => `x-own:${label || ''}`;

/** Has the interface of the `Iconv` class that mailparser expects: a stream that turns a part's bytes into UTF-8. */
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
 * Decodes the RFC 2047 encoded words of a header value in one pass. Adjacent words of the same charset are joined as
 * bytes first, because many programs split a character between two words.
 */
export const decodeWords = (value: string): string => {
  const out: (string | { label: string; bytes: Buffer[] })[] = [];
  let end = 0;
  for (const match of value.matchAll(encodedWord)) {
    const [whole, charset = '', encoding = '', text = ''] = match;
    const between = value.slice(end, match.index);
    const label = charset.replace(/\*.*$/, '').toLowerCase();
    const last = out.at(-1);
    // White space between two encoded words is not part of the text (RFC 2047 section 6.2).
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

/** Reduces a header to one line of text, without characters that could forge another line or change text direction. */
export const oneLine = (text: string, max: number): string =>
  text.replace(/\s+/g, ' ').replace(unsafe, '').trim().slice(0, max).toWellFormed();

const maxRounds = 5;

/**
 * The text that the most lenient mail program would show. Decoding once is not enough: an encoded word can contain
 * another, and removing a control character can join the parts of one. Words that are still encoded after `maxRounds`
 * were made to mislead and are removed.
 */
export const settledLine = (value: string, max: number): string => {
  let text = oneLine(decodeWords(value), max);
  for (let round = 1; round < maxRounds && text.includes('=?'); round += 1) text = oneLine(decodeWords(text), max);
  return text.replace(encodedWord, '').trim();
};
