import { escapeHtml } from '../../shared/domain/escape-html.ts';
import type { Block } from './front.ts';
import { type Sheet, textColumns } from './sheet.ts';

/** The obvious HTML: a single table with a repeated head, and page breaks left to the browser. */

const row = (cells: readonly string[], tag: 'td' | 'th'): string =>
  `<tr>${cells.map((text, i) => `<${tag}${i < textColumns ? '' : ' class="n"'}>${escapeHtml(text)}</${tag}>`).join('')}</tr>\n`;

const style = `
body{font:8px 'Noto Sans','Open Sans',Arial,sans-serif;margin:0}
h1{font-size:20px}
h2{font-size:10px;margin:6px 0 2px}
table{border-collapse:collapse;width:100%}
th,td{border-bottom:1px solid #ccc;padding:3px 5px;text-align:left;vertical-align:top}
.block{float:left;width:50%}
.block td{padding:1px 5px}
.n{text-align:right;white-space:nowrap}
.lines{clear:both;break-before:page;page-break-before:always}
tr{break-inside:avoid;page-break-inside:avoid}`;

const block = ({ heading, rows }: Block): string =>
  `<div class="block">${heading === '' ? '' : `<h2>${escapeHtml(heading)}</h2>`}<table>${rows
    .map((cells) => `<tr>${cells.map((text) => `<td>${escapeHtml(text)}</td>`).join('')}</tr>`)
    .join('\n')}</table></div>`;

const running = ([left, right]: Sheet['running'], columns: number): string =>
  `<tr><th colspan="${textColumns}">${escapeHtml(left)}</th><th class="n" colspan="${columns - textColumns}">${escapeHtml(right)}</th></tr>\n`;

/** `pageStyle`: page size and numbers for programs that take them from the style sheet. */
export const naiveHtml = (sheet: Sheet, pageStyle = ''): string => `<!DOCTYPE html>
<html lang="en-CA"><head><meta charset="utf-8"><title>${escapeHtml(sheet.title)}</title><style>${style}${pageStyle}</style></head><body>
<h1>${escapeHtml(sheet.heading)}</h1>
${sheet.front.map(block).join('\n')}
<table class="lines"><thead>${running(sheet.running, sheet.heads.length)}${row(sheet.heads, 'th')}</thead><tbody>
${sheet.rows.map((cells) => row(cells, 'td')).join('')}${row(sheet.totals, 'th')}</tbody></table>
</body></html>`;
