import { safeFileName } from '../../domain/files/file-name.ts';
import type { PrintedInvoice } from '../../domain/invoice/invoice.ts';
import { computeInvoice } from '../../domain/invoice/invoice-arithmetic.ts';
import { formatDate } from '../../domain/number-format.ts';
import type { Language } from '../../domain/text.ts';
import type { DetailDocument } from '../../ports/ports.ts';
import { labels } from '../../words/words.ts';
import { type Html, html } from '../layout/html-template.ts';
import { fitText } from '../layout/line-breaking.ts';
import { pageBox } from '../layout/page.ts';
import { textStyles } from '../layout/text-styles.ts';
import { dataFiles } from './data/data-files.ts';
import { contentOf } from './first-page/content.ts';
import { firstPage } from './first-page/first-page.ts';
import { tableRows, type Words } from './rows.ts';
import { schedulePages } from './schedule/schedule-pages.ts';
import { style } from './style.ts';

/** The file name of the PDF, both mailed and downloaded. */
export const documentFileName = (printed: Pick<PrintedInvoice, 'invoice' | 'contract'>, language: Language): string => {
  const { fileName } = labels(language).invoice;
  // A slash in a number must not be read as a folder.
  const plain = (text: string) => text.replaceAll(/[/\\]/g, '-');
  const name = safeFileName(fileName(plain(printed.invoice.number), plain(printed.contract.number)));
  return name ?? `${labels(language).invoice.invoice}.pdf`;
};

/** A second line of defence: the renderer blocks the same requests from outside the page. */
const policy = "default-src 'none'; img-src data:; style-src 'unsafe-inline'";

/**
 * `language` and `about` are empty for pages that we tag ourselves: the PDF's own metadata then holds the same facts.
 */
const headOf = (language: Html, about: Html): string =>
  html`<!DOCTYPE html>
<html${language}><head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="${policy}">${about}<style>${{ html: style }}</style></head>
<body>
`.html;

/** Identical for all documents, so that a browser page can be prepared with it before a document arrives. */
const sheetsHead = headOf(html``, html``);

const tail = '</body></html>\n';

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
  const rest = schedulePages({
    ...tableRows(printed, computed.lines, words),
    labels: words.labels,
    foot,
    running: {
      left: `${invoice.scheduleOfValues} – ${printed.company.name}`,
      right: `${name} · ${invoice.period(formatDate(start), formatDate(end))}`,
    },
  });
  const count = rest.count + 1;
  const pageOf = (i: number) => invoice.pageOf(i + 1, count);
  const boxed = (content: Html, i: number) => pageBox(content, { text: foot, page: pageOf(i) }).html;
  return {
    title,
    language,
    date: printed.invoice.billingDate,
    dataFiles: dataFiles(printed, computed, words),
    sheets: {
      head: sheetsHead,
      tail,
      count,
      sheet: (index) => {
        if (index === 0) {
          return {
            get html() {
              return boxed(firstPage(first), 0);
            },
            bands: null,
            draw: null,
          };
        }
        const page = rest.columns(index - 1);
        return {
          get html() {
            return boxed(page.html, index);
          },
          bands: page.bands,
          draw: rest.draw(index - 1, pageOf(index)),
        };
      },
      specimen: rest.specimen,
      bookmarks: [
        { title: `${invoice.invoice} ${printed.invoice.number}`, level: 0, page: 0, top: 0 },
        { title: invoice.scheduleOfValues, level: 0, page: 1, top: 0 },
        ...rest.groups.map(
          (group) => ({ title: group.title, level: 1, page: group.index + 1, top: group.top }) as const,
        ),
      ],
    },
    /** Built lazily: needed only when we fall back to Chromium's own tags. */
    get html() {
      const tables = Array.from({ length: rest.count }, (_, i) => boxed(rest.table(i), i + 1));
      const head = headOf(html` lang="${language}-CA"`, html`<title>${title}</title>`);
      return [head, boxed(firstPage(first), 0), ...tables, tail].join('');
    },
  };
};
