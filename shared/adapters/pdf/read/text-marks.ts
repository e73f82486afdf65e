import type { Mark, TextRun } from '../drawing.ts';
import { textOf } from '../syntax.ts';
import type { Font } from './graphics-state.ts';

/**
 * Chromium adds ActualText to a glyph when the font's map gives a different text, as for the shapes of an Arabic
 * letter. Our maps contain the right text themselves (to-unicode.ts), so most of these marks are unnecessary; without
 * them, a reader can reorder a word as a whole.
 */
const actualText = /^\/Span *<<\s*\/ActualText *<FEFF([0-9A-F]*)>\s*>> BDC$/;

type Marked = Pick<TextRun, 'marks' | 'pieces'>;

export const neededMarks = ({ marks, pieces }: Marked, font: Font): readonly Mark[] => {
  if (marks.length === 0) return marks;
  const needless = new Set<number>();
  marks.forEach(({ at, operator }, i) => {
    const digits = actualText.exec(operator)?.[1];
    const end = marks[i + 1];
    if (digits === undefined || end?.operator !== 'EMC') return;
    const actual = textOf(digits);
    const mapped = pieces
      .slice(at, end.at)
      .flatMap(({ codes }) => codes.map(font.textOf))
      .join('');
    const asRead = isReversed({ marks }) ? [...mapped].toReversed().join('') : mapped;
    if (actual === mapped || actual === asRead) needless.add(i).add(i + 1);
  });
  return needless.size > 0 ? marks.filter((_, i) => !needless.has(i)) : marks;
};

const softHyphen = /\/ActualText *<FEFF00AD>/;

/** An invisible soft hyphen at the end of a text shows that the word continues on the next line, without a space. */
export const withoutSoftHyphen = ({ marks, pieces }: Marked): Marked & { goesOn: boolean } => {
  const [open, close] = marks.slice(-2);
  const last = pieces.length - 1;
  const isOne = last > 0 && open?.at === last && softHyphen.test(open.operator) && close?.at === last + 1;
  return isOne
    ? { pieces: pieces.slice(0, last), marks: marks.slice(0, -2), goesOn: true }
    : { pieces, marks, goesOn: false };
};

export const isReversed = ({ marks }: Pick<TextRun, 'marks'>): boolean => marks[0]?.operator === '/ReversedChars BMC';
