import { dirname, join } from 'node:path';
import { noto } from '../fonts.ts';
import type { Block } from '../front.ts';
import { nothingToClose, type Peer } from '../peer.ts';
import { inPeers, runProgram } from '../run-program.ts';
import { columnWidths, type Sheet, sheetOf, textColumns } from '../sheet.ts';

/** A string of Typst's scripting mode, in which no letter is markup. */
const text = (value: string): string => `"${value.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`;
const cells = (values: readonly string[]): string => values.map((value) => `${text(value)},`).join('');

const block = ({ heading, rows }: Block): string =>
  `[${heading === '' ? '' : `#strong(${text(heading)})`} #table(columns: ${Math.max(...rows.map((row) => row.length))}, ${rows.map(cells).join('\n')})],`;

const source = (sheet: Sheet): string => `
#set document(title: ${text(sheet.title)})
#set page(width: 11in, height: 8.5in, margin: 0.5in, footer: context text(size: 6pt,
  ${text(`${sheet.foot} Page `)} + counter(page).display() + " of " + str(counter(page).final().first())))
#set text(font: "Noto Sans", size: 6pt, lang: "en", region: "CA", hyphenate: false)
#set table(stroke: (bottom: 0.5pt + silver), inset: 1.5pt)
= #${text(sheet.heading)}
#grid(columns: (1fr, 1fr), gutter: 4pt, ${sheet.front.map(block).join('\n')})
#pagebreak()
#table(columns: (${columnWidths.map((width) => `${width}pt`).join(', ')}), inset: 2pt,
  align: (column, _) => if column < ${textColumns} { left } else { right },
  table.header(
    table.cell(colspan: ${textColumns}, ${text(sheet.running[0])}),
    table.cell(colspan: ${columnWidths.length - textColumns}, ${text(sheet.running[1])}),
    ${cells(sheet.heads)}
  ),
  ${sheet.rows.map(cells).join('\n')}
  ${cells(sheet.totals)}
)
`;

/** Starts a process for each document, which is how programs without Rust use Typst. */
export const peer: Peer = {
  label: 'Typst',
  open: async () => {
    process.env.TYPST_FONT_PATHS = dirname(noto().regular);
    const script = join(import.meta.dirname, '../compile-typst.py');
    return {
      print: (printed) => runProgram(inPeers('python3'), [script], source(sheetOf(printed))),
      close: nothingToClose,
    };
  },
};
