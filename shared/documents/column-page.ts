import { headHeight, headLineHeight, headPadding, type PlacedRow, runningHeight } from './continuation-geometry.ts';
import { type Html, html } from './html-template.ts';
import { pageHeight, pageWidth } from './page-box.ts';
import { type Fragment, rowPadding } from './pagination.ts';
import type { Column, TableLayout } from './table-columns.ts';

/**
 * A continuation page as one block of text per column, with our own line breaks, and all rules in one drawing. It looks
 * like the table of table-page.ts, and costs Chromium a sixth of it: ten boxes a page instead of ten a row.
 */

/** Look of a line: b bold, g grey (nothing but zeros), q quiet (a note), o overbilled, h heading of a group. */
type Look = '' | 'b' | 'g' | 'q' | 'o' | 'h';
type TextLine = { text: string; look: Look };

const plainLines = (texts: readonly string[]): TextLine[] => texts.map((text) => ({ text, look: '' }));

const described = ({ description }: Fragment, look: Look): TextLine[] =>
  description.map(({ text, isNote }) => ({ text, look: isNote ? 'q' : look }));

const figureLook = (column: Column, { row }: Fragment, text: string): Look => {
  if (row.kind !== 'line') return 'b';
  if (column.name === 'percent' && row.overbilled) return 'o';
  return /[1-9]/.test(text) ? '' : 'g';
};

/** A sum's or a group's label begins in the first column and runs over the next ones. */
const linesIn = (column: Column, isFirstColumn: boolean, fragment: Fragment): TextLine[] => {
  const { row, isFirst } = fragment;
  if (row.kind !== 'line' && column.align === 'left') {
    return isFirstColumn ? described(fragment, row.kind === 'group' ? 'h' : 'b') : [];
  }
  if (column.name === 'item') return plainLines(fragment.item);
  if (column.name === 'budgetCode') return plainLines(fragment.budgetCode);
  if (column.name === 'description') return described(fragment, '');
  const text = isFirst ? row.cells[column.name] : '';
  return text === '' ? [] : [{ text, look: figureLook(column, fragment, text) }];
};

const marked = (look: Look, lines: readonly string[]): Html => {
  const text = lines.join('\n');
  return look === '' ? html`${text}` : html`<b class="${look}">${text}</b>`;
};

/** Neighbours of the same look share one element: each costs Chromium a box. */
const runsOf = (lines: readonly TextLine[]): Html[] => {
  const runs: { look: Look; texts: string[] }[] = [];
  for (const { text, look } of lines) {
    const last = runs.at(-1);
    if (last && (last.look === look || text === '')) last.texts.push(text);
    else runs.push({ look, texts: [text] });
  }
  return runs.map(({ look, texts }, i) => html`${i > 0 ? '\n' : ''}${marked(look, texts)}`);
};

/** A row of one line is a line of the block; a taller one is a block of its height. */
const columnText = (column: Column, isFirstColumn: boolean, rows: readonly PlacedRow[], lineHeight: number): Html[] => {
  const parts: Html[] = [];
  let lines: TextLine[] = [];
  const flush = () => {
    if (lines.length > 0) parts.push(html`${runsOf(lines)}\n`);
    lines = [];
  };
  for (const { fragment } of rows) {
    const own = linesIn(column, isFirstColumn, fragment);
    if (fragment.height === lineHeight + rowPadding) {
      lines.push(own[0] ?? { text: '', look: '' });
    } else {
      flush();
      const kind = fragment.row.kind === 'total' ? ' class="t"' : '';
      parts.push(html`<p${{ html: kind }} style="height:${fragment.height}px">${runsOf(own)}</p>`);
    }
  }
  flush();
  return parts;
};

const headOf = (column: Column, headLines: number): Html => {
  const above = (headLines - column.head.length) * headLineHeight + headPadding / 2 - 1;
  return html`<p class="d" style="padding-top:${above}px">${column.head.join('\n')}</p>`;
};

const bar = (top: number, height: number): string => `M0 ${top}h${pageWidth}v${height}H0z`;

const rulesOf = (layout: TableLayout, rows: readonly PlacedRow[]): Html => {
  const headTop = runningHeight;
  const headBottom = runningHeight + headHeight(layout);
  const bottomOf = ({ fragment, top }: PlacedRow) => top + fragment.height;
  const totals = rows.filter(({ fragment }) => fragment.row.kind === 'total');
  const subtotals = rows.filter(({ fragment }) => fragment.row.kind === 'subtotal');
  const others = rows.filter(({ fragment }) => fragment.row.kind !== 'total');
  const tint = [
    bar(headTop, headBottom - headTop),
    ...[...subtotals, ...totals].map((row) => bar(row.top, row.fragment.height)),
  ];
  const hair = others.map((row) => bar(bottomOf(row) - 1, 1));
  const strong = [
    bar(headTop, 1),
    bar(headBottom - 1, 1),
    ...totals.flatMap((row) => [bar(row.top, 1), bar(bottomOf(row) - 1.5, 1.5)]),
  ];
  return html`<svg class="rules" width="${pageWidth}" height="${pageHeight}"><path class="tint" d="${tint.join('')}"/><path class="hair" d="${hair.join('')}"/><path class="strong" d="${strong.join('')}"/></svg>`;
};

export const columnPage = (layout: TableLayout, rows: readonly PlacedRow[]): Html => {
  const { size, headSize, lineHeight, columns, headLines } = layout;
  const blocks = columns.map(
    (column, i) =>
      html`<div class="${column.align === 'left' ? 'c' : 'c n'}" style="left:${column.left}px;width:${column.width}px">${headOf(column, headLines)}${columnText(column, i === 0, rows, lineHeight)}</div>\n`,
  );
  return html`${rulesOf(layout, rows)}<div class="columns" style="font-size:${size}px;line-height:${lineHeight + rowPadding}px;--heads:${headSize}px;--head:${headHeight(layout)}px;--line:${lineHeight}px">
${blocks}</div>`;
};
