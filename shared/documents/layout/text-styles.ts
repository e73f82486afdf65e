import type { TextStyle } from './line-breaking.ts';
import { accent, ink, quiet } from './palette.ts';

/**
 * The styles of the document's texts, each a class of the style sheet, in CSS pixels before the first page is zoomed.
 * Sizes are multiples of a quarter pixel, so that advances are exact and a text is one string in the PDF; line heights
 * are whole, so that rows are equally high.
 */
export const textStyles = {
  company: { size: 18.5, line: 25, weight: 'bold', color: ink },
  title: { size: 32, line: 40, weight: 'bold', color: accent },
  label: { size: 9.25, line: 14, weight: 'bold', color: quiet },
  value: { size: 12.5, line: 18, weight: 'bold', color: ink },
  heading: { size: 11.5, line: 16, weight: 'bold', color: accent },
  body: { size: 11.5, line: 16, weight: 'regular', color: ink },
  strong: { size: 11.5, line: 16, weight: 'bold', color: ink },
  aside: { size: 11.5, line: 16, weight: 'regular', color: quiet },
  small: { size: 9.75, line: 14, weight: 'regular', color: ink },
  columnHead: { size: 9.75, line: 14, weight: 'regular', color: quiet },
  working: { size: 9.75, line: 14, weight: 'regular', color: quiet },
  dueLabel: { size: 14.25, line: 20, weight: 'bold', color: '#ffffff' },
  dueNote: { size: 10.5, line: 14, weight: 'regular', color: '#ffffff' },
  dueAmount: { size: 25, line: 33, weight: 'bold', color: '#ffffff' },
  blank: { size: 9.25, line: 14, weight: 'regular', color: quiet },
  foot: { size: 8.5, line: 12, weight: 'regular', color: quiet },
} as const satisfies Record<string, TextStyle & { line: number; color: string }>;

/** The list as CSS. */
export const textRules = Object.entries(textStyles)
  .map(
    ([name, { size, line, weight, color }]) =>
      `.${name}{font-size:${size}px;line-height:${line}px;font-weight:${weight === 'bold' ? 700 : 400};color:${color}}`,
  )
  .join('\n');
