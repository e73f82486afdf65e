import { naiveHtml } from '../naive-html.ts';
import { nothingToClose, type Peer } from '../peer.ts';
import { runProgram } from '../run-program.ts';
import { sheetOf } from '../sheet.ts';

const args = ['--quiet', '--page-size', 'Letter', '--orientation', 'Landscape'];

/** Debian's build has no repeated head and no page numbers. */
export const peer: Peer = {
  label: 'wkhtmltopdf',
  open: async () => ({
    print: (printed) => runProgram('wkhtmltopdf', args, naiveHtml(sheetOf(printed))),
    close: nothingToClose,
  }),
};
