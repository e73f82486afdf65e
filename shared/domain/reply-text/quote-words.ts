import type { QuoteHolds } from '../conversation/email.ts';
import { isMarker } from '../marker.ts';
import { headerOf } from './header-words.ts';
import { type Page, pageOf } from './page.ts';
import { withoutPictures } from './picture-marks.ts';
import {
  hasClock,
  hasDate,
  isForwardLine,
  isHeaderBlock,
  isOriginalLine,
  isOriginalWords,
  isRule,
} from './text-lines.ts';

/**
 * Tells whether the others already have the text that a reply quotes, by comparing runs of its words with the
 * conversation's mails. A relay omits only what they certainly have (ADR 35). Linear in the length of its input.
 */

/** The text of the conversation's mails: sent to everybody (`open`) or only to some (`aside`). */
export type ThreadWords = { open: readonly string[]; aside: readonly string[] };

/**
 * How many characters of a quote are compared; the rest counts as new. The limit bounds the time, most of which goes
 * into splitting text into words.
 */
const maxCompared = 200_000;
/** How many characters of each mail of the conversation are compared. A quote of what follows them is relayed. */
export const maxKnown = 100_000;

/** Text that is not compared: the link to our page, which differs for each reader, and addresses added to a quote. */
const decoration = /<?https?:\/\/\S{1,200}#\/projects\/\S{1,300}|<(?:mailto|tel):[^>]{0,300}>/gi;

const wordsOf = (text: string): string[] =>
  withoutPictures(text)
    .replace(decoration, ' ')
    .normalize('NFKC')
    .toLowerCase()
    .match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];

/** The length of a run, in words. An answer typed between two known words breaks every run that contains it. */
const run = 3;
const runAt = (words: readonly string[], at: number): string => words.slice(at, at + run).join(' ');

type Known = { runs: Set<string>; lines: Set<string> };

const knownIn = (texts: readonly string[]): Known => {
  const known: Known = { runs: new Set(), lines: new Set() };
  for (const text of texts) {
    const words = wordsOf(text.slice(0, maxKnown));
    for (let at = 0; at + run <= words.length; at += 1) known.runs.add(runAt(words, at));
    for (const line of text.slice(0, maxKnown).split('\n')) known.lines.add(wordsOf(line).join(' '));
  }
  return known;
};

/** Mail gateways put such a line above incoming mail, so it comes back in every quote. */
const banner =
  /^\W{0,4}(?:\[?(?:external|externe)\b|caution\b|attention\W.{0,40}(?:extern|exterieur|extérieur)|(?:this|ce).{0,30}(?:outside|external|externe|extérieur))/iu;

/** The line after the header block that starts at `at`: names with a colon, and wrapped values. */
const headersEnd = ({ lines }: Page, at: number): number => {
  let end = at + 1;
  for (let next = at + 1; next < Math.min(lines.length, at + 24); next += 1) {
    const text = lines[next]?.text ?? '';
    if (headerOf(text) !== null) end = next + 1;
    else if (text === '' || !/@|[;,]$/.test(text)) {
      if (text !== '' || headerOf(lines[next + 1]?.text ?? '') === null) break;
    }
  }
  return end;
};

/**
 * The indexes of the lines that mail programs wrote around the text: attributions, rules, gateways' banners, and header
 * blocks that contain a time or an address.
 */
const programLines = (page: Page): Set<number> => {
  const found = new Set<number>();
  for (const [last, first] of page.attributions) for (let at = first; at <= last; at += 1) found.add(at);
  for (const [at, line] of page.lines.entries()) {
    if (found.has(at) || line.text === '') continue;
    if (isRule(line) || isOriginalLine(line) || isOriginalWords(line) || isForwardLine(line)) found.add(at);
    if (banner.test(line.text)) found.add(at);
    if (!isHeaderBlock(page.lines, at)) continue;
    const end = headersEnd(page, at);
    const block = page.lines.slice(at, end).map(({ text }) => text);
    // People also type two labels with a colon: "De : Béton Provincial", "Objet : bon de livraison".
    if (
      block.some((text) => text.includes('@') || hasClock(text) || (headerOf(text)?.kind === 'date' && hasDate(text)))
    )
      for (let inside = at; inside < end; inside += 1) found.add(inside);
  }
  return found;
};

const markersIn = ({ lines }: Page): Set<number> => {
  const found = new Set<number>();
  for (const [at, line] of lines.entries()) {
    if (!isMarker(line.text, lines[at + 1]?.text)) continue;
    found.add(at);
    // The marker is wrapped, so its second half is on the next line.
    if (!isMarker(line.text, undefined)) found.add(at + 1);
  }
  return found;
};

/** The words between two program lines. `aboveMarker`: they stand above the first of our markers. */
type Stretch = { words: string[]; aboveMarker: boolean };

const stretchesOf = (quotedText: string): { stretches: Stretch[]; isMarked: boolean } => {
  const raw = quotedText.split('\n');
  const page = pageOf(raw);
  const [programs, markers] = [programLines(page), markersIn(page)];
  const first = Math.min(...markers, Number.POSITIVE_INFINITY);
  const stretches: Stretch[] = [];
  let words: string[] = [];
  const close = (at: number) => {
    if (words.length > 0) stretches.push({ words, aboveMarker: at <= first });
    words = [];
  };
  for (const [at, line] of raw.entries()) {
    if (programs.has(at) || markers.has(at)) close(at);
    else words.push(...wordsOf(line.replace(/^[\s>|│]+/, '')));
  }
  close(raw.length);
  return { stretches, isMarked: markers.size > 0 };
};

/** Whether every word is in a known run; if there are fewer words than a run has, they must be a known line. */
const isKnown = ({ words }: Stretch, { runs, lines }: Known): boolean => {
  if (words.length < run) return lines.has(words.join(' '));
  let covered = 0;
  for (let at = 0; at + run <= words.length; at += 1) {
    if (!runs.has(runAt(words, at))) continue;
    if (at > covered) return false;
    covered = at + run;
  }
  return covered === words.length;
};

const hasRunOf = ({ words }: Stretch, runs: ReadonlySet<string>): boolean => {
  for (let at = 0; at + run <= words.length; at += 1) if (runs.has(runAt(words, at))) return true;
  return false;
};

const pointsBelow =
  /(?<!\p{L})(?:below|in[- ]?line|in (?:red|blue|green|yellow|orange|purple|bold|colou?r|caps|capitals|italics)|in the (?:text|body)|between the lines|ci-?\s?dessous|plus bas|en (?:rouge|bleu|vert|jaune|orange|mauve|gras|couleurs?|majuscules|italique)|dans le (?:texte|corps)|à même (?:le|ton|votre)|entre les lignes)(?!\p{L})/iu;

/** Whether the text points to the quote: its author then typed into it, or marked something that is seen only there. */
const saysBelow = (text: string): boolean => pointsBelow.test(text.slice(0, 20_000));

const holdsAside = (stretches: readonly Stretch[], { open, aside }: ThreadWords): boolean => {
  if (aside.length === 0) return false;
  const common = knownIn(open).runs;
  const secret = new Set([...knownIn(aside).runs].filter((words) => !common.has(words)));
  return stretches.some((stretch) => hasRunOf(stretch, secret));
};

/**
 * Finds what the quote in a reply holds (`QuoteHolds`). One of our mails starts at our marker, so the quote from there
 * on counts as known. It does not if only a part of it is text of the conversation: somebody then wrote between our
 * lines.
 */
export const quoteHolds = (text: string, quotedText: string, thread: ThreadWords): QuoteHolds => {
  const isLong = quotedText.length > maxCompared;
  const { stretches, isMarked } = stretchesOf(quotedText.slice(0, maxCompared));
  // The rest was not compared, and may be text that only some were sent.
  if (holdsAside(stretches, thread) || (isLong && thread.aside.length > 0)) return 'aside';
  if (saysBelow(text)) return 'answers';
  if (isLong && !isMarked) return 'other';
  const known = knownIn(thread.open);
  const unknown = stretches.filter((stretch) => !isKnown(stretch, known));
  if (unknown.length === 0) return 'known';
  if (!isMarked || unknown.some(({ aboveMarker }) => aboveMarker)) return 'other';
  return stretches.some((stretch) => hasRunOf(stretch, known.runs)) ? 'answers' : 'known';
};
