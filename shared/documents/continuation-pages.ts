import type { Labels } from '../domain/labels/labels.ts';
import { brokenLines, type Html, html } from './html-template.ts';
import { footHeight, pageHeight, pageWidth } from './page-box.ts';
import { type Fragment, paginate, rowPadding } from './pagination.ts';
import { type Column, layOutTable, type TableLayout } from './table-columns.ts';
import type { Row } from './table-rows.ts';
import { fitText } from './text-layout.ts';

/** The continuation table: one real table a page, so that Chromium's own tags name each cell's headers. */

const runningHeight = 34;
const headPadding = 10;
const headLineHeight = 12;

type Running = { left: string; right: string };
type Table = { rows: readonly Row[]; totals: Row; labels: Labels; running: Running };

const cellClass = (column: Column, text: string): string => {
  if (column.align === 'left') return 't';
  return /[1-9]/.test(text) ? 'n' : 'n zero';
};

const textCell = ({ description }: Fragment): Html =>
  html`<td class="t">${description.map(
    ({ text, isNote }, i) => html`${i > 0 ? html`<br>` : ''}${isNote ? html`<i>${text}</i>` : text}`,
  )}</td>`;

/** The label takes the place of the text columns before the first figure. */
const sumCells = ({ columns }: TableLayout, { cells }: Row, label: readonly string[]): Html => {
  const texts = columns.filter((column) => column.align === 'left').length;
  const figures = columns.slice(texts);
  return html`<th scope="row" class="t" colspan="${texts}">${brokenLines(label)}</th>${figures.map(
    (column) => html`<td class="n">${cells[column.name]}</td>`,
  )}`;
};

const rowOf = (layout: TableLayout, fragment: Fragment): Html => {
  const { row } = fragment;
  const label = fragment.description.map(({ text }) => text);
  if (row.kind === 'group') {
    return html`<tr class="group"><th scope="rowgroup" class="t" colspan="${layout.columns.length}">${brokenLines(label)}</th></tr>\n`;
  }
  if (row.kind === 'subtotal') return html`<tr class="subtotal">${sumCells(layout, row, label)}</tr>\n`;
  return html`<tr>${layout.columns.map((column) => cellOf(column, fragment))}</tr>\n`;
};

const cellOf = (column: Column, fragment: Fragment): Html => {
  const { row, isFirst } = fragment;
  if (column.name === 'item') return html`<th scope="row" class="t">${brokenLines(fragment.item)}</th>`;
  if (column.name === 'budgetCode') return html`<td class="t">${brokenLines(fragment.budgetCode)}</td>`;
  if (column.name === 'description') return textCell(fragment);
  const text = isFirst ? row.cells[column.name] : '';
  const over = column.name === 'percent' && row.overbilled ? ' over' : '';
  return html`<td class="${cellClass(column, text)}${over}">${text}</td>`;
};

const headOf = ({ columns }: TableLayout): Html =>
  html`<thead><tr>${columns.map((column) => html`<th scope="col" class="${column.align === 'left' ? 't' : 'n'}">${brokenLines(column.head)}</th>`)}</tr></thead>`;

const colsOf = ({ columns }: TableLayout): Html =>
  html`<colgroup>${columns.map((column) => html`<col style="width:${column.width}px">`)}</colgroup>`;

const totalsOf = (layout: TableLayout, totals: Row): Html =>
  html`<tfoot><tr>${sumCells(layout, totals, [totals.cells.description])}</tr></tfoot>`;

const noLines = ({ columns }: TableLayout, text: string): Html =>
  html`<tr><td class="t" colspan="${columns.length}"><i>${text}</i></td></tr>`;

const roomOf = (layout: TableLayout, continued: string) => ({
  page: pageHeight - runningHeight - (layout.headLines * headLineHeight + headPadding) - footHeight,
  totals: layout.lineHeight + rowPadding + 4,
  continued,
});

const runningHead = ({ left, right }: Running): Html =>
  html`<header class="running"><h2>${fitText(left, 440, { size: 10.5, weight: 'bold' })}</h2><p>${fitText(right, 480, { size: 9.5, weight: 'regular' })}</p></header>`;

/** The contents of each page, without the page boxes. */
export const continuationPages = ({ rows, totals, labels, running }: Table): Html[] => {
  const layout = layOutTable({ rows, totals, heads: labels.invoice.columns }, pageWidth);
  const pages = paginate(rows, layout, roomOf(layout, labels.invoice.continued));
  return pages.map((fragments, i) => {
    const body = fragments.map((fragment) => rowOf(layout, fragment));
    const empty = rows.length === 0 ? noLines(layout, labels.invoice.noLines) : html``;
    const foot = i === pages.length - 1 ? totalsOf(layout, totals) : html``;
    return html`${runningHead(running)}
<table class="lines" style="font-size:${layout.size}px;line-height:${layout.lineHeight}px">
${colsOf(layout)}${headOf(layout)}<tbody>${empty}${body}</tbody>${foot}
</table>`;
  });
};
