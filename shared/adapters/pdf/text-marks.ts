import type { TextRun } from './drawing.ts';
import type { Font } from './graphics-state.ts';

/**
 * Chromium says beside a glyph what it stands for when the font's map says something else, as with the shapes of an Arabic
 * letter. Our maps say it themselves (to-unicode.ts), and a word in one piece can be put in order by its reader.
 */
const actualText = /^\/Span *<<\s*\/ActualText *<FEFF([0-9A-F]*)>\s*>> BDC$/;

export const neededMarks = ({ marks, codes }: TextRun, font: Font): TextRun['marks'] => {
  const needless = new Set<number>();
  marks.forEach(({ at, operator }, i) => {
    const digits = actualText.exec(operator)?.[1];
    const end = marks[i + 1];
    if (digits === undefined || end?.operator !== 'EMC') return;
    const said = Buffer.from(digits, 'hex').swap16().toString('utf16le');
    const mapped = codes.slice(at, end.at).map(font.textOf).join('');
    if (said === mapped) needless.add(i).add(i + 1);
  });
  return needless.size > 0 ? marks.filter((_, i) => !needless.has(i)) : marks;
};

export const isReversed = ({ marks }: TextRun): boolean => marks[0]?.operator === '/ReversedChars BMC';
