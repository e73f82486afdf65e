import type { InvoiceSummary, PrintedInvoice } from '../../../domain/invoice/invoice.ts';
import { type Cents, fromCents, sumCents, toCents } from '../../../domain/money.ts';
import { formatMoney, formatRate } from '../../../domain/number-format.ts';
import { type Box, linesIn, stack, type, withoutRoom } from '../../layout/box.ts';
import { from } from '../../layout/canvas.ts';
import { html } from '../../layout/html-template.ts';
import { textWidth } from '../../layout/line-breaking.ts';
import { accent } from '../../layout/palette.ts';
import type { Words } from '../rows.ts';
import { columnHead, dataCell, type FigureRow, rowHead, tableOf } from './figures-table.ts';

/** The tables of figures on the first page. */

const headHeight = 22;
const headInset = 2;
/** Space beside a column's widest text. */
const air = 14;
/** If a label has less room than this, the page is composed again at a smaller scale. */
const leastLabel = 80;

/** A heading, whose height includes its rule. */
const heading = (text: string, width: number): Box => ({
  html: () => html`<h2 class="head">${text}</h2>`,
  height: headHeight,
  place: (at, sketch) => {
    const end = from(at, 0, headHeight);
    sketch.region(at, { role: 'H2' }, { width, bottom: end.y });
    sketch.text(from(at, 0, headInset), text, 'heading');
    sketch.line(end, width, accent, 'above');
    return end.y;
  },
});

const widest = (texts: readonly string[], name: 'strong' | 'small'): number =>
  Math.ceil(Math.max(0, ...texts.map((text) => textWidth(text, type[name]))));

const figureWidth = (figures: readonly string[]): number => widest(figures, 'strong') + air;

/** The line numbers of the summary, in order. */
export const summaryNumbers = ['1', '2', '3', '4', '5a', '5b', '5', '6', '7', '8', '9'] as const;
const weights: Partial<Record<(typeof summaryNumbers)[number], string>> = {
  3: 'sum',
  '5a': 'part',
  '5b': 'part',
  5: 'sum',
  6: 'sum',
  8: 'due',
};

/** Lines 1 to 9, with the columns number, label, calculation and amount. */
export const summaryTable = (summary: InvoiceSummary, { labels, language, currency }: Words, width: number): Box => {
  const { lines, workings } = labels.invoice;
  const rows = summaryNumbers.map((number) => ({
    number,
    label: lines[`line${number}`],
    working: workings[`line${number}`] ?? '',
    figure: formatMoney(summary[`line${number}`], language, currency),
    weight: weights[number] ?? '',
  }));
  const numbers = 30;
  const workingWidth =
    widest(
      rows.map((row) => row.working),
      'small',
    ) + air;
  const figures = figureWidth(rows.map((row) => row.figure));
  const labelWidth = width - numbers - workingWidth - figures;
  if (labelWidth < leastLabel) return withoutRoom;
  const body = rows.map((row): FigureRow => {
    const broken = linesIn(row.label, 'strong', labelWidth - 18);
    return {
      look: row.weight,
      cells: [
        dataCell(row.weight, 'no', [row.number]),
        rowHead(row.weight, broken),
        dataCell(row.weight, 'working', [row.working]),
        dataCell(row.weight, 'n', [row.figure]),
      ],
    };
  });
  const columns = [numbers, null, workingWidth, figures];
  return stack([heading(labels.invoice.summary, width), tableOf(width, columns, null, body)]);
};

const signed = (amounts: readonly Cents[]): string[] =>
  [
    sumCents(amounts.filter((cents) => cents > 0)),
    sumCents(amounts.filter((cents) => cents < 0)),
    sumCents(amounts),
  ].map(fromCents);

/** Additions and deductions approved before and in this period. `printed` holds only the change orders that count. */
export const changeOrderBlock = (printed: PrintedInvoice, words: Words, width: number): Box => {
  const { labels, language, currency } = words;
  const { start } = printed.invoice.billingPeriod;
  const isEarlier = (order: { approvedOn: string | null }) => order.approvedOn !== null && order.approvedOn < start;
  const orders = printed.contract.changeOrders;
  const rows = [
    { label: labels.invoice.approvedBefore, orders: orders.filter(isEarlier), weight: '' },
    { label: labels.invoice.approvedNow, orders: orders.filter((order) => !isEarlier(order)), weight: '' },
    { label: labels.invoice.total, orders, weight: 'sum' },
  ].map((row) => ({
    ...row,
    figures: signed(row.orders.map((order) => toCents(order.amount))).map((amount) =>
      formatMoney(amount, language, currency),
    ),
  }));
  const heads = [labels.invoice.additions, labels.invoice.deductions, labels.invoice.net];
  const figures = figureWidth([...rows.flatMap((row) => row.figures), ...heads]);
  const labelWidth = width - heads.length * figures;
  if (labelWidth < leastLabel) return withoutRoom;
  const body = rows.map(({ label, figures: amounts, weight }): FigureRow => {
    const broken = linesIn(label, 'strong', labelWidth - 8);
    return {
      look: weight,
      cells: [rowHead(weight, broken), ...amounts.map((amount) => dataCell(weight, 'n', [amount]))],
    };
  });
  const head: FigureRow = {
    look: null,
    cells: [dataCell('', '', []), ...heads.map(columnHead)],
  };
  const columns = [null, ...heads.map(() => figures)];
  return stack([heading(labels.invoice.changeOrders, width), tableOf(width, columns, head, body)]);
};

/** One row for each tax, with its rate and the contractor's registration number. */
export const taxTable = (printed: PrintedInvoice, summary: InvoiceSummary, words: Words, width: number): Box => {
  const { labels, language, currency } = words;
  const known = new Map(printed.company.taxNumbers.map(({ code, registration }) => [code, registration]));
  const taxes = printed.invoice.taxes.map((tax, i) => ({
    label: `${labels.invoice.taxNames[tax.code] ?? tax.code} (${formatRate(tax.rate, language)})`,
    registration: tax.registration || known.get(tax.code) || '',
    figure: formatMoney(summary.taxes[i]?.amount ?? '0.00', language, currency),
    weight: '',
  }));
  const payment = formatMoney(summary.line8, language, currency);
  const rows = [{ label: labels.invoice.taxed, registration: '', figure: payment, weight: '' }, ...taxes];
  const figures = figureWidth(rows.map((row) => row.figure));
  const wanted =
    widest(
      rows.map((row) => row.registration),
      'small',
    ) + air;
  const registrations = Math.min(wanted, Math.floor((width - figures) * 0.45));
  const labelWidth = width - figures - registrations;
  if (labelWidth < leastLabel) return withoutRoom;
  const body = rows.map((row): FigureRow => {
    const broken = linesIn(row.label, 'body', labelWidth - 8);
    const registered = linesIn(row.registration, 'small', registrations - 8);
    return {
      look: row.weight,
      cells: [
        rowHead(row.weight, broken),
        dataCell(row.weight, 'working', registered),
        dataCell(row.weight, 'n', [row.figure]),
      ],
    };
  });
  const columns = [null, registrations, figures];
  return stack([heading(labels.invoice.taxes, width), tableOf(width, columns, null, body)]);
};
