import type { InvoiceSummary, PrintedInvoice } from '../domain/invoice.ts';
import { formatDate } from '../domain/number-format.ts';
import { type Box, beside, linesIn, paragraph, space, stack, type } from './box.ts';
import { amountDue, changeOrderBlock, signatures, summaryTable, taxTable } from './first-page-tables.ts';
import { type Html, html } from './html-template.ts';
import { footHeight, pageHeight, pageWidth } from './page-box.ts';
import type { Words } from './table-rows.ts';

/** Who, what, how much: parties, contract, period, the summary and what is due. Always one page. */

const gap = 24;
const logoHeight = 56;

const heading = (printed: PrintedInvoice, { labels }: Words, width: number): Box => {
  const { company, invoice } = printed;
  const right = 380;
  const left = width - right - gap;
  const title = linesIn(`${labels.invoice.invoice} ${invoice.number}`, 'title', right);
  const logo = company.logo
    ? { html: html`<img class="logo" alt="" src="${company.logo}">`, height: logoHeight + 8 }
    : space(0);
  const name = stack([logo, paragraph(company.name, 'company', left)]);
  const what: Box = {
    html: html`<h1 class="title">${title.map((line, i) => html`${i > 0 ? html`<br>` : ''}${line}`)}</h1>`,
    height: title.length * type.title.line,
  };
  const kind = paragraph(`${labels.invoice.gcClientInvoice} · ${labels.invoice.progressBillings}`, 'body', right);
  return beside([
    { box: name, width: left },
    {
      box: { html: html`<div class="end">${stack([what, kind]).html}</div>`, height: stack([what, kind]).height },
      width: right,
    },
  ]);
};

const facts = ({ invoice, contract, project }: PrintedInvoice, { labels }: Words, width: number): Box => {
  const { billingPeriod, billingDate, dueDate, status } = invoice;
  const list: [label: string, value: string][] = [
    [
      labels.invoice.billingPeriod,
      labels.invoice.period(formatDate(billingPeriod.start), formatDate(billingPeriod.end)),
    ],
    [labels.invoice.billingDate, formatDate(billingDate)],
    [labels.invoice.dueDate, dueDate === null ? '—' : formatDate(dueDate)],
    [labels.invoice.contract, contract.number],
    [labels.invoice.status, labels.invoice.statuses[status]],
    [labels.invoice.currency, project.currency],
  ];
  const shares = [0.25, 0.15, 0.13, 0.16, 0.21, 0.1];
  const cells = list.map(([label, value], i) => {
    const cell = Math.floor((width - 2 * 12) * (shares[i] ?? 0));
    return { box: stack([paragraph(label, 'label', cell - 8), paragraph(value, 'value', cell - 8)]), width: cell };
  });
  const row = beside(cells);
  return { html: html`<div class="facts">${row.html}</div>`, height: row.height + 2 * 8 };
};

/** Lines of an address as they were written; one that has too many goes on one line after the other. */
const address = (text: string, width: number): Box => {
  const written = paragraph(text, 'body', width);
  return written.height <= 7 * type.body.line ? written : paragraph(text.replaceAll(/\s*\n\s*/g, ', '), 'body', width);
};

const party = (label: string, parts: Box[], width: number): { box: Box; width: number } => {
  const head: Box = { html: html`<h2 class="label">${label}</h2>`, height: type.label.line };
  return { box: stack([head, space(3), ...parts]), width };
};

const parties = (printed: PrintedInvoice, { labels }: Words, width: number): Box => {
  const { company, contract, project, invoice } = printed;
  const column = Math.floor((width - 3 * gap) / 4);
  const line = (text: string, name: 'body' | 'value' | 'small') => paragraph(text, name, column);
  // A tax number that stands beside its tax need not stand here too.
  const taxed = new Set(invoice.taxes.map((tax) => tax.code));
  const numbers = company.taxNumbers.filter(({ code }) => !taxed.has(code));
  const list = [
    party(
      labels.invoice.from,
      [
        line(company.name, 'value'),
        address(company.address, column),
        ...numbers.map(({ code, registration }) => line(`${code} ${registration}`, 'small')),
      ],
      column,
    ),
    party(
      labels.invoice.billTo,
      [line(contract.client.name, 'value'), address(contract.client.address, column)],
      column,
    ),
    party(
      labels.invoice.project,
      [line(project.name, 'value'), line(project.number, 'body'), address(project.address, column)],
      column,
    ),
    party(
      labels.invoice.clientContract,
      [
        line(contract.title, 'value'),
        line(contract.number, 'body'),
        line(`${labels.invoice.contractDate} ${formatDate(contract.date)}`, 'body'),
      ],
      column,
    ),
  ];
  return beside(list);
};

const figures = (printed: PrintedInvoice, summary: InvoiceSummary, words: Words, width: number): Box => {
  const right = Math.floor(width * 0.41);
  const left = width - right - gap - 8;
  const money = [
    changeOrderBlock(printed, words, right),
    space(12),
    taxTable(printed, summary, words, right),
    space(12),
    amountDue(printed, summary, words, right),
  ];
  return beside([
    { box: summaryTable(summary, words, left), width: left },
    { box: stack(money), width: right },
  ]);
};

/** From the most comfortable size down; the last one holds the longest texts that the schemas admit. */
const scales = [1.1, 1.05, 1, 0.94, 0.88, 0.82, 0.76, 0.7, 0.62, 0.54, 0.46, 0.38, 0.3];

const composed = (printed: PrintedInvoice, summary: InvoiceSummary, words: Words, width: number): Box =>
  stack([
    heading(printed, words, width),
    space(14),
    facts(printed, words, width),
    space(16),
    parties(printed, words, width),
    space(18),
    figures(printed, summary, words, width),
    space(16),
  ]);

export const firstPage = (printed: PrintedInvoice, summary: InvoiceSummary, words: Words): Html => {
  const at = (scale: number) => {
    const width = Math.floor(pageWidth / scale);
    const content = composed(printed, summary, words, width);
    const foot = signatures(words, width);
    const rest = (pageHeight - footHeight) / scale - content.height - foot.height;
    return { scale, width, rest, parts: [content, space(Math.max(0, Math.floor(rest) - 12)), foot] };
  };
  const { scale, width, parts } = scales.map(at).find(({ rest }) => rest >= 0) ?? at(0.3);
  return html`<div class="first" style="zoom:${scale};width:${width}px">${stack(parts).html}</div>`;
};
