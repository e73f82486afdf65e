import { attributionIn, attributionStart, attributionWithin } from './attribution.ts';
import { isClosing, isListFooter, isProgramFooter } from './footers.ts';
import { comparison, isRule, type Line, linesOf } from './text-lines.ts';

/** A plain-text mail's lines, and which of them a person may have written. */

/** Nobody writes more lines than this. Further lines count as quoted, so that a mail has a largest cost. */
const maxLines = 20_000;

export type Page = {
  lines: readonly Line[];
  /** For each line, the index of the next one that is not blank, or the number of lines. */
  next: readonly number[];
  /** Maps the last line of each attribution to its first. */
  attributions: ReadonlyMap<number, number>;
};

const nextOf = (lines: readonly Line[]): number[] => {
  const next = new Array<number>(lines.length + 1).fill(lines.length);
  for (let at = lines.length - 1; at >= 0; at -= 1) next[at] = lines[at]?.text === '' ? (next[at + 1] ?? 0) : at;
  return next;
};

/** Whether the next line that is not blank is quoted more deeply than line `at`. */
export const isQuotedBelow = ({ lines, next }: Pick<Page, 'lines' | 'next'>, at: number): boolean =>
  (lines[next[at + 1] ?? lines.length]?.depth ?? 0) > (lines[at]?.depth ?? 0);

const attributionsOf = (lines: readonly Line[], next: readonly number[]): Map<number, number> => {
  const found = new Map<number, number>();
  for (const [at, line] of lines.entries()) {
    const quoted = isQuotedBelow({ lines, next }, at);
    // A line of the person with an attribution appended counts as the person's; cut-text.ts cuts it in two.
    if (quoted && line.depth === 0 && attributionWithin(line) > 0) continue;
    const start = attributionStart(lines, at, quoted);
    if (start >= 0) found.set(at, start);
  }
  return found;
};

/** Marks a line like "> 35 MPa?" as quoted if it stands in a quote, where it is not a comparison by the person. */
const withComparisons = (lines: readonly Line[], raw: readonly string[]): Line[] => {
  let above: Line | undefined;
  return lines.map((line, at) => {
    const isQuote =
      above !== undefined && (above.depth > 0 || (/[:：]$/.test(above.text) && attributionIn(above.text)));
    const compares = line.depth === 0 && line.text.startsWith('>') && comparison.test((raw[at] ?? '').slice(0, 40));
    const marked = compares && isQuote ? { depth: 1, text: line.text.slice(1).trim() } : line;
    if (line.text !== '') above = marked;
    return marked;
  });
};

export const pageOf = (raw: readonly string[]): Page => {
  const lines = withComparisons(linesOf(raw.slice(0, maxLines)), raw);
  const next = nextOf(lines);
  return { lines, next, attributions: attributionsOf(lines, next) };
};

/** Whether a signature or a list's footer starts at this line, wherever the program put it. */
const opensTail = (lines: readonly Line[], at: number): boolean => {
  const line = lines[at];
  if (!line) return false;
  if (/^(?:--|—|–|__)$|^-{5}BEGIN PGP SIGNATURE/.test(line.text) || isListFooter(line.text)) return true;
  return isRule(line) && lines.slice(at + 1, at + 4).some((below) => isListFooter(below.text));
};

const link = /^[<(]?(?:https?:|www\.|mailto:)/;

/** Whether a line is the rest of a wrapped quoted line, or of a link in it: programs mark only the first part. */
const isRemainder = (lines: readonly Line[], at: number): boolean => {
  let from = at;
  while (from > at - 3 && (lines[from - 1]?.depth ?? 1) === 0) from -= 1;
  let to = at;
  while (to < at + 3 && (lines[to + 1]?.depth ?? 1) === 0) to += 1;
  const [before, line, after] = [lines[from - 1], lines[at], lines[to + 1]];
  if (!before || !line || !after || before.depth === 0 || after.depth === 0) return false;
  const run = lines.slice(from, to + 1);
  if (link.test(run[0]?.text ?? '') && run.slice(1).every(({ text }) => /^\S+$/.test(text))) return true;
  if (run.length > 1) return false;
  // The rest of a link that began on the line above.
  if (/https?:\S*$/.test(before.text) && /^\S+$/.test(line.text)) return true;
  return (
    before.text.length >= 60 && line.text.length <= 40 && /^\p{Ll}/u.test(line.text) && !/[.?!:]$/.test(before.text)
  );
};

/** The indexes of the lines of attributions above `end`, which a program wrote. */
const attributionLines = ({ attributions }: Page, end: number): Set<number> => {
  const found = new Set<number>();
  for (const [last, first] of attributions) {
    if (last < end) for (let at = first; at <= last; at += 1) found.add(at);
  }
  return found;
};

export type OwnLines = {
  /** The last line that a person may have written, or -1. */
  last: number;
  /** The range of a complimentary close that is the only text below the quote; otherwise null. */
  closing: { from: number; to: number } | null;
};

/** Finds the person's own lines above `end`, the line at which a quote without marks begins. */
export const ownLines = (page: Page, end: number): OwnLines => {
  const { lines } = page;
  const programs = attributionLines(page, end);
  const lastQuoted = lines.slice(0, end).findLastIndex((line) => line.depth > 0);
  let tail = lastQuoted + 1;
  while (tail < end && !(lastQuoted >= 0 && opensTail(lines, tail))) tail += 1;
  const isOwn = (at: number): boolean => {
    const line = lines[at];
    if (!line || line.depth > 0 || line.text === '' || programs.has(at)) return false;
    return !isProgramFooter(line.text) && !isRemainder(lines, at);
  };
  let last = tail - 1;
  while (last >= 0 && !isOwn(last)) last -= 1;
  if (lastQuoted < 0 || last <= lastQuoted) return { last, closing: null };
  let before = lastQuoted;
  while (before >= 0 && !isOwn(before)) before -= 1;
  const below = lines.slice(lastQuoted + 1, last + 1).map((line) => line.text);
  const ends = before >= 0 && isClosing(below.filter((text) => text !== ''));
  return ends ? { last: before, closing: { from: lastQuoted + 1, to: last + 1 } } : { last, closing: null };
};
