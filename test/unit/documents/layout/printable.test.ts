import { expect, test } from 'vitest';
import { documentFontPaths } from '../../../../shared/adapters/chromium/fonts.ts';
import { lettersWithoutFont, printable } from '../../../../shared/documents/layout/printable.ts';
import { readFont } from '../../../fixtures/read-font.ts';

const box = '\u25a1';

test('a box stands for exactly those characters that no font of ours has (R11)', () => {
  const covered = new Set(documentFontPaths().flatMap((path) => [...readFont(path).glyphs.keys()]));
  const needsNone = /[\p{White_Space}\p{Cc}\p{Default_Ignorable_Code_Point}]/u;
  const wrong: string[] = [];
  for (let codePoint = 0; codePoint < 0x40000; codePoint++) {
    const character = String.fromCodePoint(codePoint);
    const expected = covered.has(codePoint) || needsNone.test(character) ? character : box;
    if (printable(character) !== expected) wrong.push(codePoint.toString(16));
  }
  expect(wrong).toEqual([]);
});

test.each([
  ['Latin, Greek, Cyrillic', 'Łódź Ελληνικά Кириллица'],
  ['Arabic, Hebrew', 'خرسانة בטון'],
  ['Chinese, Japanese, Korean', '钢筋 コンクリート 철근'],
  ['Thai, Tamil', 'คอนกรีต கான்கிரீட்'],
  ['Armenian, Georgian, Ethiopic', 'Բետոն ბეტონი ኮንክሪት'],
  ['signs and emoji', '☑ → m² 👷🏽‍♀️'],
])('every letter of %s has a font', (_, text) => {
  expect(printable(text)).toBe(text);
  expect(lettersWithoutFont(text)).toEqual([]);
});

test('letters without a font are named once each, in order, and signs are not', () => {
  expect(lettersWithoutFont('ខក ខ béton \uf0b7')).toEqual(['ក', 'ខ']);
  expect(printable('ខក \uf0b7 béton')).toBe(`${box}${box} ${box} béton`);
});
