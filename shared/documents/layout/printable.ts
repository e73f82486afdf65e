import { coverage } from './font-coverage.ts';

/** Which characters the document's fonts can draw (shared/adapters/chromium/fonts.ts). */

/** Where covered characters begin and end, in turn. */
const bounds: readonly number[] = (() => {
  let at = 0;
  return coverage.split(' ').map((gap) => {
    at += Number.parseInt(gap, 36);
    return at;
  });
})();

/** An odd number of bounds at or below a code point means that it is covered. */
const isCovered = (codePoint: number): boolean => {
  let low = 0;
  let high = bounds.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((bounds[middle] ?? 0) <= codePoint) low = middle + 1;
    else high = middle;
  }
  return low % 2 === 1;
};

/** White space, controls and what is invisible by itself need no glyph. */
const needsNoGlyph = /[\p{White_Space}\p{Cc}\p{Default_Ignorable_Code_Point}]/u;

/** The quick test for nearly all texts: every character below this has a glyph or needs none. */
const beyondLatin = /[\u0250-\uffff]/;

const hasGlyph = (character: string): boolean =>
  isCovered(character.codePointAt(0) ?? 0) || needsNoGlyph.test(character);

/** Stands for a character that no font has. */
const blankBox = '\u25a1';

/**
 * Puts a box in place of each character that no font has. A font's own sign for a missing character is not allowed in
 * PDF/A (ISO 19005-3, 6.2.11.8), and reads as nothing.
 */
export const printable = (text: string): string =>
  beyondLatin.test(text) ? Array.from(text, (one) => (hasGlyph(one) ? one : blankBox)).join('') : text;

const isLetter = /[\p{L}\p{M}\p{N}]/u;

/** The letters, marks and digits that no font has, each once and in the order of their numbers. */
export const lettersWithoutFont = (text: string): string[] => {
  if (!beyondLatin.test(text)) return [];
  const found = new Set([...text.normalize('NFC')].filter((one) => isLetter.test(one) && !hasGlyph(one)));
  return [...found].sort();
};
