import { type Box, moved, type PlacedRegion, regionOf } from './box.ts';
import { brokenLines, type Html, html } from './html-template.ts';

/** A table of figures on the first page, with the places of its cells. */

type Cell = { html: Html; role: 'TH' | 'TD'; scope?: 'Row' | 'Column'; filled: boolean };
export type FigureRow = { cells: readonly Cell[]; look: string | null; height: number };

export const dataCell = (look: string, lines: readonly string[]): Cell => ({
  html: look === '' ? html`<td>${brokenLines(lines)}</td>` : html`<td class="${look}">${brokenLines(lines)}</td>`,
  role: 'TD',
  filled: lines.join('') !== '',
});
export const rowHead = (lines: readonly string[]): Cell => ({
  html: html`<th scope="row">${brokenLines(lines)}</th>`,
  role: 'TH',
  scope: 'Row',
  filled: true,
});
export const columnHead = (text: string): Cell => ({
  html: html`<th scope="col" class="n">${text}</th>`,
  role: 'TH',
  scope: 'Column',
  filled: true,
});

const rowHtml = ({ cells, look }: FigureRow): Html => {
  const inner = cells.map((cell) => cell.html);
  return look === null ? html`<tr>${inner}</tr>` : html`<tr class="${look}">${inner}</tr>`;
};

/** The table itself comes first, then each row before its cells. Each row ends with a rule. */
const regionsOf = (rows: readonly FigureRow[], widths: readonly number[], width: number): PlacedRegion[] => {
  const height = rows.reduce((sum, row) => sum + row.height, 0);
  const regions = [regionOf('Table', width, height)];
  let y = 0;
  for (const [rules, row] of rows.entries()) {
    const index = regions.length;
    regions.push(...moved([{ ...regionOf('TR', width, row.height), parent: 0 }], { y, rules }));
    let x = 0;
    for (const [i, { role, scope, filled }] of row.cells.entries()) {
      const cell = { ...regionOf(role, widths[i] ?? 0, row.height), filled, parent: index };
      regions.push(...moved([scope ? { ...cell, scope } : cell], { x, y, rules }));
      x += widths[i] ?? 0;
    }
    y += row.height - 1;
  }
  return regions;
};

/** A column without a width of its own gets the rest. */
export const tableOf = (
  width: number,
  columns: readonly (number | null)[],
  head: FigureRow | null,
  rows: readonly FigureRow[],
): Box => {
  const all = [...(head ? [head] : []), ...rows];
  const height = all.reduce((sum, row) => sum + row.height, 0);
  const rest = columns.reduce<number>((left, column) => left - (column ?? 0), width);
  const cols = columns.map((column) => (column === null ? html`<col>` : html`<col style="width:${column}px">`));
  return {
    html: html`<table class="figures" style="width:${width}px"><colgroup>${cols}</colgroup>${
      head ? html`<thead>${rowHtml(head)}</thead>` : html``
    }<tbody>${rows.map(rowHtml)}</tbody></table>`,
    height,
    drawn: { scaled: height - all.length, rules: all.length },
    regions: regionsOf(
      all,
      columns.map((column) => column ?? rest),
      width,
    ),
  };
};
