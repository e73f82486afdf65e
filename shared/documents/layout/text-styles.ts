import type { Weight } from './font-metrics.ts';
import type { palette } from './palette.ts';

/**
 * The styles of the document's texts, each a class of the style sheet, in CSS pixels before the first page is zoomed.
 * Sizes are multiples of a quarter pixel, so that advances are exact and a text is one string in the PDF; line heights
 * are whole, so that rows are equally high. The schedule is set smaller when its figures are long, so the sizes of its
 * rows and column heads are CSS variables, and the height of its lines is null.
 */
type ListedStyle = { size: number | `--${string}`; line: number | null; weight: Weight; color: keyof typeof palette };

const row = { size: '--row', line: null } as const;

export const textStyles = {
  company: { size: 18.5, line: 25, weight: 'bold', color: 'ink' },
  title: { size: 32, line: 40, weight: 'bold', color: 'accent' },
  label: { size: 9.25, line: 14, weight: 'bold', color: 'quiet' },
  value: { size: 12.5, line: 18, weight: 'bold', color: 'ink' },
  heading: { size: 11.5, line: 16, weight: 'bold', color: 'accent' },
  body: { size: 11.5, line: 16, weight: 'regular', color: 'ink' },
  strong: { size: 11.5, line: 16, weight: 'bold', color: 'ink' },
  aside: { size: 11.5, line: 16, weight: 'regular', color: 'quiet' },
  small: { size: 9.75, line: 14, weight: 'regular', color: 'ink' },
  columnHead: { size: 9.75, line: 14, weight: 'regular', color: 'quiet' },
  working: { size: 9.75, line: 14, weight: 'regular', color: 'quiet' },
  dueLabel: { size: 14.25, line: 20, weight: 'bold', color: 'paper' },
  dueNote: { size: 10.5, line: 14, weight: 'regular', color: 'paper' },
  dueAmount: { size: 25, line: 33, weight: 'bold', color: 'paper' },
  blank: { size: 9.25, line: 14, weight: 'regular', color: 'quiet' },

  runningTitle: { size: 10.5, line: 16, weight: 'bold', color: 'accent' },
  runningFacts: { size: 9.5, line: 16, weight: 'regular', color: 'quiet' },
  scheduleHead: { size: '--head', line: 12, weight: 'bold', color: 'ink' },
  group: { ...row, weight: 'bold', color: 'accent' },
  regular: { ...row, weight: 'regular', color: 'ink' },
  bold: { ...row, weight: 'bold', color: 'ink' },
  note: { ...row, weight: 'regular', color: 'quiet' },
  zero: { ...row, weight: 'regular', color: 'zero' },
  overbilled: { ...row, weight: 'bold', color: 'overbilled' },
  foot: { size: 8.5, line: 12, weight: 'regular', color: 'quiet' },

  /** On the glyph sheet. */
  letters: { size: 8, line: 12, weight: 'regular', color: 'ink' },
  boldLetters: { size: 8, line: 12, weight: 'bold', color: 'ink' },
} as const satisfies Record<string, ListedStyle>;

export type StyleName = keyof typeof textStyles;

/** The list as CSS. */
export const textRules = Object.entries(textStyles)
  .map(([name, { size, line, weight, color }]) => {
    const height = typeof size === 'number' ? `${size}px` : `var(${size})`;
    const pitch = line === null ? '' : `line-height:${line}px;`;
    return `.${name}{font-size:${height};${pitch}font-weight:${weight === 'bold' ? 700 : 400};color:var(--${color})}`;
  })
  .join('\n');
