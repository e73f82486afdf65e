import type { Labels } from '../domain/labels/labels.ts';
import type { Band } from '../domain/page-map.ts';
import { columnPage } from './column-page.ts';
import { type PlacedRow, placeRows, roomOf, totalsFragment } from './continuation-geometry.ts';
import { type Html, html } from './html-template.ts';
import { pageBands } from './page-bands.ts';
import { pageWidth } from './page-box.ts';
import { paginate } from './pagination.ts';
import { layOutTable } from './table-columns.ts';
import { tablePage } from './table-page.ts';
import { noCells, type Row } from './table-rows.ts';
import { fitText } from './text-layout.ts';

/** The continuation table, page by page: laid out once, drawn when a page is asked for. */

type Running = { left: string; right: string };
type Table = { rows: readonly Row[]; totals: Row; labels: Labels; running: Running };

export type ContinuationPages = {
  count: number;
  /** To be printed fast and tagged by us. */
  columns(index: number): { html: Html; bands: readonly Band[] };
  /** To be printed with Chromium's own tags. */
  table(index: number): Html;
  /** Where each group begins. */
  groups: { title: string; index: number; top: number }[];
};

const runningHead = ({ left, right }: Running): Html =>
  html`<header class="running"><h2>${fitText(left, 440, { size: 10.5, weight: 'bold' })}</h2><p>${fitText(right, 480, { size: 9.5, weight: 'regular' })}</p></header>`;

/** A row in place of lines: a note over the whole width. */
const noLines = (text: string): Row => ({ kind: 'group', cells: noCells, notes: [text], overbilled: false });

const groupsOn = (rows: readonly PlacedRow[], index: number) =>
  rows
    .filter(
      ({ fragment }) => fragment.row.kind === 'group' && fragment.isFirst && fragment.row.cells.description !== '',
    )
    .map(({ fragment, top }) => ({ title: fragment.row.cells.description, index, top }));

export const continuationPages = ({ rows, totals, labels, running }: Table): ContinuationPages => {
  const layout = layOutTable({ rows, totals, heads: labels.invoice.columns }, pageWidth);
  const shown = rows.length > 0 ? rows : [noLines(labels.invoice.noLines)];
  const pages = paginate(shown, layout, roomOf(layout, labels.invoice.continued)).map((fragments, i, all) =>
    placeRows(i === all.length - 1 ? [...fragments, totalsFragment(totals, layout)] : fragments, layout),
  );
  const head = runningHead(running);
  const bandsOf = pageBands(layout);
  const page = (index: number) => pages[index] ?? [];
  return {
    count: pages.length,
    columns: (index) => ({
      html: html`${head}${columnPage(layout, page(index))}`,
      bands: bandsOf(page(index), index === 0),
    }),
    table: (index) => html`${head}${tablePage(layout, page(index))}`,
    groups: pages.flatMap(groupsOn),
  };
};
