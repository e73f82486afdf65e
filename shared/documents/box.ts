import { brokenLines, type Html, html } from './html-template.ts';
import { type TextStyle, wrapText } from './text-layout.ts';

/** Pieces of the first page that know their height, so that we can tell whether they fit. CSS pixels. */
export type Box = { html: Html; height: number };

/** Kerning is on here and may widen a pair: lines are broken a little early. */
const slack = 0.97;

/** The first page's type: class in style.ts ─▶ size, weight and line height. */
export const type = {
  title: { size: 29, weight: 'bold', line: 36 },
  company: { size: 17, weight: 'bold', line: 23 },
  label: { size: 8.5, weight: 'bold', line: 13 },
  value: { size: 11.5, weight: 'bold', line: 16 },
  body: { size: 10.5, weight: 'regular', line: 15 },
  strong: { size: 10.5, weight: 'bold', line: 15 },
  small: { size: 9, weight: 'regular', line: 13 },
  dueLabel: { size: 13, weight: 'bold', line: 18 },
  dueNote: { size: 9.5, weight: 'regular', line: 13 },
  dueAmount: { size: 23, weight: 'bold', line: 30 },
} as const satisfies Record<string, TextStyle & { line: number }>;
export type TypeName = keyof typeof type;

export const linesIn = (text: string, name: TypeName, width: number): string[] =>
  wrapText(text, width * slack, type[name]);

/** A paragraph; nothing at all when the text is empty. */
export const paragraph = (text: string, name: TypeName, width: number): Box => {
  const lines = linesIn(text, name, width);
  if (lines.length === 0) return { html: html``, height: 0 };
  return { html: html`<p class="${name}">${brokenLines(lines)}</p>`, height: lines.length * type[name].line };
};

export const stack = (boxes: readonly Box[]): Box => ({
  html: html`${boxes.map((box) => box.html)}`,
  height: boxes.reduce((sum, box) => sum + box.height, 0),
});

/** Side by side, each as wide as it was made for. */
export const beside = (columns: readonly { box: Box; width: number }[]): Box => ({
  html: html`<div class="row">${columns.map(({ box, width }) => html`<div style="width:${width}px">${box.html}</div>`)}</div>`,
  height: Math.max(...columns.map(({ box }) => box.height)),
});

/** Stands for what would not be legible: the page is composed again at a smaller scale. */
export const withoutRoom: Box = { html: html``, height: Number.POSITIVE_INFINITY };

export const space = (height: number): Box => ({ html: html`<div style="height:${height}px"></div>`, height });
