import { headerOf, isBareHeader, isBareSubject, isFlatHeaders } from './header-words.ts';
import { wroteAfterBracket } from './languages.ts';
import { forwardedPhrases, originalPhrases } from './phrases.ts';

/**
 * Classifies single lines of a plain-text mail. Every test reads a bounded part of the line, so that a mail costs
 * linear time.
 */

/** No line that mail programs write around a quote is longer than this, in characters. */
export const longest = 300;

export type Line = {
  /** The number of leading ">". */
  depth: number;
  /** Without quote marks and outer white space, at most `longest` characters; no-break spaces become spaces. */
  text: string;
};

const quoteMarks = /^(?:[ \t]{0,3}[>|│] ?){1,50}/;
/** Matches "> 10 mm" and "> 5 %", where the person means "more than". */
export const comparison =
  /^\s{0,3}>=?\s?\d+(?:[.,]\d+)?\s?(?:mm|cm|m|km|%|\$|€|kg|kn|kpa|mpa|h|°|po|in|ft|pi|lb|ans|days|jours|hours|heures)(?![\p{L}])/iu;
const invisible = /[\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/g;

/** The line with which GroupWise starts a quote: ">>> Marie <marie@…> 11/24/2026 9:12 AM >>>". */
const groupWise = /^>>> ?[^>].{2,200}\p{Nd}{1,2}:\p{Nd}{2}.{0,12}>>>\s*$/u;
export const isGroupWiseLine = (line: Line): boolean => groupWise.test(line.text);

const marksOf = (head: string): string => {
  if (groupWise.test(head) || head.startsWith('|') || comparison.test(head) || wroteAfterBracket.test(head.trim()))
    return '';
  return quoteMarks.exec(head)?.[0] ?? '';
};

/** Splits each raw line into its quote marks and its text. */
export const linesOf = (raw: readonly string[]): Line[] =>
  raw.map((line) => {
    const head = line.slice(0, longest + 100);
    const marks = marksOf(head);
    return {
      depth: marks.replaceAll(/[^>]/g, '').length,
      text: head
        .slice(marks.length)
        .replace(invisible, '')
        .replace(/[\u00a0\u202f\u2007\t]/g, ' ')
        .trim()
        .slice(0, longest),
    };
  });

const isDated = (value: string): boolean => /\p{Nd}/u.test(value) && (hasClock(value) || hasDate(value));
const isAddressed = (value: string): boolean => /@|mailto:/.test(value);

/** Cached, because a line's header is needed again for each of the lines above it that may start a header block. */
const headers = new WeakMap<Line, ReturnType<typeof headerOf>>();
const headerIn = (line: Line): ReturnType<typeof headerOf> => {
  const known = headers.get(line);
  if (known !== undefined) return known;
  const header = headerOf(line.text);
  headers.set(line, header);
  return header;
};

type Headers = ReadonlyMap<string, string>;

/** The headers from here on, allowing for folded values and empty lines between them. */
const headersFrom = (lines: readonly Line[], at: number): Headers => {
  const found = new Map<string, string>();
  let others = 0;
  for (const line of lines.slice(at, at + 24)) {
    const header = headerIn(line);
    if (header) {
      if (!found.has(header.kind)) found.set(header.kind, header.value);
      others = 0;
    } else if (others === 4 || (others > 0 && line.text === '')) break;
    else others += 1;
  }
  return found;
};

const areMailHeaders = (headers: Headers): boolean => {
  const [from, date, to] = [headers.get('from'), headers.get('date'), headers.get('to')];
  if (from !== undefined && headers.has('subject')) return true;
  if (from !== undefined && date !== undefined) return to !== undefined || isDated(date);
  if (from !== undefined) return to !== undefined && isAddressed(from) && isAddressed(to);
  return date !== undefined && to !== undefined && isDated(date) && (isAddressed(to) || headers.has('subject'));
};

/** Whether Lotus Notes' headers start here: a name, a date, then "To", "cc" and "Subject" alone on their lines. */
const isBareBlock = (lines: readonly Line[], at: number): boolean => {
  if (!isBareHeader(lines[at]?.text ?? '')) return false;
  const below = lines.slice(at + 1, at + 9).filter((line) => line.text !== '');
  return below.some((line) => isBareSubject(line.text)) && below.some((line) => isBareHeader(line.text));
};

const labelled = /^\*{0,2}\p{L}[\p{L}\p{M} .'’]{0,24}\*{0,2}\s?[:：]\*{0,2}\s?\S/u;

/**
 * Whether headers start here in a language whose words we do not know: "Word: Marie <marie@…>", then more lines of that
 * form, of which one has a time and a date.
 */
const isUnknownBlock = (lines: readonly Line[], at: number): boolean => {
  const first = lines[at]?.text ?? '';
  if (!/<[^\s<>@]{1,64}@[^\s<>@]{1,190}>/.test(first) || !labelled.test(first)) return false;
  let end = at + 1;
  while (end < at + 8 && labelled.test(lines[end]?.text ?? '')) end += 1;
  const below = lines.slice(at + 1, end);
  return below.length >= 2 && below.some(({ text }) => hasClock(text) && (hasDate(text) || /\p{Nd}{4}/u.test(text)));
};

/** Whether a block of mail headers starts here. */
export const isHeaderBlock = (lines: readonly Line[], at: number): boolean => {
  const first = lines[at];
  if (!first || first.text === '') return false;
  if (headerIn(first) === null) return isBareBlock(lines, at) || isUnknownBlock(lines, at);
  return isFlatHeaders(first.text) || areMailHeaders(headersFrom(lines, at)) || isUnknownBlock(lines, at);
};

export const isHeader = (line: Line): boolean => headerOf(line.text) !== null;

const dash = '[-_=*‐‑‒–—―─━~]';
const fence = new RegExp(`^${dash}{2}`, 'u');
const leading = new RegExp(`^(?:${dash}|\\s)+`, 'u');
/** Matches a text of at most 70 characters between dashes, without anything after the second ones. */
const fenced = new RegExp(`^(.{3,70}?)(?:[\\s:]{0,3}${dash}{2,}.{0,200})?$`, 'u');

const betweenDashes = (text: string): string | null => {
  if (!fence.test(text)) return null;
  const inner = fenced.exec(text.replace(leading, '').slice(0, longest))?.[1];
  return inner === undefined ? null : inner.replace(/[\s:：]+$/, '').toLowerCase();
};

/** Whether the line is a phrase between dashes that stands above a quoted mail: "---- Original Message ----". */
export const isOriginalLine = (line: Line): boolean => {
  const phrase = betweenDashes(line.text);
  return phrase !== null && originalPhrases.has(phrase);
};

/** Whether the line is such a phrase without dashes, which counts only above headers. */
export const isOriginalWords = (line: Line): boolean =>
  line.text.length < 40 && originalPhrases.has(line.text.replace(/\s*[:：]$/, '').toLowerCase());

/** Whether the line is a phrase that stands above a forwarded mail, between dashes or alone. */
export const isForwardLine = (line: Line): boolean => {
  if (line.text.length > 110) return false;
  const phrase = betweenDashes(line.text) ?? line.text.toLowerCase().replace(/\s*[:：]$/, '');
  return forwardedPhrases.has(phrase.replace(/^forwarded by .*/, 'forwarded message'));
};

/** Whether the line is a rule of underscores or dashes, as Outlook writes it above its headers. */
export const isRule = (line: Line): boolean => line.text.length >= 3 && new RegExp(`^${dash}+$`, 'u').test(line.text);

const clock = /\p{Nd}{1,2} ?[:.h：] ?\p{Nd}{2}|\p{Nd}{1,2} ?(?:[ap]\.?m\.?|h)(?![\p{L}])|\p{Nd}{1,2}[時시点]/iu;
export const hasClock = (text: string): boolean => clock.test(text);
export const hasYear = (text: string): boolean => /(?<!\p{Nd})(?:19|20|٢٠)\p{Nd}\p{Nd}(?!\p{Nd})/u.test(text);
export const hasDate = (text: string): boolean =>
  hasYear(text) || /\p{Nd}{1,2}[./-]\p{Nd}{1,2}[./-]\p{Nd}{2,4}/u.test(text);

const nothing = /[\s\u200b-\u200f\u2060\ufeff]/;
/**
 * The text without white space and invisible characters at both ends. Written by hand, because a regular expression
 * would try every run of spaces.
 */
export const trimmed = (text: string): string => {
  let [from, to] = [0, text.length];
  while (from < to && nothing.test(text[from] ?? '')) from += 1;
  while (to > from && nothing.test(text[to - 1] ?? '')) to -= 1;
  return text.slice(from, to);
};
