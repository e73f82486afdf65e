import { brokenLines, type Html, html } from '../../layout/html-template.ts';
import type { Column, TableLayout } from './columns.ts';
import { headHeight, type PlacedRow, textColumnsOf } from './geometry.ts';
import type { Fragment } from './pagination.ts';

/**
 * A schedule page as an HTML table. It prints slowly and large, but Chromium's own tags name each cell's headers.
 */

const cellClass = (column: Column, text: string): string => {
  if (column.align === 'left') return 't';
  return /[1-9]/.test(text) ? 'n' : 'n zero';
};

const linesOf = ({ description }: Fragment): Html =>
  html`${description.map(
    ({ text, isNote }, i) => html`${i > 0 ? html`<br>` : ''}${isNote ? html`<i>${text}</i>` : text}`,
  )}`;

const cellOf = (column: Column, fragment: Fragment): Html => {
  const { row, isFirst } = fragment;
  if (column.name === 'item') return html`<th scope="row" class="t">${brokenLines(fragment.item)}</th>`;
  if (column.name === 'budgetCode') return html`<td class="t">${brokenLines(fragment.budgetCode)}</td>`;
  if (column.name === 'description') return html`<td class="t">${linesOf(fragment)}</td>`;
  const text = isFirst ? row.cells[column.name] : '';
  const over = column.name === 'percent' && row.overbilled ? ' over' : '';
  return html`<td class="${cellClass(column, text)}${over}">${text}</td>`;
};

/** The label spans the text columns before the first figure. */
const sumCells = (layout: TableLayout, fragment: Fragment): Html => {
  const texts = textColumnsOf(layout);
  const figures = layout.columns.slice(texts);
  return html`<th scope="row" class="t" colspan="${texts}">${linesOf(fragment)}</th>${figures.map(
    (column) => html`<td class="n">${fragment.row.cells[column.name]}</td>`,
  )}`;
};

const rowOf = (layout: TableLayout, { fragment }: PlacedRow): Html => {
  const { kind } = fragment.row;
  if (kind === 'line') return html`<tr>${layout.columns.map((column) => cellOf(column, fragment))}</tr>\n`;
  if (kind !== 'group') return html`<tr class="${kind}">${sumCells(layout, fragment)}</tr>\n`;
  return html`<tr class="group"><th scope="rowgroup" class="t" colspan="${layout.columns.length}">${linesOf(fragment)}</th></tr>\n`;
};

export const tablePage = (layout: TableLayout, rows: readonly PlacedRow[]): Html => {
  const heads = layout.columns.map(
    (column) => html`<th scope="col" class="${column.align === 'left' ? 't' : 'n'}">${brokenLines(column.head)}</th>`,
  );
  const widths = layout.columns.map((column) => html`<col style="width:${column.width}px">`);
  return html`<table class="lines" style="font-size:${layout.size}px;line-height:${layout.lineHeight}px;--heads:${layout.headSize}px">
<colgroup>${widths}</colgroup><thead><tr style="height:${headHeight(layout)}px">${heads}</tr></thead><tbody>${rows.map((row) => rowOf(layout, row))}</tbody>
</table>`;
};
