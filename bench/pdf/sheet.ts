import type { PrintedInvoice } from '../../shared/domain/invoice/invoice.ts';
import { computeInvoice } from '../../shared/domain/invoice/invoice-arithmetic.ts';
import { fromCents, sumCents, toCents } from '../../shared/domain/money.ts';
import { formatDate, formatMoney, formatPercent } from '../../shared/domain/number-format.ts';
import { labels } from '../../shared/words/words.ts';
import { type Block, frontOf } from './front.ts';

/**
 * The document's content as plain texts, in the order of its columns, for programs that do not know our types. In
 * English, because not every font has the narrow no-break space that French needs.
 */

export type Sheet = {
  /** Title of the file. */
  title: string;
  /** Heading of the first page. */
  heading: string;
  front: Block[];
  /** Texts above the table on each of its pages. */
  running: [left: string, right: string];
  /** Text on every page, before the page number. */
  foot: string;
  heads: string[];
  rows: string[][];
  totals: string[];
};

/** Points, on a Letter page in landscape with half-inch margins: 720 in total. */
export const columnWidths = [36, 50, 174, 60, 60, 60, 60, 60, 40, 60, 60] as const;
/** The number of columns before the first figure. */
export const textColumns = 3;

const words = labels('en').invoice;

export const sheetOf = (printed: PrintedInvoice): Sheet => {
  const { summary, lines } = computeInvoice(printed.contract, printed.invoice, printed.lines);
  const money = (amount: string) => formatMoney(amount, 'en');
  const sum = (amounts: string[]) => money(fromCents(sumCents(amounts.map(toCents))));
  const { invoice, contract, project, company } = printed;
  const { start, end } = invoice.billingPeriod;
  const name = `${words.invoice} ${invoice.number} · ${words.contract} ${contract.number}`;
  return {
    title: words.documentTitle(invoice.number, contract.number, project.name),
    heading: `${words.invoice} ${invoice.number}`,
    front: frontOf(printed, summary),
    running: [
      `${words.scheduleOfValues} – ${company.name}`,
      `${name} · ${words.period(formatDate(start), formatDate(end))}`,
    ],
    foot: `${project.number} ${project.name} · ${name}`,
    heads: [
      words.columns.item,
      words.columns.budgetCode,
      words.columns.description,
      words.columns.scheduledValue,
      words.columns.previous,
      words.columns.thisPeriod,
      words.columns.materialsStored,
      words.columns.total,
      words.columns.percent,
      words.columns.balance,
      words.columns.retainage,
    ],
    rows: lines.map((line) => [
      line.item,
      line.budgetCode,
      line.description,
      money(line.scheduledValue),
      money(line.previous),
      money(line.thisPeriod),
      money(line.materialsStored),
      money(line.total),
      formatPercent(line.percent, 'en'),
      money(line.balance),
      money(line.retainage),
    ]),
    totals: [
      '',
      '',
      words.totals,
      sum(lines.map((line) => line.scheduledValue)),
      sum(lines.map((line) => line.previous)),
      sum(lines.map((line) => line.thisPeriod)),
      sum(lines.map((line) => line.materialsStored)),
      money(summary.line4),
      formatPercent(summary.percentComplete, 'en'),
      sum(lines.map((line) => line.balance)),
      money(summary.line5),
    ],
  };
};
