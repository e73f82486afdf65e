import { bold, type Runs, regular } from './font-widths.ts';

/**
 * Advance widths of the document's fonts (shared/adapters/chromium/fonts.ts), from their `hmtx` tables: thousandths of an
 * em, rounded up, two base-36 digits a character from a run's first code point on; `..` is no glyph, or a very wide one.
 * test/integration/document/detail-document.test.ts measures what Chromium drew against them.
 */
export type Weight = 'regular' | 'bold';

/** In the order in which they are asked for a character; Arial, of Arimo's widths, only where an installed Chrome prints. */
export const fontFamilies = [
  'Arimo',
  'Arial',
  "'Noto Sans'",
  "'Noto Naskh Arabic'",
  "'Noto Sans SC'",
  "'Noto Sans KR'",
  "'Noto Sans Symbols'",
  "'Noto Sans Symbols 2'",
  "'Noto Emoji'",
  'sans-serif',
].join(',');

/** A character of which nothing is known: wider than nearly everything, to be safe. */
const unknownWidth = 1520;

/** Fonts of Chinese, Japanese and Korean draw in squares, half-width kana apart; a few signs are wider than all others. */
const blocks: readonly (readonly [first: number, last: number, width: number])[] = [
  [0x600, 0x605, 2200],
  [0x2031, 0x2031, 1700],
  [0x2e3a, 0x2e3b, 2850],
  [0x4dc0, 0x4dff, 1500],
  [0x3000, 0x9fff, 1000],
  [0xac00, 0xd7af, 1000],
  [0xf900, 0xfaff, 1000],
  [0xff01, 0xff60, 1000],
  [0xff61, 0xff9f, 500],
  [0xffa0, 0xffdc, 1000],
  [0x20000, 0x3ffff, 1000],
];

const byBlock = (codePoint: number): number =>
  blocks.find(([first, last]) => codePoint >= first && codePoint <= last)?.[2] ?? unknownWidth;

/** Above this, the blocks tell; below it, every character has a place of its own. */
const measuredTo = 0x3000;

const read = (runs: Runs, others: (codePoint: number) => number): Uint16Array => {
  const widths = Uint16Array.from({ length: measuredTo }, (_, codePoint) => others(codePoint));
  for (const [first, digits] of runs) {
    for (let i = 0; i < digits.length; i += 2) {
      const pair = digits.slice(i, i + 2);
      if (pair !== '..') widths[first + i / 2] = Number.parseInt(pair, 36);
    }
  }
  return widths;
};

const regularWidths = read(regular, byBlock);
const tables: Record<Weight, Uint16Array> = {
  regular: regularWidths,
  /** Scripts without a bold font stay regular. */
  bold: read(bold, (codePoint) => regularWidths[codePoint] ?? unknownWidth),
};

/** Of a text, in thousandths of an em: whole numbers, so that a sum of parts is the width of the whole. */
export const emsOf = (text: string, weight: Weight): number => {
  const table = tables[weight];
  let ems = 0;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code < measuredTo) {
      ems += table[code] ?? 0;
    } else {
      const codePoint = text.codePointAt(i) ?? code;
      if (codePoint > 0xffff) i += 1;
      ems += byBlock(codePoint);
    }
  }
  return ems;
};
