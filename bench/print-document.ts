import { writeFileSync } from 'node:fs';
import { chromiumRenderer, undrawn } from '../shared/adapters/chromium/renderer.ts';
import { detailDocument } from '../shared/documents/detail/detail-document.ts';
import { Language } from '../shared/domain/text.ts';
import { invoiceLines, printedOf } from '../test/fixtures/printed-invoices.ts';

/**
 * Prints a document for inspection with other programs: `npx node bench/print-document.ts 40 fr detail.pdf`. With
 * `--printed` at the end, the browser prints all pages, and none is drawn.
 */
const [lines = '40', language = 'fr', file = 'detail.pdf', option] = process.argv.slice(2);
const document = detailDocument(printedOf(invoiceLines(Number(lines))), Language.parse(language));

const renderer = chromiumRenderer({ onUndrawn: (facts) => console.error('document not drawn', facts) });
const { pdf, pages } = await renderer.render(
  option === '--printed' ? { ...document, pages: undrawn(document.pages) } : document,
);
await renderer.close();
writeFileSync(file, pdf);
console.log(`${file}: ${pages} pages, ${pdf.byteLength} bytes`);
