import type { TextStyle } from './line-breaking.ts';
import { accent, ink, quiet } from './palette.ts';

/**
 * The styles of the document's texts in CSS pixels, before the first page is zoomed. Each is a class of the style
 * sheet.
 */
export const textStyles = {
  company: { size: 17, line: 23, weight: 'bold', color: ink },
  title: { size: 29, line: 36, weight: 'bold', color: accent },
  label: { size: 8.5, line: 13, weight: 'bold', color: quiet },
  value: { size: 11.5, line: 16, weight: 'bold', color: ink },
  heading: { size: 10.5, line: 15, weight: 'bold', color: accent },
  body: { size: 10.5, line: 15, weight: 'regular', color: ink },
  strong: { size: 10.5, line: 15, weight: 'bold', color: ink },
  aside: { size: 10.5, line: 15, weight: 'regular', color: quiet },
  small: { size: 9, line: 13, weight: 'regular', color: ink },
  columnHead: { size: 9, line: 13, weight: 'regular', color: quiet },
  working: { size: 9, line: 15, weight: 'regular', color: quiet },
  dueLabel: { size: 13, line: 18, weight: 'bold', color: '#ffffff' },
  dueNote: { size: 9.5, line: 13, weight: 'regular', color: '#ffffff' },
  dueAmount: { size: 23, line: 30, weight: 'bold', color: '#ffffff' },
  blank: { size: 8.5, line: 13, weight: 'regular', color: quiet },
  foot: { size: 8.5, line: 12, weight: 'regular', color: quiet },
} as const satisfies Record<string, TextStyle & { line: number; color: string }>;

/** The list as CSS. */
export const textRules = Object.entries(textStyles)
  .map(
    ([name, { size, line, weight, color }]) =>
      `.${name}{font-size:${size}px;line-height:${line}px;font-weight:${weight === 'bold' ? 700 : 400};color:${color}}`,
  )
  .join('\n');
