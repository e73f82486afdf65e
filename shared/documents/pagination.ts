import { cellPadding, type TableLayout } from './table-columns.ts';
import type { ColumnName, Row } from './table-rows.ts';
import { type TextStyle, wrapText } from './text-layout.ts';

/** Rows into pages. Every height is known beforehand: lines × line height, so that nothing is left to the browser. */

type TextLine = { text: string; isNote: boolean };

/** A row, or what of it stands on one page: figures only in the first part. */
export type Fragment = {
  row: Row;
  isFirst: boolean;
  item: string[];
  budgetCode: string[];
  description: TextLine[];
  height: number;
};

/** Above and below the text of a row, and its rule: pixels. */
export const rowPadding = 6;

const heightOf = (lines: number, layout: TableLayout): number => Math.max(1, lines) * layout.lineHeight + rowPadding;

const fragmentOf = (row: Row, layout: TableLayout): Fragment => {
  const style: TextStyle = { size: layout.size, weight: 'regular' };
  const lines = (name: ColumnName, text: string): string[] => {
    const column = layout.columns.find((c) => c.name === name);
    return column ? wrapText(text, column.width - 2 * cellPadding, style) : [];
  };
  const item = lines('item', row.cells.item);
  const budgetCode = lines('budgetCode', row.cells.budgetCode);
  const description = [
    ...lines('description', row.cells.description).map((text) => ({ text, isNote: false })),
    ...row.notes.flatMap((note) => lines('description', note)).map((text) => ({ text, isNote: true })),
  ];
  const height = heightOf(Math.max(item.length, budgetCode.length, description.length), layout);
  return { row, isFirst: true, item, budgetCode, description, height };
};

/** Cuts a row that is taller than a page. The second part names the item again and says that it goes on. */
const cut = (fragment: Fragment, room: number, layout: TableLayout, continued: string): [Fragment, Fragment] => {
  const fitting = Math.floor((room - rowPadding) / layout.lineHeight);
  const top = fragment.description.slice(0, fitting);
  const rest = [{ text: `(${continued})`, isNote: true }, ...fragment.description.slice(fitting)];
  const restLines = Math.max(rest.length, fragment.item.length);
  return [
    { ...fragment, description: top, height: heightOf(fitting, layout) },
    { ...fragment, isFirst: false, budgetCode: [], description: rest, height: heightOf(restLines, layout) },
  ];
};

type Room = { page: number; totals: number; continued: string };

/**
 * At least one page. A row goes to the next page when it does not fit; only one that no page could hold is cut, as is
 * one whose first part would still show more than half a page. The totals never stand alone: the last row goes with them.
 */
export const paginate = (rows: readonly Row[], layout: TableLayout, room: Room): Fragment[][] => {
  const pages: Fragment[][] = [];
  let page: Fragment[] = [];
  let used = 0;
  const turn = () => {
    pages.push(page);
    page = [];
    used = 0;
  };
  for (const row of rows) {
    let fragment = fragmentOf(row, layout);
    while (used + fragment.height > room.page) {
      if (fragment.height <= room.page || room.page - used < room.page / 2) turn();
      else {
        const [top, rest] = cut(fragment, room.page - used, layout, room.continued);
        page.push(top);
        turn();
        fragment = rest;
      }
    }
    page.push(fragment);
    used += fragment.height;
  }
  return [...pages, ...lastPages(page, used, layout, room)];
};

/** The last page with room for the totals: its last row, or the second half of a very tall one, goes on with them. */
const lastPages = (page: Fragment[], used: number, layout: TableLayout, room: Room): Fragment[][] => {
  const last = page.at(-1);
  if (!last || used + room.totals <= room.page) return [page];
  const before = page.length > 1 ? [page.slice(0, -1)] : [];
  if (last.height + room.totals <= room.page) return [...before, [last]];
  const [top, rest] = cut(last, room.page / 2, layout, room.continued);
  return [...before, [top], [rest]];
};
