import type { Labels } from '../../../words/words.ts';
import type { Weight } from '../../layout/font-metrics.ts';
import { type TextStyle, textWidth, wrapText } from '../../layout/line-breaking.ts';
import type { ColumnName, Row } from '../rows.ts';

/** Column widths in CSS pixels: figures get what their widest text needs, the description gets the rest. */

export type Column = { name: ColumnName; width: number; left: number; align: 'start' | 'right'; head: string[] };
export type TableLayout = {
  columns: Column[];
  size: number;
  lineHeight: number;
  headSize: number;
  headLines: number;
  /** Room for the label of a sum: the width of the text columns, which come first. */
  labelWidth: number;
  width: number;
};

export const cellPadding = 5;

/**
 * Type sizes from 8 pt down; the first at which the description keeps its minimum width is used. Head cells are
 * slightly smaller. All are multiples of a quarter pixel, so that advances are exact and a text is one string in the
 * PDF.
 */
const sizes = [
  { size: 10.5, headSize: 9, lineHeight: 14 },
  { size: 9.5, headSize: 8.25, lineHeight: 13 },
  { size: 8.5, headSize: 7.25, lineHeight: 12 },
  { size: 7.5, headSize: 6.5, lineHeight: 10 },
  { size: 6.5, headSize: 5.5, lineHeight: 9 },
];
const smallest = { size: 5.5, headSize: 4.75, lineHeight: 8 };
/** In ems: below the first a smaller type size is used, above the second the figures get some of the room. */
const leastDescription = 16;
const ampleDescription = 28;
/** Extra pixels that a figure column may get. */
const mostAir = 10;

/** The maximum width of text columns in ems; longer text wraps. */
const widestText: Partial<Record<ColumnName, number>> = { item: 7, budgetCode: 9 };

const order: readonly ColumnName[] = [
  'item',
  'budgetCode',
  'description',
  'scheduledValue',
  'previous',
  'thisPeriod',
  'materialsStored',
  'total',
  'percent',
  'balance',
  'retainage',
];

const textColumns: readonly ColumnName[] = ['item', 'budgetCode', 'description'];
export const figureNames: readonly ColumnName[] = order.filter((name) => !textColumns.includes(name));

const widest = (texts: readonly string[], weight: Weight): number =>
  texts.reduce((width, text) => Math.max(width, textWidth(text, { size: 1, weight })), 0);

type Heads = Labels['invoice']['columns'];
type Letters = Labels['invoice']['letters'];
type Content = { rows: readonly Row[]; totals: Row; heads: Heads; letters: Letters };

/** Upper bound on the size of head cells relative to the figures below them. */
const headScale = 0.87;

const oneEm: TextStyle = { size: 1, weight: 'regular' };

/** A column's letter, with its formula. The budget code belongs to column A. */
const letterOf = (name: ColumnName, letters: Letters): string[] => (name === 'budgetCode' ? [] : [letters[name]]);

/** Width in ems without padding. Widths scale with the type size, so one measurement serves every size. */
const emWidth = (name: ColumnName, { rows, totals, heads, letters }: Content): number => {
  const head = widest([...heads[name].split(' '), ...letterOf(name, letters)], 'bold') * headScale;
  const body = rows.reduce((width, row) => Math.max(width, textWidth(row.cells[name], oneEm)), 0);
  return Math.max(head, Math.min(body, widestText[name] ?? body), widest([totals.cells[name]], 'bold'));
};

const place = (
  widths: readonly (readonly [ColumnName, number])[],
  { heads, letters }: Content,
  headSize: number,
): Column[] => {
  let left = 0;
  return widths.map(([name, width]) => {
    const lines = wrapText(heads[name], width - 2 * cellPadding, { size: headSize, weight: 'bold' });
    const head = [...lines, ...letterOf(name, letters)];
    const column: Column = { name, width, left, align: textColumns.includes(name) ? 'start' : 'right', head };
    left += width;
    return column;
  });
};

/** The budget code column is omitted when no line has a code. */
export const layOutTable = (content: Content, width: number): TableLayout => {
  const hasCodes = content.rows.some((row) => row.cells.budgetCode !== '');
  const names = order.filter((name) => name !== 'budgetCode' || hasCodes);
  const ems = names.map((name) => [name, name === 'description' ? 0 : emWidth(name, content)] as const);
  const widthAt = (ems: number, size: number) => Math.ceil(ems * size) + 2 * cellPadding;
  const restAt = (size: number) =>
    ems.reduce((rest, [name, em]) => rest - (name === 'description' ? 0 : widthAt(em, size)), width);
  const { size, headSize, lineHeight } =
    sizes.find((step) => restAt(step.size) >= leastDescription * step.size) ?? smallest;
  // Room beyond what a long description needs goes between the figures, which are then easier to read.
  const spare = Math.floor((restAt(size) - ampleDescription * size) / figureNames.length);
  const air = Math.max(0, Math.min(mostAir, spare));
  const widths = ems.map(([name, em]): [ColumnName, number] => {
    if (name === 'description') return [name, restAt(size) - air * figureNames.length];
    return [name, widthAt(em, size) + (textColumns.includes(name) ? 0 : air)];
  });
  const columns = place(widths, content, headSize);
  const headLines = Math.max(...columns.map((column) => column.head.length));
  const labelWidth = columns.find((column) => column.align === 'right')?.left ?? width;
  return { columns, size, lineHeight, headSize, headLines, labelWidth, width };
};
