import type { Weight } from './font-metrics.ts';

/** Tests whether a text consists of plain letters only, and collects the letters of such texts. */

/** Latin, Greek, Cyrillic, punctuation and signs: one glyph each, left to right, without combining marks. */
const plainBlocks: readonly (readonly [first: number, last: number])[] = [
  [0x20, 0x7e],
  [0xa0, 0xac],
  [0xae, 0x2af],
  [0x384, 0x3ff],
  [0x400, 0x482],
  [0x48a, 0x52f],
  [0x1e00, 0x1fff],
  [0x2010, 0x2027],
  [0x202f, 0x2043],
  [0x20a0, 0x20bf],
  [0x2100, 0x214f],
  [0x2190, 0x21ff],
  [0x2212, 0x2212],
];
const end = 0x2213;

const plain = new Uint8Array(end);
for (const [first, last] of plainBlocks) plain.fill(1, first, last + 1);

export const isPlain = (text: string): boolean => {
  for (let i = 0; i < text.length; i++) if (plain[text.charCodeAt(i)] !== 1) return false;
  return true;
};

/** The distinct letters of plain texts, in code point order. */
export type Letters = { add(text: string, weight: Weight): void; of(weight: Weight): string };

export const newLetters = (): Letters => {
  const seen = { regular: new Uint8Array(end), bold: new Uint8Array(end) };
  return {
    add: (text, weight) => {
      const marks = seen[weight];
      for (let i = 0; i < text.length; i++) marks[text.charCodeAt(i)] = 1;
    },
    of: (weight) => {
      const marks = seen[weight];
      let letters = '';
      for (let code = marks.indexOf(1); code !== -1; code = marks.indexOf(1, code + 1)) {
        letters += String.fromCharCode(code);
      }
      return letters;
    },
  };
};
