import { type Box, placeLines, type } from '../../layout/box.ts';
import { type Canvas, type Corner, from, nextLine, type Placed, zoomed } from '../../layout/canvas.ts';
import { brokenLines, type Html, html } from '../../layout/html-template.ts';
import { rule, tint } from '../../layout/palette.ts';
import type { FrontStyle } from '../../layout/text-styles.ts';

/** Tables of figures on the first page, with the positions of their cells. */

type Cell = {
  html: Html;
  region: Placed;
  lines: readonly string[];
  style: FrontStyle;
  /** Distance of the text from the cell's edge. */
  inset: number;
  align: 'left' | 'right';
};
/** `look`: the row's class in the style sheet; null for column heads. */
export type FigureRow = { cells: readonly Cell[]; look: string | null };

/** Padding of a cell: above and below its text, and at the sides. */
const above = 3;
const below = 2;
const side = 4;
const partInset = 16;

/** The style of a cell's text, which depends on the row as well as on the cell. */
const styleIn = (row: string, look: string): FrontStyle => {
  if (look === 'n') return row === 'sum' || row === 'due' ? 'strong' : 'body';
  if (look === 'no') return row === 'due' ? 'body' : 'quietBody';
  return row === 'due' ? 'dueWorking' : 'working';
};

/** `row` is the look of the cell's row. */
export const dataCell = (row: string, look: string, lines: readonly string[]): Cell => ({
  html: look === '' ? html`<td>${brokenLines(lines)}</td>` : html`<td class="${look}">${brokenLines(lines)}</td>`,
  region: { role: 'TD', filled: lines.join('') !== '' },
  lines,
  style: styleIn(row, look),
  inset: side,
  align: look === 'n' ? 'right' : 'left',
});
export const rowHead = (row: string, lines: readonly string[]): Cell => ({
  html: html`<th scope="row">${brokenLines(lines)}</th>`,
  region: { role: 'TH', scope: 'Row' },
  lines,
  style: row === 'sum' || row === 'due' ? 'strong' : 'body',
  inset: row === 'part' ? partInset : side,
  align: 'left',
});
export const columnHead = (text: string): Cell => ({
  html: html`<th scope="col" class="n over">${text}</th>`,
  region: { role: 'TH', scope: 'Column' },
  lines: [text],
  style: 'columnHead',
  inset: side,
  align: 'right',
});

const countLines = ({ cells }: FigureRow): number => Math.max(1, ...cells.map((cell) => cell.lines.length));
const lineOf = ({ look }: FigureRow): number => (look === null ? type.small.line : type.body.line);

/** The height of a row: its lines, padding and a rule, before the page is zoomed. */
const heightOf = (row: FigureRow): number => above + countLines(row) * lineOf(row) + below + 1;

/** The lower edge of a row on the zoomed page. */
const rowEnd = (top: Corner, row: FigureRow): Corner => {
  let corner = from(top, 0, above);
  for (let i = 0; i < countLines(row); i++) corner = nextLine(corner, lineOf(row));
  return from(corner, 0, below, 1);
};

const rowHtml = ({ cells, look }: FigureRow): Html => {
  const inner = cells.map((cell) => cell.html);
  return look === null ? html`<tr>${inner}</tr>` : html`<tr class="${look}">${inner}</tr>`;
};

const placeCell = (
  { region, lines, style, inset, align }: Cell,
  at: Corner,
  { right, bottom }: { right: number; bottom: number },
  sketch: Canvas,
  row: number,
): void => {
  sketch.region(at, { ...region, parent: row }, { width: (right - at.x) / at.scale, bottom });
  const edge = align === 'right' ? { ...at, x: right - zoomed(inset, at.scale) } : from(at, inset, 0);
  placeLines(lines, from(edge, 0, above), sketch, { style, pitch: type.body.line, align });
};

/**
 * The left edges of the columns on the page, then the right edge of the last. A null width takes the remaining room.
 */
const edgesOf = (columns: readonly (number | null)[], width: number, { x, scale }: Corner): number[] => {
  const widths = columns.map((column) => zoomed(column ?? 0, scale));
  const rest = zoomed(width, scale) - widths.reduce((sum, each) => sum + each, 0);
  const edges = [x];
  for (const [i, each] of widths.entries()) edges.push((edges[i] ?? 0) + (columns[i] === null ? rest : each));
  return edges;
};

/** Regions are added in this order: the table, then each row before its cells. Each row ends with a rule. */
const place = (
  rows: readonly FigureRow[],
  columns: readonly (number | null)[],
  width: number,
  at: Corner,
  sketch: Canvas,
): number => {
  const tops = [at];
  for (const row of rows) tops.push(rowEnd(tops.at(-1) ?? at, row));
  const end = tops.at(-1) ?? at;
  const edges = edgesOf(columns, width, at);
  const table = sketch.region(at, { role: 'Table' }, { width, bottom: end.y });
  for (const [r, row] of rows.entries()) {
    const top = tops[r] ?? at;
    const bottom = tops[r + 1] ?? at;
    const parent = sketch.region(top, { role: 'TR', parent: table }, { width, bottom: bottom.y });
    if (row.look === 'due') sketch.fill(top, { width, bottom: bottom.y }, tint);
    for (const [i, cell] of row.cells.entries()) {
      const right = edges[i + 1] ?? 0;
      placeCell(cell, { ...top, x: edges[i] ?? 0 }, { right, bottom: bottom.y }, sketch, parent);
    }
    sketch.line(bottom, width, rule, 'above');
  }
  return end.y;
};

/** A column whose width is null takes the remaining room. */
export const tableOf = (
  width: number,
  columns: readonly (number | null)[],
  head: FigureRow | null,
  rows: readonly FigureRow[],
): Box => {
  const all = [...(head ? [head] : []), ...rows];
  return {
    html: () => {
      const cols = columns.map((column) => (column === null ? html`<col>` : html`<col style="width:${column}px">`));
      return html`<table class="figures" style="width:${width}px"><colgroup>${cols}</colgroup>${
        head ? html`<thead>${rowHtml(head)}</thead>` : html``
      }<tbody>${rows.map(rowHtml)}</tbody></table>`;
    },
    height: all.reduce((sum, row) => sum + heightOf(row), 0),
    place: (at, sketch) => place(all, columns, width, at, sketch),
  };
};
