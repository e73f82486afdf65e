import { advance, type Weight } from './font-metrics.ts';

/** Where lines break: we write the breaks ourselves, because we must know each row's height before Chromium does. */

export type TextStyle = { size: number; weight: Weight };

/** CSS pixels, kerning off. Never less than what is drawn in the document’s fonts. */
export const textWidth = (text: string, { size, weight }: TextStyle): number => {
  let thousandths = 0;
  for (const character of text) thousandths += advance(character.codePointAt(0) ?? 0, weight);
  return (thousandths * size) / 1000;
};

/** Splits a word that is wider than a line; a combining mark stays with its letter. */
const splitWord = (word: string, width: number, style: TextStyle): string[] => {
  const pieces: string[] = [];
  let piece = '';
  let used = 0;
  for (const character of word) {
    const more = textWidth(character, style);
    if (piece !== '' && used + more > width && !/^(?:\p{M}|\u200d)/u.test(character)) {
      pieces.push(piece);
      piece = '';
      used = 0;
    }
    piece += character;
    used += more;
  }
  return [...pieces, piece];
};

/** After a space, or after a hyphen or a slash inside a word: part numbers break where one reads them, "-5" stays whole. */
const wordsOf = (line: string): string[] => line.match(/[/-]*[^ /-]*[/-]* */g)?.filter((word) => word !== '') ?? [];

const wrapLine = (line: string, width: number, style: TextStyle): string[] => {
  if (textWidth(line, style) <= width) return [line];
  const lines: string[] = [];
  let current = '';
  let used = 0;
  for (const word of wordsOf(line)) {
    const bare = textWidth(word.trimEnd(), style);
    if (current !== '' && used + bare > width) {
      lines.push(current.trimEnd());
      current = '';
      used = 0;
    }
    if (bare > width) {
      const pieces = splitWord(word.trimEnd(), width, style);
      lines.push(...pieces.slice(0, -1));
      current = `${pieces.at(-1) ?? ''} `;
    } else {
      current += word;
    }
    used = textWidth(current, style);
  }
  return [...lines, current.trimEnd()].filter((l) => l !== '');
};

/**
 * The lines of a text that must fit into `width` pixels. White space is collapsed, blank lines are left out, and an accent
 * typed apart from its letter becomes one character with it (NFC), which the font's widths know.
 */
export const wrapText = (text: string, width: number, style: TextStyle): string[] =>
  text
    .normalize('NFC')
    .split(/\r\n|\r|\n/)
    .map((line) => line.replaceAll(/[\t ]+/g, ' ').trim())
    .filter((line) => line !== '')
    .flatMap((line) => wrapLine(line, width, style));

/** One line, cut with an ellipsis: only for running heads, whose full text stands on the first page. */
export const fitText = (text: string, width: number, style: TextStyle): string => {
  const line = text.replaceAll(/\s+/g, ' ').trim();
  if (textWidth(line, style) <= width) return line;
  const [first = ''] = splitWord(line, width - textWidth('…', style), style);
  return `${first.trimEnd()}…`;
};
