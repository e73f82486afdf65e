import { mostAccents, mostMarks } from '../../domain/limits.ts';
import { emsOf, type Weight } from './font-metrics.ts';
import { printable } from './printable.ts';

/** Line breaking. We break lines ourselves, because pagination needs each row's height before Chromium runs. */

export type TextStyle = { size: number; weight: Weight };

const pixels = (ems: number, size: number): number => (ems * size) / 1000;

/** Width in CSS pixels without kerning: at least the width that is drawn with the document’s fonts. */
export const textWidth = (text: string, { size, weight }: TextStyle): number => pixels(emsOf(text, weight), size);

/** Splits a word that is wider than a line. A combining mark stays with its letter. */
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
 * Shows that a word continues on the next line (ISO 32000-1, 14.8.2.2.3); without it, the two parts would be read as
 * two words. At the end of our lines it is invisible, takes no room, and is removed from the PDF again
 * (shared/adapters/pdf/read/text-marks.ts).
 */
export const softHyphen = '\u00ad';

const needsNone = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]$/u;
const goingOn = (piece: string): string => (needsNone.test(piece) ? piece : piece + softHyphen);

const hasThai = /\p{Script=Thai}/u;
const endsInThai = /\p{Script=Thai}\p{M}*$/u;
const segmenter = new Intl.Segmenter('th', { granularity: 'word' });

/** Thai has no spaces between words: a dictionary tells them. Brackets and other signs stay with their neighbours. */
const thaiWords = (text: string): string[] => {
  const words: string[] = [];
  let isAfterWord = false;
  for (const { segment, isWordLike = false } of segmenter.segment(text)) {
    if (words.length > 0 && !(isAfterWord && isWordLike)) words.push(`${words.pop()}${segment}`);
    else words.push(segment);
    isAfterWord = isWordLike;
  }
  return words;
};

/** Lines may break after a space, and after a hyphen or slash inside a word, as in part numbers; "-5" stays whole. */
const wordsOf = (line: string): string[] => {
  const words = line.match(/[/-]*[^ /-]*[/-]* */g)?.filter((word) => word !== '') ?? [];
  return hasThai.test(line) ? words.flatMap(thaiWords) : words;
};

/** Without a space, a line that ends in Thai ends between two words, and no space belongs there. */
const endOf = (line: string): string => (endsInThai.test(line) ? line + softHyphen : line.trimEnd());

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
      lines.push(endOf(current));
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

/** Characters that cannot combine with others: those below U+0300, and dashes and quotation marks. */
const standsAlone = (code: number): boolean =>
  code < 0x7f || (code > 0xa0 && code < 0x300) || (code >= 0x2010 && code <= 0x2027);

/** True for a single line with nothing to collapse or compose, as most descriptions are. */
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

/** Three or more marks on one letter, with the joiners between them. */
const markRun = /[\p{M}\u200c\u200d]{3,}/gu;
/** Accents that belong to no particular script; a font stacks each of them above or below the previous one. */
const stacked = /[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f\p{Me}]/u;

/**
 * Keeps as many marks on a letter as real scripts use, each once. A row's height depends only on its lines, so hundreds
 * of marks would be drawn over the rows above and below. The stored text is unchanged.
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

export const tidyLines = (text: string): string[] =>
  withFewMarks(printable(text.normalize('NFC')))
    .split(/\r\n|\r|\n/)
    .map((line) => line.replaceAll(/[\t ]+/g, ' ').trim())
    .filter((line) => line !== '');

/**
 * Breaks a text into lines of at most `width` pixels. White space is collapsed, blank lines are dropped, and an accent
 * typed separately from its letter is composed with it (NFC) into a character that the width tables contain.
 */
export const wrapText = (text: string, width: number, style: TextStyle): string[] =>
  isTidy(text) ? wrapLine(text, width, style) : tidyLines(text).flatMap((line) => wrapLine(line, width, style));

/** Shortens a text to one line with an ellipsis: only for running texts, which appear in full elsewhere. */
export const fitText = (text: string, width: number, style: TextStyle): string => {
  const line = withFewMarks(printable(text.normalize('NFC')))
    .replaceAll(/\s+/g, ' ')
    .trim();
  if (textWidth(line, style) <= width) return line;
  const [first = ''] = splitWord(line, width - textWidth('…', style), style);
  return `${first.trimEnd()}…`;
};
