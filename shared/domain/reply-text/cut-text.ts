import { programFooter } from './languages.ts';
import { isMarker } from './marker.ts';
import {
  attributionIn,
  endsAttribution,
  hasYear,
  isForwardLine,
  isHeaderBlock,
  isOriginalLine,
  isRule,
  type Line,
  linesOf,
  startsAttribution,
} from './text-lines.ts';

/** Where the quote begins in a plain-text mail. One pass over the lines, with a bounded look around each. */

/** Nobody's new text is longer. What stands further down counts as quoted, so that no mail costs more than this many looks. */
const maxLines = 20_000;

type Page = {
  lines: readonly Line[];
  /** For each line, the next one that is not blank (or the number of lines). */
  next: readonly number[];
  /** Whether a bare run of quoted lines at the end is a quote: in HTML turned into text, the person may have typed it. */
  bareQuotes: boolean;
  /** The last line that a person may have written: not blank, not quoted, no signature, no program's footer. */
  lastOwn: number;
};

const pageOf = (raw: readonly string[], bareQuotes: boolean): Page => {
  const lines = linesOf(raw.slice(0, maxLines));
  const next = new Array<number>(lines.length + 1).fill(lines.length);
  for (let at = lines.length - 1; at >= 0; at -= 1) {
    next[at] = lines[at]?.text === '' ? (next[at + 1] ?? lines.length) : at;
  }
  return { lines, next, bareQuotes, lastOwn: lastOwnLine(lines) };
};

/** Below "-- " stands a signature, wherever the program put it. */
const lastOwnLine = (lines: readonly Line[]): number => {
  const lastQuoted = lines.findLastIndex((line) => line.depth > 0);
  const tail = lines.slice(lastQuoted + 1);
  const signature = tail.findIndex((line) => line.text === '--');
  const own = signature < 0 ? tail : tail.slice(0, signature);
  const last = own.findLastIndex((line) => line.text !== '' && !programFooter.test(line.text));
  return last < 0 ? -1 : lastQuoted + 1 + last;
};

/** The first line of the attribution that ends at `end`, or -1: programs wrap it over up to four lines. */
const attributionStart = ({ lines, next }: Page, end: number): number => {
  const last = lines[end];
  if (!last || !endsAttribution(last)) return -1;
  const quoted = (lines[next[end + 1] ?? lines.length]?.depth ?? 0) > last.depth;
  let joined = '';
  let shortest = -1;
  for (let start = end; start >= Math.max(0, end - 3); start -= 1) {
    const line = lines[start];
    if (!line || line.text === '' || line.depth !== last.depth) break;
    joined = joined === '' ? line.text : `${line.text} ${joined}`;
    const found = attributionIn(joined);
    const counts = found === 'strong' || (found === 'weak' && quoted);
    // The date is the part that no program leaves out.
    if (counts && (startsAttribution(line) || hasYear(joined))) return start;
    if (counts && shortest < 0) shortest = start;
  }
  return shortest;
};

/** From here to the end only quoted and blank lines, or nothing of the person's. */
const nothingOwnBelow = (page: Page, at: number): boolean => page.lastOwn < at;

/** Above our marker stands what the program wrote to introduce the quote: an attribution, headers, a rule. */
const aboveMarker = (page: Page, marker: number): number => {
  let start = marker;
  for (let at = marker - 1; at >= Math.max(0, marker - 14); at -= 1) {
    const line = page.lines[at];
    if (!line) break;
    const attribution = attributionStart(page, at);
    if (attribution >= 0) start = Math.min(start, attribution);
    else if (line.depth > 0 || isRule(line) || isOriginalLine(line) || isHeaderBlock(page.lines, at)) start = at;
    // In a language that we do not know: right above, with a date and a colon.
    else if (marker - at <= 2 && endsAttribution(line) && /\d/.test(line.text)) start = at;
  }
  return start;
};

const cutAt = (page: Page, at: number): number | null => {
  const { lines, next } = page;
  const line = lines[at];
  if (!line || line.text === '') return null;
  if (isMarker(line.text, lines[at + 1]?.text)) return aboveMarker(page, at);
  if (isOriginalLine(line) || isHeaderBlock(lines, at)) return at;
  if (isRule(line) && isHeaderBlock(lines, next[at + 1] ?? lines.length)) return at;
  const start = attributionStart(page, at);
  if (start >= 0) {
    const below = lines[next[at + 1] ?? lines.length];
    // Quoted by ">": what is not quoted further down is an answer, and keeps its quotes. Else there is no way to tell.
    return (below?.depth ?? 0) > line.depth && !nothingOwnBelow(page, at + 1) ? null : start;
  }
  return page.bareQuotes && line.depth > 0 && nothingOwnBelow(page, at) ? at : null;
};

/** The number of the line where the quote begins, or null when everything is the person's. */
const quoteStart = (page: Page): number | null => {
  for (let at = 0; at < page.lines.length; at += 1) {
    const line = page.lines[at];
    if (line && line.depth === 0 && isForwardLine(line)) return null;
    const start = cutAt(page, at);
    if (start !== null) return start;
  }
  return null;
};

export const cutText = (text: string, bareQuotes = true): { text: string; quotedText: string | null } => {
  const raw = text.split('\n');
  const start = quoteStart(pageOf(raw, bareQuotes));
  if (start === null) return { text: text.trim(), quotedText: null };
  return { text: raw.slice(0, start).join('\n').trim(), quotedText: raw.slice(start).join('\n').trim() };
};
