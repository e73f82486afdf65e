import type { ComputedLine, InvoiceSummary, PrintedInvoice } from '../../../domain/invoice/invoice.ts';
import { formatDate } from '../../../domain/number-format.ts';
import type { Bar, Region } from '../../../ports/page-map.ts';
import { type Box, beside, paragraph, space, stack, type, within } from '../../layout/box.ts';
import { type FrontText, from, newCanvas } from '../../layout/canvas.ts';
import { type Html, html } from '../../layout/html-template.ts';
import { footHeight, pageHeight, pageWidth } from '../../layout/page.ts';
import { accent, tint } from '../../layout/palette.ts';
import type { Words } from '../rows.ts';
import { amountDue, footnote, progress, signatures } from './amount-due.ts';
import { changeOrderBlock, summaryTable, taxTable } from './summary-tables.ts';

/** The first page: parties, contract, billing period, summary and amount due. It always fits on one page. */

type Computed = { summary: InvoiceSummary; lines: readonly ComputedLine[] };

const gap = 28;
/** Maximum width. */
const logoWidth = 260;
const logoHeight = 52;
const logoGap = 8;

/** An address with its line breaks as entered. One of more than six lines is joined with commas and wrapped. */
const address = (text: string, width: number): Box => {
  const written = paragraph(text, 'body', width);
  return written.height <= 6 * type.body.line ? written : paragraph(text.replaceAll(/\s*\n\s*/g, ', '), 'body', width);
};

/** Built lazily, because up to 200 kB must be escaped. */
const logoOf = ({ logo, name }: PrintedInvoice['company']): (() => Html) | null =>
  logo ? () => html`<img class="logo" alt="${name}" src="${logo}">` : null;

const logoBox = (logo: () => Html, name: string): Box => ({
  html: logo,
  height: logoHeight + logoGap,
  place: (at, sketch) => {
    const end = from(at, 0, logoHeight);
    sketch.region(at, { role: 'Figure', alt: name }, { width: logoWidth, bottom: end.y });
    return from(end, 0, logoGap).y;
  },
});

/** The contractor's letterhead: logo, name, address, tax numbers. */
const letterhead = ({ company }: PrintedInvoice, width: number): Box => {
  const logo = logoOf(company);
  const numbers = company.taxNumbers.map(({ code, registration }) => `${code} ${registration}`).join(' · ');
  return stack([
    logo ? logoBox(logo, company.name) : space(0),
    paragraph(company.name, 'company', width),
    address(company.address, width),
    paragraph(numbers, 'small', width),
  ]);
};

const title = (printed: PrintedInvoice, { labels }: Words, width: number): Box => {
  const name = `${labels.invoice.invoice} ${printed.invoice.number}`;
  const kind = `${labels.invoice.gcClientInvoice} · ${labels.invoice.progressBillings}`;
  return within(
    (content) => html`<div class="end">${content}</div>`,
    stack([
      paragraph(name, 'title', width, { role: 'H1', align: 'right' }),
      paragraph(kind, 'body', width, { style: 'quietBody', align: 'right' }),
    ]),
  );
};

const factsPadding = { left: 14, top: 7, bottom: 8 };

const facts = ({ invoice, project }: PrintedInvoice, { labels }: Words, width: number): Box => {
  const { billingPeriod, billingDate, dueDate, status } = invoice;
  const period = labels.invoice.period(formatDate(billingPeriod.start), formatDate(billingPeriod.end));
  const list: [label: string, value: string, share: number][] = [
    [labels.invoice.billingPeriod, period, 0.29],
    [labels.invoice.billingDate, formatDate(billingDate), 0.17],
    [labels.invoice.dueDate, dueDate === null ? '—' : formatDate(dueDate), 0.17],
    [labels.invoice.status, labels.invoice.statuses[status], 0.26],
    [labels.invoice.currency, project.currency, 0.11],
  ];
  const inside = width - 2 * factsPadding.left;
  const cells = list.map(([label, value, share]) => {
    const cell = Math.floor(inside * share);
    return {
      box: stack([
        paragraph(label, 'label', cell - 8, { room: cell }),
        paragraph(value, 'value', cell - 8, { room: cell }),
      ]),
      width: cell,
    };
  });
  const row = beside(cells, inside);
  return {
    html: () => html`<div class="facts">${row.html()}</div>`,
    height: row.height + factsPadding.top + factsPadding.bottom + 1,
    place: (at, sketch) => {
      const inner = row.place(from(at, factsPadding.left, factsPadding.top, 1), sketch);
      const { y: bottom } = from({ ...at, y: inner }, 0, factsPadding.bottom);
      sketch.fill(at, { width, bottom }, tint);
      sketch.line(at, width, accent, 'below');
      return bottom;
    },
  };
};

const party = (label: string, parts: Box[], width: number): { box: Box; width: number } => ({
  box: stack([paragraph(label, 'label', width, { role: 'H2' }), space(2), ...parts]),
  width,
});

const parties = ({ contract, project }: PrintedInvoice, { labels }: Words, width: number): Box => {
  const column = Math.floor((width - 2 * gap) / 3);
  const name = (text: string) => paragraph(text, 'value', column);
  const line = (text: string) => paragraph(text, 'body', column);
  const { client } = contract;
  const columns = [
    party(labels.invoice.billTo, [name(client.name), address(client.address, column)], column),
    party(labels.invoice.project, [name(project.name), line(project.number), address(project.address, column)], column),
    party(
      labels.invoice.clientContract,
      [name(contract.title), line(contract.number), line(labels.invoice.contractOf(formatDate(contract.date)))],
      column,
    ),
  ];
  return beside(columns, width);
};

const figures = (printed: PrintedInvoice, { summary, lines }: Computed, words: Words, width: number): Box => {
  const right = Math.floor(width * 0.42);
  const left = width - right - gap;
  const columns = [
    { box: stack([summaryTable(summary, words, left), progress(summary, words, left)]), width: left },
    {
      box: stack([
        changeOrderBlock(printed, words, right),
        space(12),
        taxTable(printed, summary, words, right),
        space(12),
        amountDue(printed, summary, words, right),
        space(4),
        footnote(lines, words, right),
      ]),
      width: right,
    },
  ];
  return beside(columns, width);
};

/** In descending order. The smallest fits the longest texts that the schemas allow. */
const scales = [1.1, 1.05, 1, 0.94, 0.88, 0.82, 0.76, 0.7, 0.62, 0.54, 0.46, 0.38, 0.3];

const composed = (printed: PrintedInvoice, computed: Computed, words: Words, width: number): Box => {
  const right = Math.floor(width * 0.42);
  const left = width - right - gap;
  return stack([
    beside(
      [
        { box: letterhead(printed, left), width: left },
        { box: title(printed, words, right), width: right },
      ],
      width,
    ),
    space(12),
    facts(printed, words, width),
    space(14),
    parties(printed, words, width),
    space(16),
    figures(printed, computed, words, width),
    space(14),
  ]);
};

/** A linear search, because most first pages fit at the first or second scale. */
const firstFitting = <T extends { rest: number }>(at: (scale: number) => T): T => {
  for (const scale of scales) {
    const tried = at(scale);
    if (tried.rest >= 0) return tried;
  }
  return at(scales.at(-1) ?? 1);
};

/** The page as HTML for Chromium, and as `regions`, `texts` and `bars` at the page's scale. */
export type FirstPage = {
  html(): Html;
  scale: number;
  regions: readonly Region[];
  texts: readonly FrontText[];
  bars: readonly Bar[];
  /** Shown in the upper left corner. */
  logo: (() => Html) | null;
};

export const firstPage = (printed: PrintedInvoice, computed: Computed, words: Words): FirstPage => {
  const at = (scale: number) => {
    const width = Math.floor(pageWidth / scale);
    const content = composed(printed, computed, words, width);
    const foot = signatures(printed, words, width);
    const rest = (pageHeight - footHeight) / scale - content.height - foot.height;
    return { scale, width, rest, parts: [content, space(Math.max(0, Math.floor(rest) - 10)), foot] };
  };
  const { scale, width, parts } = firstFitting(at);
  const whole = stack(parts);
  const sketch = newCanvas();
  whole.place({ x: 0, y: 0, scale }, sketch);
  return {
    html: () => html`<div class="first" style="zoom:${scale};width:${width}px">${whole.html()}</div>`,
    scale,
    regions: sketch.regions,
    texts: sketch.texts,
    bars: sketch.bars(),
    logo: logoOf(printed.company),
  };
};
