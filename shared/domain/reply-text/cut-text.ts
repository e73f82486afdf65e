import { isMarker, isOtherMarker } from '../marker.ts';
import { attributionWithin, attributionWithQuote, endsAttribution } from './attribution.ts';
import { isBareHeader } from './header-words.ts';
import { isQuotedBelow, type OwnLines, ownLines, type Page, pageOf } from './page.ts';
import {
  hasClock,
  hasDate,
  isForwardLine,
  isGroupWiseLine,
  isHeaderBlock,
  isOriginalLine,
  isOriginalWords,
  isRule,
  trimmed,
} from './text-lines.ts';

/**
 * Finds where the quote begins in a plain-text mail, in a few passes over its lines. Each line is compared with a
 * bounded number of its neighbours, so that the time grows only with the length of the mail.
 */

export type TextCut = { text: string; quotedText: string | null };

/** The first line of what the program wrote above our marker to introduce the quote: attribution, headers, a rule. */
const aboveMarker = ({ lines, attributions }: Page, marker: number): number => {
  let start = marker;
  for (let at = marker - 1; at >= Math.max(0, marker - 14); at -= 1) {
    const line = lines[at];
    if (!line) break;
    const attribution = attributions.get(at);
    if (attribution !== undefined) start = Math.min(start, attribution);
    else if (line.depth > 0 || isRule(line) || isOriginalLine(line) || isHeaderBlock(lines, at)) start = at;
    // For languages we do not know: a line right above with a date and a colon.
    else if (marker - at <= 2 && endsAttribution(line) && /\p{Nd}/u.test(line.text)) start = at;
  }
  return start;
};

const sender = /^[^.!?]{2,60} <[^<>\s]{1,64}@[^<>\s]{1,190}>$/;

/** The first line of a quote by Lotus Notes, which puts name and date above headers that it formats as a table. */
const aboveBareHeaders = ({ lines }: Page, at: number): number => {
  let start = at;
  let dated = hasDate(lines[at]?.text ?? '');
  for (let above = at - 1; above >= Math.max(0, at - 5); above -= 1) {
    const text = lines[above]?.text ?? '';
    const dates = hasDate(text) && hasClock(text);
    if (text === '' && (!dated || sender.test(lines[above - 1]?.text ?? ''))) continue;
    if (text === '' || (!dates && !dated && !text.includes('@'))) break;
    dated ||= dates;
    start = above;
  }
  return dated ? start : at;
};

const notesLine = /^.{2,80}?\s?---\d{1,4}[./-]\d{1,2}[./-]\d{1,4} \d{1,2}[:.]\d{2}.{0,12}?---/;

/** The first line of a quote without quote marks that starts at line `at` and runs to the end of the mail; or -1. */
const bareCut = (page: Page, at: number): number => {
  const { lines, next } = page;
  const line = lines[at];
  if (!line || line.text === '' || line.depth > 0) return -1;
  if (isMarker(line.text, lines[at + 1]?.text)) return aboveMarker(page, at);
  const below = next[at + 1] ?? lines.length;
  if (isOriginalLine(line) || notesLine.test(line.text) || isOtherMarker(line.text) || isGroupWiseLine(line)) return at;
  if (isHeaderBlock(lines, at)) return isBareHeader(line.text) ? aboveBareHeaders(page, at) : at;
  if ((isRule(line) || isOriginalWords(line)) && isHeaderBlock(lines, below)) return at;
  if (attributionWithQuote(lines, at)) return at;
  const start = page.attributions.get(at);
  return start !== undefined && !isQuotedBelow(page, at) ? start : -1;
};

type Cuts = { bare: number; forward: number };

const cutsOf = (page: Page): Cuts => {
  const end = page.lines.length;
  let forward = end;
  for (const [at, line] of page.lines.entries()) {
    if (forward === end && line.depth === 0 && isForwardLine(line)) forward = at;
    const bare = bareCut(page, at);
    if (bare >= 0) return { bare, forward };
  }
  return { bare: end, forward };
};

/** Whether the quoted lines at `at` are a short citation that the person introduced: "The contract says:". */
const isCitation = ({ lines }: Page, last: number, at: number): boolean => {
  const text = lines[last]?.text ?? '';
  const cited = lines.slice(at).filter((line) => line.text !== '').length;
  return /[:：]$/.test(text) && !/[\p{Nd}@]/u.test(text) && cited <= 5;
};

/** Whether mail headers stand at the start of a quote: a program then quoted it, and not the person. */
const startsWithHeaders = ({ lines }: Page, at: number): boolean =>
  at >= 0 && lines.slice(at, at + 3).some((line, below) => isOriginalLine(line) || isHeaderBlock(lines, at + below));

/** The first line of a quote marked by ">" with none of the person's text below it; `end` if there is none. */
const markedCut = (page: Page, { last }: OwnLines, end: number, bareQuotes: boolean): number => {
  const starts = [...page.attributions.values()].filter((start) => start > last);
  const attribution = Math.min(
    end,
    ...starts.slice(0, 1),
    ...starts.filter((start) => page.lines[start]?.depth === 0).slice(0, 1),
  );
  const marked = page.lines.findIndex((line, at) => at > last && line.depth > 0);
  if (!bareQuotes && !startsWithHeaders(page, marked)) return attribution;
  if (marked < 0 || marked > attribution || isCitation(page, last, marked)) return attribution;
  // Quoted lines above an attribution are a citation that the person put there.
  const between = page.lines.slice(marked, attribution);
  return attribution < end &&
    between.some((line) => line.depth === 0 && line.text === '') &&
    page.lines[attribution]?.depth === 0
    ? attribution
    : marked;
};

/** The person's last line without the attribution that a program appended to it; null if there is none. */
const cutInside = (raw: string, page: Page, last: number): string | null => {
  const line = page.lines[last];
  if (!line || !isQuotedBelow(page, last)) return null;
  const at = attributionWithin(line);
  return at < 0 ? null : raw.slice(0, raw.indexOf(line.text.slice(at, at + 20)));
};

/**
 * Separates the person's text from the quote. `bareQuotes`: lines with ">" at the end count as a quote even without an
 * attribution. This must be false for text made from HTML, where the person may have marked them.
 */
export const cutText = (text: string, bareQuotes = true): TextCut => {
  const raw = text.split('\n');
  const page = pageOf(raw);
  const { bare, forward } = cutsOf(page);
  const own = ownLines(page, bare);
  const start = markedCut(page, own, bare, bareQuotes);
  if (start >= raw.length || forward < start) return { text: trimmed(text), quotedText: null };
  const { closing } = own;
  const head = raw.slice(0, start);
  const inside = cutInside(raw[own.last] ?? '', page, own.last);
  const moved = inside === null ? '' : (raw[own.last] ?? '').slice(inside.length);
  if (inside !== null) head.splice(own.last, 1, inside.replace(/[-–—\s]+$/, ''));
  const ending = closing ? `\n\n${raw.slice(closing.from, closing.to).join('\n').trim()}` : '';
  const quoted = closing ? [...raw.slice(start, closing.from), ...raw.slice(closing.to)] : raw.slice(start);
  return { text: trimmed(head.join('\n')) + ending, quotedText: [moved, ...quoted].join('\n').trim() };
};
