import type { ComputedLine, InvoiceSummary, PrintedInvoice } from '../domain/invoice.ts';
import type { Labels } from '../domain/labels/labels.ts';
import { fromCents, sumCents, toCents } from '../domain/money.ts';
import { formatDecimal, formatMoney, formatPercent } from '../domain/number-format.ts';
import type { Language } from '../domain/text.ts';

/** What stands in the continuation table, as text: one row a line, and the totals. No widths, no markup. */

export type ColumnName = keyof Labels['invoice']['columns'];

/** The notes stand under the description: the change order that the line belongs to, and quantity × unit price. */
export type Row = { cells: Record<ColumnName, string>; notes: string[]; overbilled: boolean };

export type Words = { language: Language; labels: Labels; currency: string };

/** "12.50000" ─▶ "12.50": at least two decimals of a unit price, none of them idle. */
const trimPrice = (price: string): string => {
  const [whole = '0', fraction = ''] = price.split('.');
  return `${whole}.${fraction.replace(/0+$/, '').padEnd(2, '0')}`;
};

const notesOf = (line: ComputedLine, orders: Map<string, string>, { language, labels, currency }: Words): string[] => {
  const order = line.changeOrderId === null ? undefined : orders.get(line.changeOrderId);
  const price = line.unitPrice && formatMoney(trimPrice(line.unitPrice), language, currency);
  const quantity = line.quantity && formatDecimal(line.quantity, language);
  return [
    ...(order ? [`${labels.invoice.changeOrder} ${order}`] : []),
    ...(quantity ? [labels.invoice.quantity(quantity, line.unit ?? '', price ?? '')] : []),
  ];
};

export const rowsOf = (printed: PrintedInvoice, lines: ComputedLine[], words: Words): Row[] => {
  const { language, currency } = words;
  const orders = new Map(
    printed.contract.changeOrders.map((order) => [order.id, `${order.number} – ${order.title}`] as const),
  );
  const money = (amount: string) => formatMoney(amount, language, currency);
  return lines.map((line) => ({
    cells: {
      item: line.item,
      budgetCode: line.budgetCode,
      description: line.description,
      scheduledValue: money(line.scheduledValue),
      previous: money(line.previous),
      thisPeriod: money(line.thisPeriod),
      materialsStored: money(line.materialsStored),
      total: money(line.total),
      percent: formatPercent(line.percent, language),
      balance: money(line.balance),
      retainage: money(line.retainage),
    },
    notes: notesOf(line, orders, words),
    overbilled: line.overbilled,
  }));
};

type AmountColumn =
  | 'scheduledValue'
  | 'previous'
  | 'thisPeriod'
  | 'materialsStored'
  | 'total'
  | 'balance'
  | 'retainage';

export const totalsRow = (lines: ComputedLine[], summary: InvoiceSummary, words: Words): Row => {
  const { language, labels, currency } = words;
  const sum = (column: AmountColumn) =>
    formatMoney(fromCents(sumCents(lines.map((line) => toCents(line[column])))), language, currency);
  return {
    cells: {
      item: '',
      budgetCode: '',
      description: labels.invoice.totals,
      scheduledValue: sum('scheduledValue'),
      previous: sum('previous'),
      thisPeriod: sum('thisPeriod'),
      materialsStored: sum('materialsStored'),
      total: sum('total'),
      percent: formatPercent(summary.percentComplete, language),
      balance: sum('balance'),
      retainage: sum('retainage'),
    },
    notes: [],
    overbilled: false,
  };
};
