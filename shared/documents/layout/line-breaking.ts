import { mostAccents, mostMarks } from '../../domain/limits.ts';
import { emsOf, type Weight } from './font-metrics.ts';

/** Where lines break: we write the breaks ourselves, because we must know each row's height before Chromium does. */

export type TextStyle = { size: number; weight: Weight };

const pixels = (ems: number, size: number): number => (ems * size) / 1000;

/** CSS pixels, kerning off. Never less than what is drawn in the document’s fonts. */
export const textWidth = (text: string, { size, weight }: TextStyle): number => pixels(emsOf(text, weight), size);

/** Splits a word that is wider than a line; a combining mark stays with its letter. */
const splitWord = (word: string, width: number, { size, weight }: TextStyle): string[] => {
  const pieces: string[] = [];
  let piece = '';
  let used = 0;
  for (const character of word) {
    const more = emsOf(character, weight);
    if (piece !== '' && pixels(used + more, size) > width && !/^(?:\p{M}|\u200d)/u.test(character)) {
      pieces.push(piece);
      piece = '';
      used = 0;
    }
    piece += character;
    used += more;
  }
  return [...pieces, piece];
};

/**
 * Says that the word goes on in the next line (ISO 32000-1, 14.8.2.2.3). At the end of a line of ours it shows nothing, takes
 * no room, and is in the PDF no more (shared/adapters/pdf/read/text-marks.ts): without it the two parts would be read as two words.
 */
export const softHyphen = '\u00ad';

const needsNone = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]$/u;
const goingOn = (piece: string): string => (needsNone.test(piece) ? piece : piece + softHyphen);

/** After a space, or after a hyphen or a slash inside a word: part numbers break where one reads them, "-5" stays whole. */
const wordsOf = (line: string): string[] => line.match(/[/-]*[^ /-]*[/-]* */g)?.filter((word) => word !== '') ?? [];

const wrapLine = (line: string, width: number, style: TextStyle): string[] => {
  const { size, weight } = style;
  if (textWidth(line, style) <= width) return [line];
  const lines: string[] = [];
  let current = '';
  let used = 0;
  for (const word of wordsOf(line)) {
    const bare = word.trimEnd();
    const ems = emsOf(bare, weight);
    if (current !== '' && pixels(used + ems, size) > width) {
      lines.push(current.trimEnd());
      current = '';
      used = 0;
    }
    if (pixels(ems, size) > width) {
      const pieces = splitWord(bare, width, style);
      lines.push(...pieces.slice(0, -1).map(goingOn));
      current = `${pieces.at(-1) ?? ''} `;
      used = emsOf(current, weight);
    } else {
      current += word;
      used += ems + emsOf(word.slice(bare.length), weight);
    }
  }
  return [...lines, current.trimEnd()].filter((l) => l !== '');
};

const space = 0x20;

/** Letters that stand by themselves: below U+0300 nothing combines, nor do dashes and quotation marks. */
const standsAlone = (code: number): boolean =>
  code < 0x7f || (code > 0xa0 && code < 0x300) || (code >= 0x2010 && code <= 0x2027);

/** One line already, with nothing in it to collapse or to compose: most descriptions. */
const isTidy = (text: string): boolean => {
  let before = space;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code < space || !standsAlone(code)) return false;
    if (code === space && before === space) return false;
    before = code;
  }
  return before !== space;
};

/** Marks and the joiners between them: one letter's, however they are mixed. */
const markRun = /[\p{M}\u200c\u200d]{3,}/gu;
/** Accents of no script of its own, each of which a font sets above or below the one before. */
const stacked = /[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f\p{Me}]/u;

/**
 * As many marks on a letter as writing has, each once. Hundreds would be drawn over the rows above and below, since a row's
 * height follows from its lines. What is stored keeps them.
 */
const withFewMarks = (text: string): string =>
  text.replace(markRun, (run) => {
    const kept = new Set<string>();
    let accents = 0;
    return [...run]
      .filter((mark) => {
        if (mark === '\u200c' || mark === '\u200d') return true;
        if (stacked.test(mark)) accents += 1;
        if (kept.has(mark) || kept.size === mostMarks || (stacked.test(mark) && accents > mostAccents)) return false;
        kept.add(mark);
        return true;
      })
      .join('');
  });

const tidyLines = (text: string): string[] =>
  withFewMarks(text.normalize('NFC'))
    .split(/\r\n|\r|\n/)
    .map((line) => line.replaceAll(/[\t ]+/g, ' ').trim())
    .filter((line) => line !== '');

/**
 * The lines of a text that must fit into `width` pixels. White space is collapsed, blank lines are left out, and an accent
 * typed apart from its letter becomes one character with it (NFC), which the font's widths know.
 */
export const wrapText = (text: string, width: number, style: TextStyle): string[] =>
  isTidy(text) ? wrapLine(text, width, style) : tidyLines(text).flatMap((line) => wrapLine(line, width, style));

/** One line, cut with an ellipsis: only for running heads, whose full text stands on the first page. */
export const fitText = (text: string, width: number, style: TextStyle): string => {
  const line = withFewMarks(text.normalize('NFC')).replaceAll(/\s+/g, ' ').trim();
  if (textWidth(line, style) <= width) return line;
  const [first = ''] = splitWord(line, width - textWidth('…', style), style);
  return `${first.trimEnd()}…`;
};
