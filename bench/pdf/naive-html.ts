import { escapeHtml } from '../../shared/domain/escape-html.ts';
import { type Sheet, textColumns } from './sheet.ts';

/** What one writes first: one table with a repeated head; the browser finds the page ends. */

const row = (cells: readonly string[], tag: 'td' | 'th'): string =>
  `<tr>${cells.map((text, i) => `<${tag}${i < textColumns ? '' : ' class="n"'}>${escapeHtml(text)}</${tag}>`).join('')}</tr>\n`;

const style = `
body{font:8px 'Noto Sans','Open Sans',Arial,sans-serif;margin:0}
h1{font-size:20px}
table{border-collapse:collapse;width:100%}
th,td{border-bottom:1px solid #ccc;padding:3px 5px;text-align:left;vertical-align:top}
.n{text-align:right;white-space:nowrap}
.lines{break-before:page;page-break-before:always}
tr{break-inside:avoid;page-break-inside:avoid}`;

/** `pageStyle`: page size and numbers for programs that take them from the style sheet. */
export const naiveHtml = (sheet: Sheet, pageStyle = ''): string => `<!DOCTYPE html>
<html lang="en-CA"><head><meta charset="utf-8"><title>${escapeHtml(sheet.title)}</title><style>${style}${pageStyle}</style></head><body>
<h1>${escapeHtml(sheet.title)}</h1>
${sheet.parties.map((party) => `<p>${escapeHtml(party)}</p>`).join('\n')}
<table>${sheet.summary.map((cells) => `<tr><th>${escapeHtml(cells[0])}</th><td class="n">${escapeHtml(cells[1])}</td></tr>`).join('\n')}</table>
<table class="lines"><thead>${row(sheet.heads, 'th')}</thead><tbody>
${sheet.rows.map((cells) => row(cells, 'td')).join('')}${row(sheet.totals, 'th')}</tbody></table>
</body></html>`;
