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

type SumColumn = keyof Pick<
  ComputedLine,
  'scheduledValue' | 'previous' | 'thisPeriod' | 'materialsStored' | 'total' | 'balance' | 'retainage'
>;

/** Makes one value for each column of amounts. */
export const eachSumColumn = <T>(make: (column: SumColumn) => T): Record<SumColumn, T> => ({
  scheduledValue: make('scheduledValue'),
  previous: make('previous'),
  thisPeriod: make('thisPeriod'),
  materialsStored: make('materialsStored'),
  total: make('total'),
  balance: make('balance'),
  retainage: make('retainage'),
});

export type Sums = Record<SumColumn, Cents>;

export const sumsOf = (lines: readonly ComputedLine[]): Sums =>
  eachSumColumn((column) => sumCents(lines.map((line) => toCents(line[column]))));

/** The sums of several groups together. */
export const addSums = (groups: readonly Sums[]): Sums =>
  eachSumColumn((column) => sumCents(groups.map((group) => group[column])));
