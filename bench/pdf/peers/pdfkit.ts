import { noto } from '../fonts.ts';
import { pdfkitTable } from '../pdfkit-table.ts';
import { nothingToClose, type Peer } from '../peer.ts';
import { sheetOf } from '../sheet.ts';

export const peer: Peer = {
  label: 'pdfkit, table by hand',
  open: async () => {
    const fonts = noto();
    return { print: (printed) => pdfkitTable(sheetOf(printed), fonts, false), close: nothingToClose };
  },
};
