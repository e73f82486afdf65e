import { escapeHtml } from '../../../shared/domain/escape-html.ts';
import { naiveHtml } from '../naive-html.ts';
import { nothingToClose, type Peer } from '../peer.ts';
import { runProgram } from '../run-program.ts';
import { type Sheet, sheetOf } from '../sheet.ts';

const args = ['--quiet', '--page-size', 'Letter', '--orientation', 'Landscape'];

/** Debian's build supports neither repeated heads nor page feet, so the foot's text appears once, at the end. */
const htmlOf = (sheet: Sheet): string => naiveHtml(sheet).replace('</body>', `<p>${escapeHtml(sheet.foot)}</p></body>`);

export const peer: Peer = {
  label: 'wkhtmltopdf',
  open: async () => ({
    print: (printed) => runProgram('wkhtmltopdf', args, htmlOf(sheetOf(printed))),
    close: nothingToClose,
  }),
};
