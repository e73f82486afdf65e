import { fitText, type TextStyle, textWidth, wrapText } from '../../layout/line-breaking.ts';
import type { ColumnName, Row } from '../rows.ts';
import { cellPadding, type TableLayout } from './columns.ts';

/** Divides rows into pages. Each height is known in advance (lines × line height), so the browser decides nothing. */

type TextLine = { text: string; isNote: boolean };

/** A row, or the part of it on one page. Only the first part shows the figures. */
export type Fragment = {
  row: Row;
  isFirst: boolean;
  item: string[];
  budgetCode: string[];
  description: TextLine[];
  height: number;
};

/** Pixels above and below the text of a row, including its rule. */
export const rowPadding = 6;

const heightOf = (lines: number, layout: TableLayout): number => Math.max(1, lines) * layout.lineHeight + rowPadding;

/** Wraps the texts of a row. A group heading spans the whole row, the label of a sum extends up to the figures. */
const fragmenter = (layout: TableLayout) => {
  const widthOf = (name: ColumnName) => layout.columns.find((column) => column.name === name)?.width ?? 0;
  const widths = { item: widthOf('item'), code: widthOf('budgetCode'), description: widthOf('description') };
  const labels = {
    line: widths.description,
    group: layout.width,
    subtotal: layout.labelWidth,
    total: layout.labelWidth,
  };
  const regular: TextStyle = { size: layout.size, weight: 'regular' };
  const bold: TextStyle = { size: layout.size, weight: 'bold' };

  return (row: Row): Fragment => {
    const { cells, notes, kind } = row;
    const item = wrapText(cells.item, widths.item - 2 * cellPadding, regular);
    const budgetCode = wrapText(cells.budgetCode, widths.code - 2 * cellPadding, regular);
    const room = labels[kind] - 2 * cellPadding;
    const description: TextLine[] = [];
    for (const text of wrapText(cells.description, room, kind === 'line' ? regular : bold)) {
      description.push({ text, isNote: false });
    }
    for (const note of notes) {
      for (const text of wrapText(note, room, regular)) description.push({ text, isNote: true });
    }
    const height = heightOf(Math.max(item.length, budgetCode.length, description.length), layout);
    return { row, isFirst: true, item, budgetCode, description, height };
  };
};

/** Cuts a row that is taller than a page. The second part repeats the item and is marked as continued. */
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

/** A heading stays with the first row under it, and a subtotal with the last row over it. */
const staysWithNext = (row: Row, next: Row | undefined): boolean =>
  next !== undefined && (row.kind === 'group' || next.kind === 'subtotal');

/** The height of the rows from `start` on that must stay together; in most cases this is one row. */
const chainFrom = (fragments: readonly Fragment[], start: number): number => {
  let height = 0;
  for (let i = start; ; i++) {
    const fragment = fragments[i];
    if (!fragment) return height;
    height += fragment.height;
    if (!staysWithNext(fragment.row, fragments[i + 1]?.row)) return height;
  }
};

/** A group's heading, repeated on a later page: cut to one line, since its first appearance shows it in full. */
const headingAgain = (heading: Row, layout: TableLayout, continued: string): Fragment => {
  const style: TextStyle = { size: layout.size, weight: 'bold' };
  const suffix = ` (${continued})`;
  const room = layout.width - 2 * cellPadding - textWidth(suffix, style);
  const text = `${fitText(heading.cells.description, room, style)}${suffix}`;
  const description = [{ text, isNote: false }];
  return { row: heading, isFirst: false, item: [], budgetCode: [], description, height: heightOf(1, layout) };
};

/** For each row, the heading to repeat on a page that begins with it: null for headings and rows outside groups. */
const headingsAgain = (rows: readonly Row[], layout: TableLayout, continued: string): (Fragment | null)[] => {
  let again: Fragment | null = null;
  return rows.map((row) => {
    if (row.kind !== 'group') return again;
    again = headingAgain(row, layout, continued);
    return null;
  });
};

/** A new page repeats the heading, unless a row that fits on the page would then have to be cut. */
const begun = (heading: Fragment | null, height: number, room: Room): Fragment[] =>
  heading && (heading.height + height <= room.page || height > room.page) ? [heading] : [];

const heightsOf = (fragments: readonly Fragment[]): number =>
  fragments.reduce((sum, fragment) => sum + fragment.height, 0);

/**
 * Returns at least one page. A row that does not fit moves to the next page, together with the rows that must stay with
 * it. A row is cut only if no page could hold it (with its heading, if it follows one), and only where at least half a
 * page is left for its first part. The totals are never alone on a page: the last row moves with them.
 */
export const paginate = (rows: readonly Row[], layout: TableLayout, room: Room): Fragment[][] => {
  const all = rows.map(fragmenter(layout));
  const headings = headingsAgain(rows, layout, room.continued);
  const pages: Fragment[][] = [];
  let page: Fragment[] = [];
  let used = 0;
  for (const [i, whole] of all.entries()) {
    const turn = (height: number) => {
      pages.push(page);
      page = begun(headings[i] ?? null, height, room);
      used = heightsOf(page);
    };
    let fragment = whole;
    const isFirstOfChain = !all[i - 1] || !staysWithNext(all[i - 1]?.row ?? whole.row, whole.row);
    const chain = isFirstOfChain ? chainFrom(all, i) : 0;
    // A row that does not fit on a page with its heading is cut, so the heading must not be in the lower half of a
    // page.
    const isOrphan = whole.row.kind === 'group' && room.page - used - whole.height < room.page / 2;
    if (used > 0 && used + chain > room.page && (chain <= room.page || isOrphan)) turn(chain);
    while (used + fragment.height > room.page) {
      const isUnderHeading = page.at(-1)?.row.kind === 'group';
      const goesOver = fragment.height <= room.page || room.page - used < room.page / 2;
      if (goesOver && !isUnderHeading) turn(fragment.height);
      else {
        const [top, rest] = cut(fragment, room.page - used, layout, room.continued);
        page.push(top);
        turn(rest.height);
        fragment = rest;
      }
    }
    page.push(fragment);
    used += fragment.height;
  }
  return [...pages, ...lastPages(page, headings.at(-1) ?? null, layout, room)];
};

const isHeadingAgain = ({ row, isFirst }: Fragment): boolean => row.kind === 'group' && !isFirst;

/** Makes room for the totals: the last rows, or the second half of a very tall one, move to another page with them. */
const lastPages = (page: Fragment[], heading: Fragment | null, layout: TableLayout, room: Room): Fragment[][] => {
  const last = page.at(-1);
  if (!last || heightsOf(page) + room.totals <= room.page) return [page];
  const under = (fragments: Fragment[]): Fragment[] => {
    const isNeeded = fragments[0]?.row.kind !== 'group';
    return [...(isNeeded ? begun(heading, heightsOf(fragments) + room.totals, room) : []), ...fragments];
  };
  const rows = page.filter((fragment) => !isHeadingAgain(fragment));
  let start = rows.length - 1;
  while (start > 0 && staysWithNext(rows[start - 1]?.row ?? last.row, rows[start]?.row)) start -= 1;
  const moved = heightsOf(rows.slice(start)) + room.totals <= room.page;
  const from = moved ? start : rows.length - 1;
  const before = from > 0 ? [page.slice(0, from - rows.length)] : [];
  if (moved || last.height + room.totals <= room.page) return [...before, under(rows.slice(from))];
  const [top, rest] = cut(last, room.page / 2, layout, room.continued);
  return [...before, under([top]), under([rest])];
};
