import { createRequire } from 'node:module';
import { noto } from '../fonts.ts';
import { nothingToClose, type Peer } from '../peer.ts';
import { columnWidths, type Sheet, sheetOf, textColumns } from '../sheet.ts';

const require = createRequire(import.meta.url);

/** The part of pdfmake 0.3 that we use; the package has no types. */
type PdfMake = {
  addFonts(fonts: Record<string, Record<'normal' | 'bold', string>>): void;
  setUrlAccessPolicy(policy: () => boolean): void;
  setLocalAccessPolicy(policy: () => boolean): void;
  createPdf(definition: object): { getBuffer(): Promise<Uint8Array> };
};

const cells = (texts: readonly string[], bold = false) =>
  texts.map((text, i) => ({ text, bold, alignment: i < textColumns ? 'left' : 'right' }));

/** A cell that spans columns must be followed by an empty cell for each further column. */
const running = ({ running: [left, right], heads }: Sheet) => [
  { text: left, colSpan: textColumns },
  ...Array.from({ length: textColumns - 1 }, () => ''),
  { text: right, alignment: 'right', colSpan: heads.length - textColumns },
  ...Array.from({ length: heads.length - textColumns - 1 }, () => ''),
];

export const peer: Peer = {
  label: 'pdfmake',
  open: async () => {
    const pdfmake: PdfMake = require('pdfmake');
    const { regular, bold } = noto();
    pdfmake.addFonts({ Noto: { normal: regular, bold } });
    pdfmake.setUrlAccessPolicy(() => false);
    pdfmake.setLocalAccessPolicy(() => true);
    return {
      print: async (printed) => {
        const sheet = sheetOf(printed);
        const definition = {
          pageSize: 'LETTER',
          pageOrientation: 'landscape',
          pageMargins: [36, 36, 36, 36],
          info: { title: sheet.title },
          defaultStyle: { font: 'Noto', fontSize: 6.5 },
          footer: (page: number, pages: number) => ({
            text: `${sheet.foot} Page ${page} of ${pages}`,
            margin: [36, 8],
          }),
          content: [
            { text: sheet.heading, fontSize: 16, bold: true },
            ...sheet.front.flatMap(({ heading, rows }) => [
              { text: heading, bold: true },
              { layout: tight, table: { body: rows } },
            ]),
            {
              pageBreak: 'before',
              layout: { ...padding, hLineWidth: () => 0.5, vLineWidth: () => 0 },
              table: {
                headerRows: 2,
                dontBreakRows: true,
                widths: columnWidths.map((width) => width - 4),
                body: [
                  running(sheet),
                  cells(sheet.heads, true),
                  ...sheet.rows.map((row) => cells(row)),
                  cells(sheet.totals, true),
                ],
              },
            },
          ],
        };
        return pdfmake.createPdf(definition).getBuffer();
      },
      close: nothingToClose,
    };
  },
};

const padding = { paddingLeft: () => 2, paddingRight: () => 2, paddingTop: () => 2, paddingBottom: () => 2 };
const tight = { ...padding, paddingTop: () => 0, paddingBottom: () => 0, hLineWidth: () => 0.5, vLineWidth: () => 0 };
