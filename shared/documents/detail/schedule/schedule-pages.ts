import type { Band, DrawnPage, Specimen } from '../../../ports/page-map.ts';
import type { Labels } from '../../../words/words.ts';
import { type Html, html } from '../../layout/html-template.ts';
import { fitText } from '../../layout/line-breaking.ts';
import { pageWidth } from '../../layout/page.ts';
import { noCells, type Row } from '../rows.ts';
import { columnPage } from './column-page.ts';
import { layOutTable } from './columns.ts';
import { drawnPage } from './drawn-page.ts';
import { type PlacedRow, placeRows, roomOf, totalsFragment } from './geometry.ts';
import { specimenOf } from './glyph-sheet.ts';
import { pageBands } from './page-bands.ts';
import { paginate } from './pagination.ts';
import { findPlainPages } from './plain-pages.ts';
import { tablePage } from './table-page.ts';

/** The schedule of values, page by page: laid out once, with each page's content built on request. */

type Running = { left: string; right: string };
type Table = {
  rows: readonly Row[];
  totals: Row;
  labels: Labels;
  running: Running;
  foot: string;
};

/**
 * In the structure tree a table ends after this many pages, and another begins with its own heading and column heads.
 * Some readers (pdf.js) walk through the whole table for each page of it: a second at 5,000 lines, a tenth of that with
 * this limit.
 */
export const pagesPerTable = 20;

export type ContinuationPages = {
  count: number;
  /** HTML that prints fast, with the bands from which we tag it ourselves. */
  columns(index: number): { html: Html; bands: readonly Band[] };
  /** Draws the same page without Chromium; null unless all its letters are plain. `page` is the page number's text. */
  draw(index: number, page: string): (() => DrawnPage) | null;
  specimen: Specimen | null;
  /** HTML to print with Chromium's own tags. */
  table(index: number): Html;
  /** The page and position at which each group begins. */
  groups: { title: string; index: number; top: number }[];
};

const fitted = ({ left, right }: Running): Running => ({
  left: fitText(left, 440, { size: 10.5, weight: 'bold' }),
  right: fitText(right, 480, { size: 9.5, weight: 'regular' }),
});

const runningHead = ({ left, right }: Running): Html =>
  html`<header class="running"><h2>${left}</h2><p>${right}</p></header>`;

/** Takes the place of the lines when there are none: a note across the whole width. */
const noLines = (text: string): Row => ({ kind: 'group', cells: noCells, notes: [text], overbilled: false });

const groupsOn = (rows: readonly PlacedRow[], index: number) =>
  rows
    .filter(
      ({ fragment }) => fragment.row.kind === 'group' && fragment.isFirst && fragment.row.cells.description !== '',
    )
    .map(({ fragment, top }) => ({ title: fragment.row.cells.description, index, top }));

export const schedulePages = ({ rows, totals, labels, running, foot }: Table): ContinuationPages => {
  const layout = layOutTable({ rows, totals, heads: labels.invoice.columns }, pageWidth);
  const shown = rows.length > 0 ? rows : [noLines(labels.invoice.noLines)];
  const pages = paginate(shown, layout, roomOf(layout, labels.invoice.continued)).map((fragments, i, all) =>
    placeRows(i === all.length - 1 ? [...fragments, totalsFragment(totals, layout)] : fragments, layout),
  );
  const head = fitted(running);
  const bandsOf = pageBands(layout);
  const rowsOf = (index: number) => pages[index] ?? [];
  const everywhere = {
    regular: `${head.right}${foot}${labels.invoice.pageOf(1_234_567_890, 1)}x`,
    bold: `${head.left}${layout.columns.flatMap((column) => column.head).join('')}x`,
  };
  const { isPlainPage, letters } = findPlainPages(pages, everywhere);
  const specimen = isPlainPage.includes(true)
    ? specimenOf(layout, { regular: letters.of('regular'), bold: letters.of('bold') })
    : null;
  return {
    count: pages.length,
    columns: (index) => ({
      get html() {
        return html`${runningHead(head)}${columnPage(layout, rowsOf(index))}`;
      },
      bands: bandsOf(rowsOf(index), index % pagesPerTable === 0),
    }),
    draw: (index, page) =>
      specimen && isPlainPage[index] ? () => drawnPage(layout, rowsOf(index), { ...head, foot, page }) : null,
    specimen,
    table: (index) => html`${runningHead(head)}${tablePage(layout, rowsOf(index))}`,
    groups: pages.flatMap(groupsOn),
  };
};
