import { safeFileName } from '../../domain/files/file-name.ts';
import type { PrintedInvoice } from '../../domain/invoice/invoice.ts';
import { computeInvoice } from '../../domain/invoice/invoice-arithmetic.ts';
import { formatDate } from '../../domain/number-format.ts';
import type { Language } from '../../domain/text.ts';
import type { Page } from '../../ports/display-list.ts';
import type { DetailDocument } from '../../ports/ports.ts';
import { labels } from '../../words/words.ts';
import { html } from '../layout/html-template.ts';
import { fitText } from '../layout/line-breaking.ts';
import { addFoot, openList, pageBox } from '../layout/page.ts';
import { placedPage } from '../layout/placed-page.ts';
import { textStyles } from '../layout/text-styles.ts';
import { draftWatermark } from '../layout/watermark.ts';
import { dataFiles } from './data/data-files.ts';
import { contentOf } from './first-page/content.ts';
import { firstPage } from './first-page/first-page.ts';
import { head } from './head.ts';
import { tableRows, type Words } from './rows.ts';
import { schedulePages } from './schedule/schedule-pages.ts';

/** The file name of the PDF, both mailed and downloaded. */
export const documentFileName = (printed: Pick<PrintedInvoice, 'invoice' | 'contract'>, language: Language): string => {
  const { fileName } = labels(language).invoice;
  // A slash in a number must not be read as a folder.
  const plain = (text: string) => text.replaceAll(/[/\\]/g, '-');
  const name = safeFileName(fileName(plain(printed.invoice.number), plain(printed.contract.number)));
  return name ?? `${labels(language).invoice.invoice}.pdf`;
};

/**
 * The invoice's Detail document. All sums, page breaks and page numbers are computed here, and nothing is loaded from
 * elsewhere (the logo is a data: URL). The same invoice always gives the same text.
 */
export const detailDocument: DetailDocument = (printed, language) => {
  const words: Words = { language, labels: labels(language), currency: printed.project.currency };
  const { invoice } = words.labels;
  const computed = computeInvoice(printed.contract, printed.invoice, printed.lines);
  const { start, end } = printed.invoice.billingPeriod;
  const title = invoice.documentTitle(printed.invoice.number, printed.contract.number, printed.project.name);
  const name = `${invoice.invoice} ${printed.invoice.number} · ${invoice.contract} ${printed.contract.number}`;
  const first = contentOf(printed, computed, words);
  const foot = fitText(`${printed.project.number} ${printed.project.name} · ${name}`, 640, textStyles.foot);
  const watermark = printed.invoice.status === 'draft' ? draftWatermark(language) : null;
  const { pages, glyphSheet, groups } = schedulePages({
    ...tableRows(printed, computed.lines, words),
    labels: words.labels,
    frame: {
      title: `${invoice.scheduleOfValues} – ${printed.company.name}`,
      facts: `${name} · ${invoice.period(formatDate(start), formatDate(end))}`,
      foot,
      watermark,
    },
    numberOf: (index, count) => invoice.pageOf(index + 2, count + 1),
  });
  const count = pages.length + 1;
  const footList = openList(watermark);
  addFoot(footList, { text: foot, number: invoice.pageOf(1, count) });
  const front: Page = {
    html: () => pageBox(html`${firstPage(first)}<footer>${placedPage(footList)}</footer>`).html,
    list: null,
    isDrawn: false,
  };
  return {
    title,
    language,
    date: printed.invoice.billingDate,
    dataFiles: dataFiles(printed, computed, words),
    pages: {
      head,
      tail: '</body></html>\n',
      all: [front, ...pages],
      glyphSheet,
      bookmarks: [
        { title: `${invoice.invoice} ${printed.invoice.number}`, level: 0, page: 0, top: 0 },
        { title: invoice.scheduleOfValues, level: 0, page: 1, top: 0 },
        ...groups.map(({ title, index, top }) => ({ title, level: 1, page: index + 1, top }) as const),
      ],
    },
  };
};
