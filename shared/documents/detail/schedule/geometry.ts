import { footHeight, pageHeight } from '../../layout/page.ts';
import type { Row } from '../rows.ts';
import type { TableLayout } from './columns.ts';
import { type Fragment, rowPadding } from './pagination.ts';

/** Heights on a continuation page, in CSS pixels: both ways to draw it and the page map count on these. */

export const runningHeight = 34;
export const headPadding = 10;
export const headLineHeight = 12;

export const headHeight = ({ headLines }: TableLayout): number => headLines * headLineHeight + headPadding;

/** Two more above and below than another row. */
const totalsHeight = ({ lineHeight }: TableLayout): number => lineHeight + rowPadding + 4;

export const roomOf = (layout: TableLayout, continued: string) => ({
  page: pageHeight - runningHeight - headHeight(layout) - footHeight,
  totals: totalsHeight(layout),
  continued,
});

/** How many of the first columns hold text; a sum's label takes their place. */
export const textColumnsOf = ({ columns }: TableLayout): number =>
  columns.filter((column) => column.align === 'left').length;

export const totalsFragment = (totals: Row, layout: TableLayout): Fragment => ({
  row: totals,
  isFirst: true,
  item: [],
  budgetCode: [],
  description: [{ text: totals.cells.description, isNote: false }],
  height: totalsHeight(layout),
});

/** A row of the page with its place on it. */
export type PlacedRow = { fragment: Fragment; top: number };

export const placeRows = (fragments: readonly Fragment[], layout: TableLayout): PlacedRow[] => {
  let top = runningHeight + headHeight(layout);
  return fragments.map((fragment) => {
    const placed = { fragment, top };
    top += fragment.height;
    return placed;
  });
};
