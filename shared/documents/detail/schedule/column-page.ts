import { type Growing, growing, type Html, html } from '../../layout/html-template.ts';
import { pageHeight, pageWidth } from '../../layout/page.ts';
import { type Column, cellPadding, type TableLayout } from './columns.ts';
import { headHeight, headLineHeight, headPadding, type PlacedRow, runningHeight } from './geometry.ts';
import { type Fragment, rowPadding } from './pagination.ts';

/**
 * A schedule page as one block of text per column, with our own line breaks, and all rules in one drawing. It looks
 * like the table of table-page.ts but takes Chromium a sixth of the time: ten boxes a page instead of ten a row.
 */

/** The class of a line: b bold, g grey (zero amounts), q quiet (a note), o overbilled, h group heading. */
type Look = '' | 'b' | 'g' | 'q' | 'o' | 'h';

const opened: Record<Look, (out: Growing) => void> = {
  '': () => undefined,
  b: (out) => out.markup`<b>`,
  g: (out) => out.markup`<b class="g">`,
  q: (out) => out.markup`<b class="q">`,
  o: (out) => out.markup`<b class="o">`,
  h: (out) => out.markup`<b class="h">`,
};

/**
 * Adjacent lines of the same look share one element, because each element costs Chromium a box. A line that must be
 * `more` pixels taller ends with an empty element that extends that far below it.
 */
const linesInto = (out: Growing) => {
  let look: Look = '';
  let run = '';
  const close = () => {
    if (run === '') return;
    opened[look](out);
    out.text(run);
    if (look !== '') out.markup`</b>`;
    run = '';
  };
  return {
    line: (text: string, wanted: Look, more = 0): void => {
      if (text !== '' && wanted !== look) {
        close();
        look = wanted;
      }
      run += text;
      if (more > 0) {
        close();
        out.markup`<i style="vertical-align:-`;
        out.number(more);
        out.markup`px"></i>\n`;
      } else run += '\n';
    },
    close,
  };
};
type Lines = ReturnType<typeof linesInto>;

const figureLook = (column: Column, { row }: Fragment, text: string): Look => {
  if (row.kind !== 'line') return 'b';
  if (column.name === 'percent' && row.overbilled) return 'o';
  return /[1-9]/.test(text) ? '' : 'g';
};

const writeLines = (column: Column, fragment: Fragment, { line }: Lines, more = 0): void => {
  if (column.name === 'item') for (const text of fragment.item) line(text, '', more);
  else if (column.name === 'budgetCode') for (const text of fragment.budgetCode) line(text, '', more);
  else if (column.name === 'description') {
    for (const { text, isNote } of fragment.description) line(text, isNote ? 'q' : '', more);
  } else {
    const text = fragment.isFirst ? fragment.row.cells[column.name] : '';
    line(text, figureLook(column, fragment, text), more);
  }
};

/** The number of lines in a cell. A figure always has one, which may be empty. */
const countLines = (column: Column, { item, budgetCode, description }: Fragment): number => {
  if (column.name === 'item') return item.length;
  if (column.name === 'budgetCode') return budgetCode.length;
  return column.name === 'description' ? description.length : 1;
};

/** The label of a group or sum starts in the first column and spans the following ones, over `width` pixels. */
const writeLabel = ({ row, height, description }: Fragment, width: number, out: Growing, lines: Lines): void => {
  lines.close();
  if (row.kind === 'total') out.markup`<p class="t" style="width:`;
  else out.markup`<p style="width:`;
  out.number(width - 2 * cellPadding);
  out.markup`px;height:`;
  out.number(height);
  out.markup`px">`;
  for (const { text, isNote } of description) lines.line(text, isNote ? 'q' : row.kind === 'group' ? 'h' : 'b');
  lines.close();
  out.markup`</p>`;
};

const writeBlock = (column: Column, fragment: Fragment, out: Growing, lines: Lines): void => {
  lines.close();
  if (fragment.row.kind === 'total') out.markup`<p class="t" style="height:`;
  else out.markup`<p style="height:`;
  out.number(fragment.height);
  out.markup`px">`;
  writeLines(column, fragment, lines);
  lines.close();
  out.markup`</p>`;
};

/** A row with one line in this column adds it to the column's block; a row with several gets a block of its own. */
const columnText = (column: Column, isFirstColumn: boolean, rows: readonly PlacedRow[], layout: TableLayout): Html => {
  const out = growing();
  const lines = linesInto(out);
  for (const { fragment } of rows) {
    const { kind } = fragment.row;
    const more = fragment.height - layout.lineHeight - rowPadding;
    const isLabel = kind !== 'line' && column.align === 'left';
    const count = isLabel ? 0 : countLines(column, fragment);
    if (isLabel && isFirstColumn) writeLabel(fragment, kind === 'group' ? layout.width : layout.labelWidth, out, lines);
    else if (count > 1 || (count === 1 && kind === 'total')) writeBlock(column, fragment, out, lines);
    else if (count === 1) writeLines(column, fragment, lines, more);
    else lines.line('', '', more);
  }
  lines.close();
  return out.grown();
};

const headOf = (column: Column, headLines: number): Html => {
  const above = (headLines - column.head.length) * headLineHeight + headPadding / 2 - 1;
  return html`<p class="d" style="padding-top:${above}px">${column.head.join('\n')}</p>`;
};

const bar = (top: number, height: number): string => `M0 ${top}h${pageWidth}v${height}H0z`;

const rulesOf = (layout: TableLayout, rows: readonly PlacedRow[]): Html => {
  const headTop = runningHeight;
  const headBottom = runningHeight + headHeight(layout);
  let tint = bar(headTop, headBottom - headTop);
  let hair = '';
  let strong = bar(headTop, 1) + bar(headBottom - 1, 1);
  for (const { fragment, top } of rows) {
    const { kind } = fragment.row;
    const bottom = top + fragment.height;
    if (kind === 'subtotal' || kind === 'total') tint += bar(top, fragment.height);
    if (kind === 'total') strong += bar(top, 1) + bar(bottom - 1.5, 1.5);
    else hair += bar(bottom - 1, 1);
  }
  return html`<svg class="rules" width="${pageWidth}" height="${pageHeight}"><path class="tint" d="${tint}"/><path class="hair" d="${hair}"/><path class="strong" d="${strong}"/></svg>`;
};

export const columnPage = (layout: TableLayout, rows: readonly PlacedRow[]): Html => {
  const { size, headSize, lineHeight, columns, headLines } = layout;
  const blocks = columns.map(
    (column, i) =>
      html`<div class="${column.align === 'left' ? 'c' : 'c n'}" style="left:${column.left}px;width:${column.width}px">${headOf(column, headLines)}${columnText(column, i === 0, rows, layout)}</div>\n`,
  );
  return html`${rulesOf(layout, rows)}<div class="columns" style="font-size:${size}px;line-height:${lineHeight + rowPadding}px;--heads:${headSize}px;--head:${headHeight(layout)}px;--line:${lineHeight}px">
${blocks}</div>`;
};
