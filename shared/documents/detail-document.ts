import { safeFileName } from '../domain/file-name.ts';
import type { PrintedInvoice } from '../domain/invoice.ts';
import { computeInvoice } from '../domain/invoice-arithmetic.ts';
import { labels } from '../domain/labels/labels.ts';
import { formatDate } from '../domain/number-format.ts';
import type { DetailDocument } from '../domain/ports.ts';
import type { Language } from '../domain/text.ts';
import { continuationPages } from './continuation-pages.ts';
import { firstPage } from './first-page.ts';
import { html } from './html-template.ts';
import { pageBox } from './page-box.ts';
import { style } from './style.ts';
import { rowsOf, totalsRow, type Words } from './table-rows.ts';

/** The name of the PDF that is mailed and downloaded. */
export const documentFileName = (printed: Pick<PrintedInvoice, 'invoice' | 'contract'>, language: Language): string => {
  const { fileName } = labels(language).invoice;
  // A slash in a number is no folder.
  const plain = (text: string) => text.replaceAll(/[/\\]/g, '-');
  const name = safeFileName(fileName(plain(printed.invoice.number), plain(printed.contract.number)));
  return name ?? `${labels(language).invoice.invoice}.pdf`;
};

/** The renderer forbids the same from outside; either wall holds alone. */
const policy = "default-src 'none'; img-src data:; style-src 'unsafe-inline'";

/**
 * The invoice's Detail as one HTML page: all the sums, page breaks and page numbers are made here, and nothing in it is
 * loaded from anywhere (the logo is a data: URL). Pure: the same invoice gives the same text.
 */
export const detailDocument: DetailDocument = (printed, language) => {
  const words: Words = { language, labels: labels(language), currency: printed.project.currency };
  const { invoice } = words.labels;
  const computed = computeInvoice(printed.contract, printed.invoice, printed.lines);
  const { start, end } = printed.invoice.billingPeriod;
  const title = invoice.documentTitle(printed.invoice.number, printed.contract.number, printed.project.name);
  const name = `${invoice.invoice} ${printed.invoice.number} · ${invoice.contract} ${printed.contract.number}`;
  const pages = [
    firstPage(printed, computed.summary, words),
    ...continuationPages({
      rows: rowsOf(printed, computed.lines, words),
      totals: totalsRow(computed.lines, words),
      labels: words.labels,
      running: {
        left: `${invoice.scheduleOfValues} – ${printed.company.name}`,
        right: `${name} · ${invoice.period(formatDate(start), formatDate(end))}`,
      },
    }),
  ];
  const foot = `${printed.project.number} ${printed.project.name} · ${name}`;
  const boxes = pages.map((page, i) => pageBox(page, { text: foot, page: invoice.pageOf(i + 1, pages.length) }));
  const document = html`<!DOCTYPE html>
<html lang="${language}-CA"><head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="${policy}"><title>${title}</title><style>${{ html: style }}</style></head>
<body>
${boxes}</body></html>
`;
  return { html: document.html, title };
};
