import type { InvoiceSummary, PrintedInvoice } from '../domain/invoice.ts';
import { type Cents, fromCents, sumCents, toCents } from '../domain/money.ts';
import { formatDate, formatMoney, formatPercent, formatRate } from '../domain/number-format.ts';
import { type Box, linesIn, stack, type } from './box.ts';
import { brokenLines, type Html, html } from './html-template.ts';
import type { Words } from './table-rows.ts';
import { textWidth } from './text-layout.ts';

/** The tables of the first page. Each row's height is its lines and `cell`, the padding and rule of a cell. */

const cell = 7;
const headHeight = 22;

const heading = (text: string): Box => ({ html: html`<h2 class="head">${text}</h2>`, height: headHeight });

/** A column of figures is as wide as its widest, in bold, and the space beside it. */
const figureWidth = (figures: readonly string[]): number =>
  Math.ceil(Math.max(...figures.map((figure) => textWidth(figure, type.strong)))) + 14;

type Line = { number: string; label: string; figure: string; weight: '' | 'sum' | 'due' };

/** A label that has no room left makes the page try a smaller scale. */
const tableOf = (lines: readonly Line[], width: number, numberWidth: number): Box => {
  const figures = figureWidth(lines.map((line) => line.figure));
  const labelWidth = width - numberWidth - figures;
  if (labelWidth < 80) return { html: html``, height: Number.POSITIVE_INFINITY };
  const rows = lines.map(({ number, label, figure, weight }) => {
    const broken = linesIn(label, 'strong', labelWidth - 8);
    const numberCell = numberWidth > 0 ? html`<td class="no">${number}</td>` : html``;
    return {
      height: broken.length * type.body.line + cell,
      html: html`<tr class="${weight}">${numberCell}<th scope="row">${brokenLines(broken)}</th><td class="n">${figure}</td></tr>`,
    };
  });
  const numberCol = numberWidth > 0 ? html`<col style="width:${numberWidth}px">` : html``;
  return {
    html: html`<table class="figures" style="width:${width}px"><colgroup>${numberCol}<col><col style="width:${figures}px"></colgroup><tbody>${rows.map((row) => row.html)}</tbody></table>`,
    height: rows.reduce((sum, row) => sum + row.height, 0),
  };
};

const numbered = ['1', '2', '3', '4', '5a', '5b', '5', '6', '7', '8', '9'] as const;
const weights: Partial<Record<(typeof numbered)[number], Line['weight']>> = { 3: 'sum', 5: 'sum', 6: 'sum', 8: 'due' };

export const summaryTable = (summary: InvoiceSummary, { labels, language, currency }: Words, width: number): Box => {
  const lines = numbered.map((number): Line => {
    const amount = formatMoney(summary[`line${number}`], language, currency);
    return { number, label: labels.invoice.lines[`line${number}`], figure: amount, weight: weights[number] ?? '' };
  });
  const complete: Line = {
    number: '',
    label: labels.invoice.percentComplete,
    figure: formatPercent(summary.percentComplete, language),
    weight: '',
  };
  return stack([heading(labels.invoice.summary), tableOf([...lines, complete], width, 30)]);
};

const signed = (amounts: readonly Cents[]): [additions: string, deductions: string, net: string] => [
  fromCents(sumCents(amounts.filter((cents) => cents > 0))),
  fromCents(sumCents(amounts.filter((cents) => cents < 0))),
  fromCents(sumCents(amounts)),
];

/** Additions and deductions, before this period and in it; `printed` holds only the change orders that count. */
export const changeOrderBlock = (printed: PrintedInvoice, words: Words, width: number): Box => {
  const { labels, language, currency } = words;
  const { start } = printed.invoice.billingPeriod;
  const orders = printed.contract.changeOrders;
  const amounts = (list: typeof orders) => signed(list.map((order) => toCents(order.amount)));
  const isEarlier = (order: (typeof orders)[number]) => order.approvedOn !== null && order.approvedOn < start;
  const rows: [label: string, figures: string[], isTotal: boolean][] = [
    [labels.invoice.approvedBefore, amounts(orders.filter(isEarlier)), false],
    [labels.invoice.approvedNow, amounts(orders.filter((order) => !isEarlier(order))), false],
    [labels.invoice.total, amounts(orders), true],
  ];
  const shown = rows.map(([label, figures, isTotal]) => ({
    label,
    isTotal,
    figures: figures.map((amount) => formatMoney(amount, language, currency)),
  }));
  const heads = [labels.invoice.additions, labels.invoice.deductions, labels.invoice.net];
  const figures = figureWidth([...shown.flatMap((row) => row.figures), ...heads]);
  if (width - 3 * figures < 110) return { html: html``, height: Number.POSITIVE_INFINITY };
  const head = heads.map((text): Html => html`<th scope="col" class="n">${text}</th>`);
  const body = shown.map(
    (row) =>
      html`<tr class="${row.isTotal ? 'sum' : ''}"><th scope="row">${row.label}</th>${row.figures.map(
        (figure) => html`<td class="n">${figure}</td>`,
      )}</tr>`,
  );
  const columns = html`<colgroup><col>${heads.map(() => html`<col style="width:${figures}px">`)}</colgroup>`;
  const table: Box = {
    html: html`<table class="figures" style="width:${width}px">${columns}<thead><tr><td></td>${head}</tr></thead><tbody>${body}</tbody></table>`,
    height: (rows.length + 1) * (type.body.line + cell),
  };
  return stack([heading(labels.invoice.changeOrders), table]);
};

export const taxTable = (printed: PrintedInvoice, summary: InvoiceSummary, words: Words, width: number): Box => {
  const { labels, language, currency } = words;
  const { company, invoice } = printed;
  const known = new Map(company.taxNumbers.map(({ code, registration }) => [code, registration]));
  const payment: Line = {
    number: '',
    label: labels.invoice.lines.line8,
    figure: formatMoney(summary.line8, language, currency),
    weight: '',
  };
  const taxes = invoice.taxes.map((tax, i): Line => {
    const name = labels.invoice.taxNames[tax.code] ?? tax.code;
    const registration = tax.registration || known.get(tax.code);
    return {
      number: '',
      label: `${name} (${formatRate(tax.rate, language)})${registration ? ` ${registration}` : ''}`,
      figure: formatMoney(summary.taxes[i]?.amount ?? '0.00', language, currency),
      weight: '',
    };
  });
  return stack([heading(labels.invoice.taxes), tableOf([payment, ...taxes], width, 0)]);
};

export const amountDue = (printed: PrintedInvoice, summary: InvoiceSummary, words: Words, width: number): Box => {
  const { labels, language, currency } = words;
  const { dueDate } = printed.invoice;
  const by = dueDate === null ? '' : labels.invoice.payBy(formatDate(dueDate));
  return {
    html: html`<div class="due-box" style="width:${width}px"><div><p class="due-label">${labels.invoice.amountDue}</p><p class="due-by">${by}</p></div><p class="due-amount">${formatMoney(summary.due, language, currency)}</p></div>`,
    height: 58,
  };
};

/** Two lines to sign on. */
export const signatures = ({ labels }: Words, width: number): Box => {
  const column = Math.floor((width - 24) / 2);
  const line = (label: string): Html =>
    html`<div class="sign" style="width:${column}px"><p>${label}</p><p>${labels.invoice.signature}</p><p>${labels.invoice.date}</p></div>`;
  return {
    html: html`<div class="row">${[line(labels.invoice.submittedBy), line(labels.invoice.approvedBy)]}</div>`,
    height: 44,
  };
};
