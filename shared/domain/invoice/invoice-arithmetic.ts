import { type Cents, divideHalfUp, fromCents, sumCents, timesRate, toCents } from '../money.ts';
import type { ChangeOrder, Contract } from '../project/project.ts';
import type { ComputedLine, Invoice, InvoiceLine, InvoiceSummary } from './invoice.ts';
import { heldOnMaterials, heldOnWork, retainageFigures } from './retainage-figures.ts';

/**
 * Computes an invoice's sums by docs/document.md#arithmetic, in whole cents, rounded half-up. Comments use the letters
 * and line numbers of that page.
 */

type Terms = Pick<Contract, 'originalSum' | 'changeOrders'>;
type Period = Pick<Invoice, 'billingPeriod' | 'previousCertificates' | 'taxes' | 'releasedBefore'>;

/** A line's figures in cents: C, G, H = C − G, and the retainage held on its work and on its materials. */
export type LineCents = { scheduled: Cents; total: Cents; balance: Cents; work: Cents; materials: Cents };

/** Whether a change order counts in a period: it does if it was approved by the period's last day (YYYY-MM-DD). */
export const countsIn =
  (periodEnd: string) =>
  (order: Pick<ChangeOrder, 'approvedOn'>): boolean =>
    order.approvedOn !== null && order.approvedOn <= periodEnd;

/** A line's figures in cents. Throws a RangeError if an amount is not a decimal with two places. */
export const lineCents = (line: InvoiceLine): LineCents => {
  const scheduled = toCents(line.scheduledValue);
  const stored = toCents(line.materialsStored);
  const total = toCents(line.previous) + toCents(line.thisPeriod) + stored;
  return {
    scheduled,
    total,
    balance: scheduled - total,
    work: heldOnWork(line) - toCents(line.workRetainage.released),
    materials: heldOnMaterials(line),
  };
};

/**
 * part/whole in percent, as a string with two decimals, rounded half-up; null when the whole is 0. Takes any safe
 * integers, because it computes in BigInt.
 */
export const percentOf = (part: Cents, whole: Cents): string | null => {
  if (whole === 0) return null;
  const hundredths = divideHalfUp(BigInt(part) * 10_000n, BigInt(whole));
  const digits = String(hundredths < 0n ? -hundredths : hundredths).padStart(3, '0');
  return `${hundredths < 0n ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`;
};

/** Whether more is billed than scheduled; for a deduction (C < 0), whether more is deducted than scheduled. */
const isOverbilled = ({ scheduled, total }: LineCents): boolean =>
  scheduled < 0 ? total < scheduled : total > scheduled;

/** A line with its computed columns, as decimal strings. */
export const computeLine = (line: InvoiceLine, cents = lineCents(line)): ComputedLine => ({
  ...line,
  total: fromCents(cents.total),
  percent: percentOf(cents.total, cents.scheduled),
  balance: fromCents(cents.balance),
  retainage: fromCents(cents.work + cents.materials),
  overbilled: isOverbilled(cents),
});

const summarize = (
  contract: Terms,
  invoice: Period,
  input: readonly InvoiceLine[],
  lines: LineCents[],
): InvoiceSummary => {
  const line1 = toCents(contract.originalSum);
  const approved = contract.changeOrders.filter(countsIn(invoice.billingPeriod.end));
  const line2 = sumCents(approved.map((order) => toCents(order.amount)));
  const line4 = sumCents(lines.map((line) => line.total));
  const line5a = sumCents(lines.map((line) => line.work));
  const line5b = sumCents(lines.map((line) => line.materials));
  const line6 = line4 - line5a - line5b;
  const line7 = toCents(invoice.previousCertificates);
  const line8 = line6 - line7;
  const taxes = invoice.taxes.map(({ code, rate }) => ({ code, rate, cents: timesRate(line8, rate) }));
  return {
    line1: fromCents(line1),
    line2: fromCents(line2),
    line3: fromCents(line1 + line2),
    line4: fromCents(line4),
    line5a: fromCents(line5a),
    line5b: fromCents(line5b),
    line5: fromCents(line5a + line5b),
    line6: fromCents(line6),
    line7: fromCents(line7),
    line8: fromCents(line8),
    line9: fromCents(line1 + line2 - line6),
    taxes: taxes.map(({ code, rate, cents }) => ({ code, rate, amount: fromCents(cents) })),
    due: fromCents(line8 + sumCents(taxes.map((tax) => tax.cents))),
    retainage: retainageFigures(input, { work: line5a, materials: line5b }, invoice.releasedBefore),
    percentComplete: percentOf(line4, sumCents(lines.map((line) => line.scheduled))),
  };
};

/**
 * The sums of an invoice, as decimal strings. Throws a RangeError when sums exceed safe integers; checkInvoice rejects
 * such an invoice first.
 */
export const computeSummary = (contract: Terms, invoice: Period, lines: readonly InvoiceLine[]): InvoiceSummary =>
  summarize(contract, invoice, lines, lines.map(lineCents));

/** Every derived figure of an invoice: its sums, as computeSummary, and those of each line. */
export const computeInvoice = (
  contract: Terms,
  invoice: Period,
  lines: readonly InvoiceLine[],
): { summary: InvoiceSummary; lines: ComputedLine[] } => {
  const figures = lines.map(lineCents);
  return {
    summary: summarize(contract, invoice, lines, figures),
    lines: lines.map((line, i) => computeLine(line, figures[i])),
  };
};
