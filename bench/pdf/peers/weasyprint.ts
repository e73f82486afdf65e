import { naiveHtml } from '../naive-html.ts';
import { nothingToClose, type Peer } from '../peer.ts';
import { inPeers, runProgram } from '../run-program.ts';
import { type Sheet, sheetOf } from '../sheet.ts';

const page = ({ foot }: Sheet): string =>
  `@page{size:11in 8.5in;margin:.5in;@bottom-left{content:"${foot} Page " counter(page) " of " counter(pages);font-size:7px}}`;

/** Starts a process for each document, which is how Node programs use WeasyPrint. */
export const peer: Peer = {
  label: 'WeasyPrint',
  open: async () => ({
    print: (printed) => {
      const sheet = sheetOf(printed);
      return runProgram(inPeers('weasyprint'), ['--encoding', 'utf-8'], naiveHtml(sheet, page(sheet)));
    },
    close: nothingToClose,
  }),
};
