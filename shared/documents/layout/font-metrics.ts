import { bold, type Runs, regular } from './font-widths.ts';

/**
 * Advance widths of the document's fonts (shared/adapters/chromium/fonts.ts), from their `hmtx` tables: thousandths of
 * an em, rounded up, two base-36 digits per character from a run's first code point on. `..` means no glyph, or a very
 * wide one. test/integration/document/detail-document.test.ts compares them with what Chromium draws.
 */
export type Weight = 'regular' | 'bold';

/** In fallback order. Arial has the same widths as Arimo and is used only where an installed Chrome prints. */
export const fontFamilies = [
  'Arimo',
  'Arial',
  "'Noto Sans'",
  "'Noto Naskh Arabic'",
  "'Noto Sans Thai'",
  "'Noto Sans Tamil'",
  "'Noto Sans Armenian'",
  "'Noto Sans Georgian'",
  "'Noto Sans Ethiopic'",
  "'Noto Sans SC'",
  "'Noto Sans KR'",
  "'Noto Sans Symbols'",
  "'Noto Sans Symbols 2'",
  "'Noto Emoji'",
  'sans-serif',
].join(',');

/** For a character of unknown width: wider than nearly all others, to be safe. */
const unknownWidth = 1520;

/**
 * Chinese, Japanese and Korean characters fill a square, except half-width kana; a few signs are wider than all others.
 */
const blocks: readonly (readonly [first: number, last: number, width: number])[] = [
  [0x600, 0x605, 2200],
  [0xb80, 0xbff, 2300],
  [0x2031, 0x2031, 1700],
  [0x2e3a, 0x2e3b, 2850],
  [0x4dc0, 0x4dff, 1500],
  [0x3000, 0x9fff, 1000],
  [0xac00, 0xd7af, 1000],
  [0xf900, 0xfaff, 1000],
  [0xfb13, 0xfb17, 1650],
  [0xff01, 0xff60, 1000],
  [0xff61, 0xff9f, 500],
  [0xffa0, 0xffdc, 1000],
  [0x20000, 0x3ffff, 1000],
];

const byBlock = (codePoint: number): number =>
  blocks.find(([first, last]) => codePoint >= first && codePoint <= last)?.[2] ?? unknownWidth;

/** Below this, each character has its own entry; from here on, widths come from the blocks. */
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
  /** Scripts without a bold font use the regular widths. */
  bold: read(bold, (codePoint) => regularWidths[codePoint] ?? unknownWidth),
};

/** The width of a text in thousandths of an em. Whole numbers, so that the parts of a text add up exactly. */
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
