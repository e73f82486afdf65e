import { writeFileSync } from 'node:fs';
import { chromiumRenderer } from '../shared/adapters/chromium/renderer.ts';
import { detailDocument } from '../shared/documents/detail/detail-document.ts';
import { Language } from '../shared/domain/text.ts';
import { invoiceLines, printedOf } from '../test/fixtures/printed-invoices.ts';

/**
 * Prints a document for inspection with other programs: `npx node bench/print-document.ts 40 fr detail.pdf`. With
 * `--fallback` at the end, prints it with Chromium's own tags, as when ours cannot be used.
 */
const [lines = '40', language = 'fr', file = 'detail.pdf', fallback] = process.argv.slice(2);
const document = detailDocument(printedOf(invoiceLines(Number(lines))), Language.parse(language));
const { title, date } = document;
const tables = () => ({ title, date, language: document.language, html: document.html });

const renderer = chromiumRenderer({ onUnmatched: (facts) => console.error('document tagged by the browser', facts) });
const { pdf, pages } = await renderer.render(fallback === '--fallback' ? tables() : document);
await renderer.close();
writeFileSync(file, pdf);
console.log(`${file}: ${pages} pages, ${pdf.byteLength} bytes`);
