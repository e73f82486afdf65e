import type { Bar, DrawnPage, DrawnText } from '../../../ports/page-map.ts';
import { footHeight, pageHeight, pageWidth } from '../../layout/page.ts';
import { accent, rule, tint } from '../../layout/palette.ts';
import { type Column, cellPadding, type TableLayout } from './columns.ts';
import { headHeight, headLineHeight, headPadding, type PlacedRow, runningHeight } from './geometry.ts';
import type { StyleName } from './glyph-sheet.ts';
import type { Fragment } from './pagination.ts';

/** A schedule page as positioned texts and bars: the result of column-page.ts, but without Chromium. */

/** The texts of the running head and the page foot. */
export type PageFrame = { left: string; right: string; foot: string; page: string };

const figureStyle = (column: Column, { row }: Fragment, text: string): StyleName => {
  if (row.kind !== 'line') return 'bold';
  if (column.name === 'percent' && row.overbilled) return 'overbilled';
  return /[1-9]/.test(text) ? 'regular' : 'zero';
};

const labelStyle = ({ row }: Fragment, isNote: boolean): StyleName => {
  if (isNote) return 'quiet';
  if (row.kind === 'line') return 'regular';
  return row.kind === 'group' ? 'group' : 'bold';
};

/** A total has two extra pixels above its text. */
const topOf = ({ fragment, top }: PlacedRow): number => (fragment.row.kind === 'total' ? top + 2 : top);

const textsOf = ({ fragment }: PlacedRow, column: Column): { text: string; style: StyleName }[] => {
  const { row, item, budgetCode, description, isFirst } = fragment;
  const isLine = row.kind === 'line';
  if (column.name === 'description') {
    return description.map(({ text, isNote }) => ({ text, style: labelStyle(fragment, isNote) }));
  }
  if (column.name === 'item') return isLine ? item.map((text) => ({ text, style: 'regular' })) : [];
  if (column.name === 'budgetCode') return isLine ? budgetCode.map((text) => ({ text, style: 'regular' })) : [];
  const text = isFirst ? row.cells[column.name] : '';
  return text === '' ? [] : [{ text, style: figureStyle(column, fragment, text) }];
};

/** The label of a group or sum starts in the first column. */
const edgeOf = ({ name, align, left, width }: Column, { row }: Fragment): number => {
  if (align === 'right') return left + width - cellPadding;
  return (name === 'description' && row.kind !== 'line' ? 0 : left) + cellPadding;
};

const rowTexts = (layout: TableLayout, placed: PlacedRow): DrawnText[] =>
  layout.columns.flatMap((column) =>
    textsOf(placed, column).map(({ text, style }, i) => ({
      text,
      style,
      x: edgeOf(column, placed.fragment),
      align: column.align,
      top: topOf(placed) + i * layout.lineHeight,
    })),
  );

const headTexts = ({ columns, headLines }: TableLayout): DrawnText[] =>
  columns.flatMap((column) => {
    const above = (headLines - column.head.length) * headLineHeight + headPadding / 2 - 1;
    const align = column.align;
    const x = align === 'left' ? column.left + cellPadding : column.left + column.width - cellPadding;
    return column.head.map(
      (text, i): DrawnText => ({ text, style: 'head', x, align, top: runningHeight + above + i * headLineHeight }),
    );
  });

const barOf = (top: number, height: number, color: string): Bar => ({ left: 0, top, width: pageWidth, height, color });

/** The rule above the foot of every page. */
const footBar = barOf(pageHeight - footHeight + 8, 1, rule);

const barsOf = (layout: TableLayout, rows: readonly PlacedRow[]): Bar[] => {
  const headBottom = runningHeight + headHeight(layout);
  const bars: Bar[] = [barOf(runningHeight, headBottom - runningHeight, tint)];
  const hair: Bar[] = [];
  const strong: Bar[] = [barOf(runningHeight, 1, accent), barOf(headBottom - 1, 1, accent)];
  for (const { fragment, top } of rows) {
    const { kind } = fragment.row;
    const bottom = top + fragment.height;
    if (kind === 'subtotal' || kind === 'total') bars.push(barOf(top, fragment.height, tint));
    if (kind === 'total') strong.push(barOf(top, 1, accent), barOf(bottom - 1.5, 1.5, accent));
    else hair.push(barOf(bottom - 1, 1, rule));
  }
  return [...bars, ...hair, ...strong, footBar];
};

const footTexts = ({ foot, page }: Pick<PageFrame, 'foot' | 'page'>): DrawnText[] => {
  const top = pageHeight - footHeight;
  return [
    { text: foot, style: 'foot', x: 0, align: 'left', top },
    { text: page, style: 'foot', x: pageWidth, align: 'right', top },
  ];
};

export const drawnPage = (layout: TableLayout, rows: readonly PlacedRow[], frame: PageFrame): DrawnPage => {
  const texts: DrawnText[] = [
    { text: frame.left, style: 'runningLeft', x: 0, align: 'left', top: 0 },
    { text: frame.right, style: 'runningRight', x: pageWidth, align: 'right', top: 0 },
    ...headTexts(layout),
    ...rows.flatMap((row) => rowTexts(layout, row)),
    ...footTexts(frame),
  ];
  return { texts, bars: barsOf(layout, rows) };
};
