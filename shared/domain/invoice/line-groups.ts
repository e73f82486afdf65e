import { type Cents, sumCents, toCents } from '../money.ts';
import type { ChangeOrder } from '../project/project.ts';
import type { ComputedLine } from './invoice.ts';

/** The groups of the schedule of values: the contract's own lines, then those of each change order. */

export type LineGroup<Line> = { changeOrder: ChangeOrder | null; lines: Line[] };

/** In the contract's order. Empty groups are omitted. */
export const groupLines = <Line extends { changeOrderId: string | null }>(
  changeOrders: readonly ChangeOrder[],
  lines: readonly Line[],
): LineGroup<Line>[] => {
  const byOrder = Map.groupBy(lines, (line) => line.changeOrderId);
  const known = new Set<string | null>(changeOrders.map((order) => order.id));
  // Every stored line belongs to the contract or a known change order; any other is shown here rather than lost.
  const own = lines.filter((line) => !known.has(line.changeOrderId));
  return [
    { changeOrder: null, lines: own },
    ...changeOrders.map((changeOrder) => ({ changeOrder, lines: byOrder.get(changeOrder.id) ?? [] })),
  ].filter((group) => group.lines.length > 0);
};

/** The columns that are added up. */
export const sumColumns = [
  'scheduledValue',
  'previous',
  'thisPeriod',
  'materialsStored',
  'total',
  'balance',
  'retainage',
] as const;

export type Sums = Record<(typeof sumColumns)[number], Cents>;

export const sumsOf = (lines: readonly ComputedLine[]): Sums => ({
  scheduledValue: sumCents(lines.map((line) => toCents(line.scheduledValue))),
  previous: sumCents(lines.map((line) => toCents(line.previous))),
  thisPeriod: sumCents(lines.map((line) => toCents(line.thisPeriod))),
  materialsStored: sumCents(lines.map((line) => toCents(line.materialsStored))),
  total: sumCents(lines.map((line) => toCents(line.total))),
  balance: sumCents(lines.map((line) => toCents(line.balance))),
  retainage: sumCents(lines.map((line) => toCents(line.retainage))),
});

/** The sums of several groups together. */
export const addSums = (groups: readonly Sums[]): Sums => {
  const sum = (column: keyof Sums) => sumCents(groups.map((group) => group[column]));
  return {
    scheduledValue: sum('scheduledValue'),
    previous: sum('previous'),
    thisPeriod: sum('thisPeriod'),
    materialsStored: sum('materialsStored'),
    total: sum('total'),
    balance: sum('balance'),
    retainage: sum('retainage'),
  };
};
