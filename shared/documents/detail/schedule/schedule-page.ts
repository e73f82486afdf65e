import type { Bar, Outline, TaggedBox } from '../../../ports/display-list.ts';
import { addFoot, barOf, type OpenList, openList, pageWidth } from '../../layout/page.ts';
import { palette } from '../../layout/palette.ts';
import type { StyleName } from '../../layout/text-styles.ts';
import type { ColumnName, Row } from '../rows.ts';
import { type Column, cellPadding, type TableLayout } from './columns.ts';
import { headHeight, headLineHeight, type PlacedRow, runningHeight, textColumnsOf } from './geometry.ts';
import { type Fragment, rowPadding } from './pagination.ts';

/** The display list of a schedule page: the only place that says how the schedule of values looks. */

/** The texts of the running head and of the foot, and what lies behind them. */
export type PageFrame = { title: string; facts: string; foot: string; number: string; watermark: Outline | null };

const acrossPage = { left: 0, right: pageWidth };
/** The smaller type of the facts is set lower, so that both stand on one line. */
const titleTop = 6;
const factsTop = 7;
/** Pixels below the column heads, above the rule included. */
const belowHead = 6;
/** The totals have more room above and below than other rows. */
const totalsInset = 2;

const labelStyles = { line: 'regular', group: 'group', subtotal: 'bold', total: 'bold' } as const;

const figureStyle = (name: ColumnName, text: string, { kind, overbilled }: Row): StyleName => {
  if (kind !== 'line') return 'bold';
  if (name === 'percent' && overbilled) return 'overbilled';
  return /[1-9]/.test(text) ? 'regular' : 'zero';
};

type Line = { text: string; style: StyleName };

const linesOf = (name: ColumnName, { row, isFirst, ...texts }: Fragment): Line[] => {
  if (name === 'item' || name === 'budgetCode') return texts[name].map((text) => ({ text, style: 'regular' }));
  if (name === 'description') {
    return texts.description.map(({ text, isNote }) => ({ text, style: isNote ? 'note' : labelStyles[row.kind] }));
  }
  const text = isFirst ? row.cells[name] : '';
  return text === '' ? [] : [{ text, style: figureStyle(name, text, row) }];
};

type Cell = Pick<TaggedBox, 'role' | 'left' | 'right' | 'scope' | 'span'> & Pick<Column, 'name' | 'align'>;

/** The cells of each kind of row. The label of a sum spans the text columns, and a heading all columns. */
const cellsOf = (layout: TableLayout): Record<Row['kind'], Cell[]> => {
  const cells = layout.columns.map(({ name, align, left, width }, i): Cell => {
    const tag = i === 0 ? ({ role: 'TH', scope: 'Row' } as const) : ({ role: 'TD' } as const);
    return { name, align, left, right: left + width, ...tag };
  });
  const span = textColumnsOf(layout);
  const label = { name: 'description', align: 'start', left: 0, role: 'TH', scope: 'Row' } as const;
  const sum = [{ ...label, right: layout.labelWidth, span }, ...cells.slice(span)];
  return { line: cells, group: [{ ...label, right: pageWidth, span: cells.length }], subtotal: sum, total: sum };
};

/** Adds a box as wide as the page, and returns its index. */
const addStrip = ({ boxes }: OpenList, role: 'TR' | 'Artifact', top: number, bottom: number): number =>
  boxes.push({ role, ...acrossPage, top, bottom, parent: null }) - 1;

/** The heading of a group is in the table already where the group begins, so a repeated one is an artifact. */
const addRow = (list: OpenList, cells: readonly Cell[], { fragment, top }: PlacedRow, lineHeight: number): void => {
  const { kind } = fragment.row;
  const bottom = top + fragment.height;
  const isAgain = kind === 'group' && !fragment.isFirst;
  const strip = addStrip(list, isAgain ? 'Artifact' : 'TR', top, bottom);
  const first = top + rowPadding / 2 + (kind === 'total' ? totalsInset : 0);
  for (const { name, align, ...tag } of cells) {
    const box = isAgain ? strip : list.boxes.push({ ...tag, top, bottom, parent: strip }) - 1;
    const [left, right] = [tag.left + cellPadding, tag.right - cellPadding];
    for (const [i, line] of linesOf(name, fragment).entries()) {
      list.texts.push({ ...line, align, left, right, top: first + i * lineHeight, box });
    }
  }
};

/** `isTableHead`: a table begins on this page. On all other pages the heads are repeated, and artifacts. */
const addHeads = (list: OpenList, layout: TableLayout, { title, facts }: PageFrame, isTableHead: boolean): void => {
  const middle = pageWidth / 2;
  const running = { top: 0, bottom: runningHeight, parent: null };
  const role = isTableHead ? 'H2' : 'Artifact';
  list.boxes.push({ role, left: 0, right: middle, ...running });
  list.boxes.push({ role: 'Artifact', left: middle, right: pageWidth, ...running });
  list.texts.push(
    { text: title, style: 'runningTitle', align: 'left', left: 0, right: middle, top: titleTop, box: 0 },
    { text: facts, style: 'runningFacts', align: 'right', left: middle, right: pageWidth, top: factsTop, box: 1 },
  );
  const [top, bottom] = [runningHeight, runningHeight + headHeight(layout)];
  const strip = addStrip(list, isTableHead ? 'TR' : 'Artifact', top, bottom);
  for (const { head, align, left, width } of layout.columns) {
    const right = left + width;
    const cell = { role: 'TH', scope: 'Column', left, right, top, bottom, parent: strip } as const;
    const box = isTableHead ? list.boxes.push(cell) - 1 : strip;
    const place = { style: 'scheduleHead', align, left: left + cellPadding, right: right - cellPadding, box } as const;
    const first = bottom - belowHead - head.length * headLineHeight;
    for (const [i, text] of head.entries()) list.texts.push({ ...place, text, top: first + i * headLineHeight });
  }
};

/** Tints, then thin rules, then strong ones: those of one colour follow one another. */
const addBars = (list: OpenList, layout: TableLayout, rows: readonly PlacedRow[]): void => {
  const headBottom = runningHeight + headHeight(layout);
  const tints = [barOf(runningHeight, headBottom - runningHeight, palette.tint)];
  const thin: Bar[] = [];
  const strong = [barOf(runningHeight, 1, palette.accent), barOf(headBottom - 1, 1, palette.accent)];
  for (const { fragment, top } of rows) {
    const { kind } = fragment.row;
    const bottom = top + fragment.height;
    if (kind === 'subtotal' || kind === 'total') tints.push(barOf(top, fragment.height, palette.tint));
    if (kind === 'total') strong.push(barOf(top, 1, palette.accent), barOf(bottom - 1.5, 1.5, palette.accent));
    else thin.push(barOf(bottom - 1, 1, palette.rule));
  }
  list.bars.push(...tints, ...thin, ...strong);
};

/** Makes the pages of one table layout. */
export const schedulePage = (layout: TableLayout) => {
  const cells = cellsOf(layout);
  const listOf = (rows: readonly PlacedRow[], frame: PageFrame, isTableHead: boolean): OpenList => {
    const list = openList(frame.watermark);
    addHeads(list, layout, frame, isTableHead);
    for (const row of rows) addRow(list, cells[row.fragment.row.kind], row, layout.lineHeight);
    addBars(list, layout, rows);
    addFoot(list, { text: frame.foot, number: frame.number });
    return list;
  };
  return {
    listOf,
    /** The texts of that list and their styles, in half the time. */
    linesOn: (rows: readonly PlacedRow[], frame: PageFrame): Line[] => [
      ...listOf([], frame, false).texts,
      ...rows.flatMap(({ fragment }) => cells[fragment.row.kind].flatMap(({ name }) => linesOf(name, fragment))),
    ],
  };
};
