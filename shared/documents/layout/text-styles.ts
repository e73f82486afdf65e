import type { Weight } from './font-metrics.ts';

/**
 * The styles of the first page's texts: weight, and the style sheet's classes from the outermost element to the text's
 * own, with which the glyph sheet shows each style once. Texts that look the same share a style: figures in a table are
 * `body`, `strong` or `quietBody`.
 */
export const frontStyles = {
  company: { weight: 'bold', classes: ['company'] },
  title: { weight: 'bold', classes: ['title'] },
  label: { weight: 'bold', classes: ['label'] },
  value: { weight: 'bold', classes: ['value'] },
  body: { weight: 'regular', classes: ['body'] },
  quietBody: { weight: 'regular', classes: ['end', 'body'] },
  strong: { weight: 'bold', classes: ['strong'] },
  small: { weight: 'regular', classes: ['small'] },
  heading: { weight: 'bold', classes: ['head'] },
  working: { weight: 'regular', classes: ['figures', 'working'] },
  dueWorking: { weight: 'regular', classes: ['figures', 'due', 'working'] },
  columnHead: { weight: 'regular', classes: ['figures', 'over'] },
  dueLabel: { weight: 'bold', classes: ['on-accent', 'dueLabel'] },
  dueNote: { weight: 'regular', classes: ['on-accent', 'dueNote'] },
  dueAmount: { weight: 'bold', classes: ['on-accent', 'dueAmount'] },
  sign: { weight: 'regular', classes: ['sign', 'blank'] },
} as const satisfies Record<string, { weight: Weight; classes: readonly string[] }>;

export type FrontStyle = keyof typeof frontStyles;

/** Large type is kerned, so the glyph sheet shows each such text as a whole. */
export const isKerned = (style: FrontStyle): style is 'title' | 'company' => style === 'title' || style === 'company';
