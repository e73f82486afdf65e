import { unsupported } from './unsupported-pdf.ts';

/** The subset of PDF syntax that Chromium's writer uses (ISO 32000-1, 7.3), as Latin-1 text. */

const delimiters = new Set([...'()<>[]{}/% \n\r\t\f\0']);

const endOfString = (text: string, start: number): number => {
  let depth = 0;
  for (let i = start; i < text.length; i++) {
    const c = text[i];
    if (c === '\\') i += 1;
    else if (c === '(') depth += 1;
    else if (c === ')') {
      depth -= 1;
      if (depth === 0) return i + 1;
    }
  }
  throw unsupported('a string without end');
};

const endOfWord = (text: string, start: number): number => {
  let i = start;
  while (i < text.length && !delimiters.has(text[i] ?? '')) i += 1;
  return i;
};

/** The next token at or after `start`, skipping white space; null at the end. */
const tokenAt = (text: string, start: number): { start: number; end: number } | null => {
  let i = start;
  while (i < text.length && (text.charCodeAt(i) <= 32 || text[i] === '\0')) i += 1;
  if (i >= text.length) return null;
  const two = text.slice(i, i + 2);
  if (two === '<<' || two === '>>') return { start: i, end: i + 2 };
  if (text[i] === '(') return { start: i, end: endOfString(text, i) };
  if (text[i] === '<') return { start: i, end: text.indexOf('>', i) + 1 };
  if (text[i] === '[' || text[i] === ']') return { start: i, end: i + 1 };
  return { start: i, end: Math.max(endOfWord(text, i + 1), i + 1) };
};

export const tokensOf = (text: string): string[] => {
  const tokens: string[] = [];
  for (let token = tokenAt(text, 0); token; token = tokenAt(text, token.end)) {
    tokens.push(text.slice(token.start, token.end));
  }
  return tokens;
};

/** The offset after the value that begins at `start`. A dictionary or array ends with its closing bracket. */
export const endOfValue = (text: string, start: number): number => {
  let depth = 0;
  for (let token = tokenAt(text, start); token; token = tokenAt(text, token.end)) {
    const word = text.slice(token.start, token.end);
    if (word === '<<' || word === '[') depth += 1;
    if (word === '>>' || word === ']') depth -= 1;
    if (depth === 0) return token.end;
  }
  throw unsupported('a value without end');
};

const isInteger = (token: string | undefined): token is string => token !== undefined && /^\d+$/.test(token);

/** Rewrites a value as compactly as possible, with each reference replaced by `toNumber` of it. */
export const rewriteValue = (value: string, toNumber: (reference: number) => number): string => {
  const tokens = tokensOf(value);
  let text = '';
  for (let i = 0; i < tokens.length; i++) {
    let token = tokens[i] ?? '';
    if (isInteger(token) && isInteger(tokens[i + 1]) && tokens[i + 2] === 'R') {
      token = `${toNumber(Number(token))} 0 R`;
      i += 2;
    }
    const mustPart = text !== '' && !delimiters.has(token[0] ?? '') && !delimiters.has(text.at(-1) ?? '');
    text += mustPart ? ` ${token}` : token;
  }
  return text;
};

/** The entries of a dictionary as written; keys include the slash. */
export const entriesOf = (dictionary: string): Map<string, string> => {
  const entries = new Map<string, string>();
  let at = dictionary.indexOf('<<') + 2;
  for (;;) {
    const key = tokenAt(dictionary, at);
    if (!key || dictionary.startsWith('>>', key.start)) return entries;
    let end = endOfValue(dictionary, key.end);
    const reference = /^\s+\d+\s+R\b/.exec(dictionary.slice(end, end + 24));
    if (reference && isInteger(dictionary.slice(key.end, end).trim())) end += reference[0].length;
    entries.set(dictionary.slice(key.start, key.end), dictionary.slice(key.end, end).trim());
    at = end;
  }
};

/** `12 0 R` ─▶ 12. */
export const referenceIn = (value: string | undefined): number | null => {
  const number = /^(\d+)\s+\d+\s+R$/.exec(value ?? '')?.[1];
  return number === undefined ? null : Number(number);
};

export const referencesIn = (value: string | undefined): number[] =>
  [...(value ?? '').matchAll(/(\d+)\s+\d+\s+R\b/g)].map(([, number]) => Number(number));

/** A date, YYYY-MM-DD, as the beginning of that day (ISO 32000-1, 7.9.4). */
export const pdfDate = (date: string): string => `(D:${date.replaceAll('-', '')}000000Z)`;

/** The digits of UTF-16, big-endian. */
export const hex = (text: string): string => Buffer.from(text, 'utf16le').swap16().toString('hex').toUpperCase();

export const textOf = (digits: string): string => Buffer.from(digits, 'hex').swap16().toString('utf16le');

/** A PDF text string: plain if it is ASCII, otherwise UTF-16. */
export const textString = (text: string): string => {
  if (/^[\x20-\x7e]*$/.test(text)) return `(${text.replaceAll(/[\\()]/g, '\\$&')})`;
  return `<FEFF${hex(text)}>`;
};
