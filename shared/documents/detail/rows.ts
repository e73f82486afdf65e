import type { ComputedLine, PrintedInvoice } from '../../domain/invoice/invoice.ts';
import { percentOf } from '../../domain/invoice/invoice-arithmetic.ts';
import {
  addSums,
  eachSumColumn,
  groupLines,
  type LineGroup,
  type Sums,
  sumsOf,
} from '../../domain/invoice/line-groups.ts';
import { prevailingRates, sameRate } from '../../domain/invoice/retainage-figures.ts';
import { fromCents, toCents } from '../../domain/money.ts';
import { formatDecimal, formatMoney, formatPercent, formatRate } from '../../domain/number-format.ts';
import type { Language } from '../../domain/text.ts';
import type { Labels } from '../../words/words.ts';

/** The rows of the schedule of values as text, without widths or markup. */

export type ColumnName = keyof Labels['invoice']['columns'];

/**
 * `line`: one line of the invoice; its notes are printed under the description (quantity × unit price, amount
 * overbilled). `group`: a heading before the lines of the contract or of one change order, with text in
 * `cells.description` only. `subtotal`: after a group's lines. `total`: the last row. Both have their label in
 * `cells.description`.
 */
type RowKind = 'line' | 'group' | 'subtotal' | 'total';
export type Row = { kind: RowKind; cells: Record<ColumnName, string>; notes: string[]; overbilled: boolean };

export type Words = { language: Language; labels: Labels; currency: string };

/** "12.50000" ─▶ "12.50": a unit price keeps at least two decimals and loses further trailing zeros. */
const trimPrice = (price: string): string => {
  const [whole = '0', fraction = ''] = price.split('.');
  return `${whole}.${fraction.replace(/0+$/, '').padEnd(2, '0')}`;
};

/** Marks the percentage of an overbilled line, the note under that line, and the footnote on the first page. */
export const overbilledMark = '†';

/** The rates of retainage that most lines have; a line with another says so. */
type Rates = { work: string | null; materials: string | null };

/** Retainage that the columns do not show: what is released, and rates that are not those of the first page. */
const retainageNotes = (line: ComputedLine, rates: Rates, { language, labels, currency }: Words): string[] => {
  const words = labels.invoice.retainage;
  const { released, rate } = line.workRetainage;
  const other = (kind: string, own: string, usual: string | null) =>
    usual === null || sameRate(own, usual) ? [] : [words.rateOnLine(kind, formatRate(own, language))];
  return [
    ...other(words.work, rate, rates.work),
    ...(toCents(line.materialsStored) === 0
      ? []
      : other(words.materials, line.materialsRetainage.rate, rates.materials)),
    ...(toCents(released) === 0 ? [] : [words.releasedOnLine(formatMoney(released, language, currency))]),
  ];
};

const notesOf = (line: ComputedLine, rates: Rates, words: Words): string[] => {
  const { language, labels, currency } = words;
  const price = line.unitPrice && formatMoney(trimPrice(line.unitPrice), language, currency);
  const quantity = line.quantity && formatDecimal(line.quantity, language);
  // The balance is what remains to be billed; for an overbilled line it is negative: the excess.
  const excess = formatMoney(fromCents(Math.abs(toCents(line.balance))), language, currency);
  return [
    ...(quantity ? [labels.invoice.quantity(quantity, line.unit ?? '', price ?? '')] : []),
    ...retainageNotes(line, rates, words),
    ...(line.overbilled ? [`${overbilledMark} ${labels.invoice.overbilledBy(excess)}`] : []),
  ];
};

const lineRow = (line: ComputedLine, rates: Rates, words: Words): Row => {
  const percent = formatPercent(line.percent, words.language);
  return {
    kind: 'line',
    cells: {
      item: line.item,
      budgetCode: line.budgetCode,
      description: line.description,
      ...eachSumColumn((column) => formatMoney(line[column], words.language, words.currency)),
      percent: line.overbilled ? `${overbilledMark} ${percent}` : percent,
    },
    notes: notesOf(line, rates, words),
    overbilled: line.overbilled,
  };
};

export const noCells: Row['cells'] = {
  item: '',
  budgetCode: '',
  description: '',
  scheduledValue: '',
  previous: '',
  thisPeriod: '',
  materialsStored: '',
  total: '',
  percent: '',
  balance: '',
  retainage: '',
};

const sumRow = (kind: 'subtotal' | 'total', label: string, sums: Sums, words: Words): Row => {
  const figures = eachSumColumn((column) => formatMoney(fromCents(sums[column]), words.language, words.currency));
  const percent = formatPercent(percentOf(sums.total, sums.scheduledValue), words.language);
  return { kind, cells: { ...noCells, description: label, ...figures, percent }, notes: [], overbilled: false };
};

/** The title of a group, in its heading and in its subtotal. */
const namesOf = ({ changeOrder }: LineGroup<ComputedLine>, { labels }: Words): { heading: string; name: string } => {
  const { invoice } = labels;
  if (changeOrder === null) return { heading: invoice.contractWorks, name: invoice.contractWorks };
  const name = `${invoice.changeOrder} ${changeOrder.number}`;
  return { heading: `${name} – ${changeOrder.title}`, name };
};

/** All rows and the totals. Without change orders there is one group, which needs no heading. */
export const tableRows = (printed: PrintedInvoice, lines: readonly ComputedLine[], words: Words) => {
  const rates = prevailingRates(lines);
  const groups = groupLines(printed.contract.changeOrders, lines).map((group) => ({
    ...group,
    ...namesOf(group, words),
    sums: sumsOf(group.lines),
  }));
  const isOne = groups.length <= 1 && !lines.some((line) => line.changeOrderId);
  const rows = groups.flatMap((group): Row[] => {
    const own = group.lines.map((line) => lineRow(line, rates, words));
    if (isOne) return own;
    return [
      { kind: 'group', cells: { ...noCells, description: group.heading }, notes: [], overbilled: false },
      ...own,
      sumRow('subtotal', words.labels.invoice.subtotal(group.name), group.sums, words),
    ];
  });
  const sums = addSums(groups.map((group) => group.sums));
  return { rows, totals: sumRow('total', words.labels.invoice.totals, sums, words) };
};
