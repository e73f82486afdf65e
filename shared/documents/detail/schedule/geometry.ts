import { footHeight, pageHeight } from '../../layout/page.ts';
import { textStyles } from '../../layout/text-styles.ts';
import type { Row } from '../rows.ts';
import type { TableLayout } from './columns.ts';
import { type Fragment, rowPadding } from './pagination.ts';

/** Heights on a schedule page in CSS pixels. */

export const runningHeight = 34;
const headPadding = 10;
export const headLineHeight = textStyles.scheduleHead.line;

export const headHeight = ({ headLines }: TableLayout): number => headLines * headLineHeight + headPadding;

/** Two pixels more above and below than in other rows. */
const totalsHeight = ({ lineHeight }: TableLayout): number => lineHeight + rowPadding + 4;

export const roomOf = (layout: TableLayout, continued: string) => ({
  page: pageHeight - runningHeight - headHeight(layout) - footHeight,
  totals: totalsHeight(layout),
  continued,
});

/** The number of leading text columns; the label of a sum spans them. */
export const textColumnsOf = ({ columns }: TableLayout): number =>
  columns.filter((column) => column.align === 'start').length;

export const totalsFragment = (totals: Row, layout: TableLayout): Fragment => ({
  row: totals,
  isFirst: true,
  item: [],
  budgetCode: [],
  description: [{ text: totals.cells.description, isNote: false }],
  height: totalsHeight(layout),
});

/** A row with its position on the page. */
export type PlacedRow = { fragment: Fragment; top: number };

export const placeRows = (fragments: readonly Fragment[], layout: TableLayout): PlacedRow[] => {
  let top = runningHeight + headHeight(layout);
  return fragments.map((fragment) => {
    const placed = { fragment, top };
    top += fragment.height;
    return placed;
  });
};
