import { basename } from 'node:path';
import { expect, test } from 'vitest';
import { documentFontPaths } from '../../../../shared/adapters/chromium/fonts.ts';
import { emsOf } from '../../../../shared/documents/layout/font-metrics.ts';
import { readFont } from '../../../fixtures/read-font.ts';

/** Compares the widths that line breaking uses with the font files themselves. */

const fonts = documentFontPaths().map((path) => ({ name: basename(path), ...readFont(path) }));

test.each([
  ['Arimo_400Regular.ttf', 'regular'],
  ['Arimo_700Bold.ttf', 'bold'],
] as const)('%s is measured to the thousandth', (name, weight) => {
  const font = fonts.find((one) => one.name === name);
  if (!font) throw new Error(`${name} is not among the fonts`);
  const wrong = [...font.glyphs.keys()]
    // Symbols may be drawn by another font, and the few glyphs too wide for two base-36 digits have their own rule.
    .filter((codePoint) => codePoint >= 0x20 && codePoint < 0x2190 && (font.width(codePoint) ?? 0) <= 1295)
    .filter((codePoint) => emsOf(String.fromCodePoint(codePoint), weight) !== font.width(codePoint));
  expect(wrong).toEqual([]);
});

test('no character of another script is measured narrower than it is drawn', () => {
  const narrow = fonts.flatMap((font) =>
    [...font.glyphs.keys()]
      // Only the first font with a character draws it. Arabic presentation forms are left out: nobody types them.
      .filter((codePoint) => codePoint >= 0x20 && (codePoint < 0xfb50 || codePoint > 0xfeff))
      .filter((codePoint) => fonts.find((one) => one.glyphs.has(codePoint)) === font)
      .filter((codePoint) => emsOf(String.fromCodePoint(codePoint), 'regular') < (font.width(codePoint) ?? 0))
      .map((codePoint) => `${font.name} ${codePoint.toString(16)}`),
  );
  expect(narrow).toEqual([]);
});
