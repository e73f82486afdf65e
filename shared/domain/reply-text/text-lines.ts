import { forwardedPhrases, fromHeader, originalPhrases, otherHeaders, starter, wroteWord } from './languages.ts';

/** What single lines of a plain-text mail are. Every test looks at a bounded piece of the line, so that a mail costs linear time. */

/** No line that mail programs write around a quote is longer. */
const longest = 300;

export type Line = {
  /** How many ">" stand in front. */
  depth: number;
  /** Without the quote marks and outer white space, at most `longest` characters; no-break spaces are spaces. */
  text: string;
};

const quoteMarks = /^(?:[ \t]{0,3}[>|│] ?){1,50}/;

export const linesOf = (raw: readonly string[]): Line[] =>
  raw.map((line) => {
    const head = line.slice(0, longest + 100);
    const marks = head.startsWith('|') ? '' : (quoteMarks.exec(head)?.[0] ?? '');
    return {
      depth: marks.replaceAll(/[^>]/g, '').length,
      text: head
        .slice(marks.length)
        .replace(/[\u00a0\u202f\u2007]/g, ' ')
        .trim()
        .slice(0, longest),
    };
  });

/** Bold marks of Markdown or of HTML turned into text. */
const plain = (text: string): string => text.replace(/^[*_\s]+/, '').replace(/\*+\s*(?=[:：])/, '');

export const isFromHeader = (line: Line): boolean => fromHeader.test(plain(line.text));

/** A block of mail headers starts here: From, and soon after it two others, one of them a date or a subject. */
export const isHeaderBlock = (lines: readonly Line[], at: number): boolean => {
  const first = lines[at];
  if (!first || !isFromHeader(first)) return false;
  const found = new Set<number>();
  for (const line of lines.slice(at + 1, at + 9)) {
    otherHeaders.forEach((header, index) => {
      if (header.test(plain(line.text))) found.add(index);
    });
  }
  return found.size >= 2 && (found.has(0) || found.has(2));
};

/** Between dashes, without them; null when there are none or the line is longer than such lines are. */
const betweenDashes = (text: string): string | null => {
  if (text.length > 80 || !/^[-_=*—–]{2}/.test(text) || !/[-_=*—–]{2}$/.test(text)) return null;
  return text
    .replace(/^[-_=*—–\s]+/, '')
    .replace(/[-_=*—–\s:]+$/, '')
    .toLowerCase();
};

export const isOriginalLine = (line: Line): boolean => {
  const phrase = betweenDashes(line.text);
  return phrase !== null && originalPhrases.has(phrase);
};

export const isForwardLine = (line: Line): boolean => {
  if (line.text.length > 80) return false;
  const phrase = betweenDashes(line.text) ?? line.text.toLowerCase().replace(/\s*[:：]$/, '');
  return forwardedPhrases.has(phrase);
};

/** A rule of underscores or dashes, as Outlook draws above its headers. */
export const isRule = (line: Line): boolean => line.text.length >= 5 && /^(?:_+|-+|=+|─+)$/.test(line.text);

export const startsAttribution = (line: Line): boolean => starter.test(line.text) && /\d/.test(line.text);

export const endsAttribution = (line: Line): boolean => /[:：]$/.test(line.text);

export const hasYear = (text: string): boolean => /(?<!\d)20\d\d(?!\d)/.test(text);

const address = /<?[^\s<>@]{1,64}@[^\s<>@]{1,190}>?/;
const clock = /\d{1,2} ?[:.h] ?\d{2}/;

/**
 * Whether a line (wrapped lines joined) introduces a quote. `strong`: it names a time or an address, which nobody types
 * before an own paragraph; `weak` is one only when quoted lines follow.
 */
export const attributionIn = (joined: string): 'strong' | 'weak' | null => {
  const text = joined.slice(0, 2 * longest);
  if (!/[:：]$/.test(text)) return null;
  const says = wroteWord.test(text);
  const named = address.test(text);
  const timed = clock.test(text);
  if (says && /\d/.test(text) && (named || timed)) return 'strong';
  if (named && timed) return 'strong';
  return says || (named && /\d/.test(text)) ? 'weak' : null;
};
