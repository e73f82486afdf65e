import { entriesOf, referenceIn, tokensOf } from '../syntax.ts';
import { unsupported } from '../unsupported-pdf.ts';
import type { Font } from './graphics-state.ts';
import { contentOf, type PdfFile } from './read-objects.ts';
import { readUnicode } from './to-unicode.ts';

/** `/W [12 [500 600] 20 30 550]` gives the widths of glyphs 12 and 13, then of 20 to 30. */
const readWidths = (value: string): Map<number, number> => {
  const widths = new Map<number, number>();
  const tokens = tokensOf(value).slice(1, -1);
  for (let i = 0; i < tokens.length; ) {
    let code = Number(tokens[i]);
    if (tokens[i + 1] === '[') {
      for (i += 2; tokens[i] !== ']' && i < tokens.length; i++) widths.set(code++, Number(tokens[i]));
      i += 1;
    } else {
      for (; code <= Number(tokens[i + 1]); code++) widths.set(code, Number(tokens[i + 2]));
      i += 3;
    }
  }
  return widths;
};

/** Reads a composite font with two bytes per glyph, the only kind that Chromium makes of our fonts. */
export const readFont = (file: PdfFile, number: number): Font => {
  const composite = entriesOf(file.object(number).text);
  const descendant = referenceIn(
    tokensOf(composite.get('/DescendantFonts') ?? '')
      .slice(1, 4)
      .join(' '),
  );
  const unicode = referenceIn(composite.get('/ToUnicode'));
  if (composite.get('/Encoding') !== '/Identity-H' || descendant === null || unicode === null) {
    throw unsupported('a font of another kind');
  }
  const entries = entriesOf(file.object(descendant).text);
  const usual = Number(entries.get('/DW') ?? 1000);
  const widths = readWidths(entries.get('/W') ?? '[]');
  const texts = readUnicode(contentOf(file.object(unicode)));
  const space = [...texts].find(([, text]) => text === ' ');
  return {
    widthOf: (code) => widths.get(code) ?? usual,
    textOf: (code) => texts.get(code) ?? '',
    space: space?.[0] ?? null,
  };
};
