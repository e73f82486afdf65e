import { type Cents, fromCents, sumCents, timesRate, toCents } from '../money.ts';
import type { InvoiceLine, InvoiceSummary, ReleasedBefore, RetainageFigures } from './invoice.ts';

/** How retainage came from the previous invoice to this one, for work and for stored materials. */

/** In cents; null is what nobody knows. */
type Movement = { before: Cents; retained: Cents; released: Cents };

/** Retainage held on a line's stored materials: RM = round(F × rm). */
export const heldOnMaterials = (line: InvoiceLine): Cents =>
  timesRate(toCents(line.materialsStored), line.materialsRetainage.rate);

const workMovement = ({ thisPeriod, workRetainage }: InvoiceLine): Movement => ({
  before: toCents(workRetainage.previous),
  retained: timesRate(toCents(thisPeriod), workRetainage.rate),
  released: toCents(workRetainage.released),
});

/** Retainage held on a line's work before any of it is released: RW(n−1) + round(E·rw). */
export const heldOnWork = (line: InvoiceLine): Cents => {
  const { before, retained } = workMovement(line);
  return before + retained;
};

/**
 * Materials have no release of their own: as stored materials move into work, less is held on them. On one line this is
 * either more than before (retained) or less (released); a credit mirrors that.
 */
const materialsMovement = (line: InvoiceLine): Movement | null => {
  if (line.materialsRetainage.previous === undefined) return null;
  const before = toCents(line.materialsRetainage.previous);
  const held = heldOnMaterials(line);
  return Math.abs(held) < Math.abs(before)
    ? { before, retained: 0, released: before - held }
    : { before, retained: held - before, released: 0 };
};

/** "0.10" and "0.1" are the same rate. */
export const sameRate = (a: string, b: string): boolean =>
  a === b || timesRate(1_000_000, a) === timesRate(1_000_000, b);

/** The rate that most lines have; of several, the first. Null without lines. */
const prevailing = (rates: readonly string[]): string | null => {
  const counts = new Map<string, number>();
  for (const rate of rates) counts.set(rate, (counts.get(rate) ?? 0) + 1);
  const spellings = [...Map.groupBy(counts, ([rate]) => timesRate(1_000_000, rate)).values()];
  const sized = spellings.map((same) => ({ rate: same[0]?.[0] ?? null, count: sumCents(same.map(([, n]) => n)) }));
  return sized.toSorted((a, b) => b.count - a.count)[0]?.rate ?? null;
};

/** The rates for work and for materials that most lines have. */
export const prevailingRates = (lines: readonly InvoiceLine[]) => ({
  work: prevailing(lines.map((line) => line.workRetainage.rate)),
  materials: prevailing(lines.map((line) => line.materialsRetainage.rate)),
});

const figuresOf = (
  movements: readonly (Movement | null)[],
  { rate, held, earlier }: { rate: string | null; held: Cents; earlier: string | undefined },
): RetainageFigures => {
  const known = movements.filter((one) => one !== null);
  if (known.length < movements.length)
    return { rate, before: null, retained: null, released: null, held: fromCents(held), releasedToDate: null };
  const released = sumCents(known.map((one) => one.released));
  return {
    rate,
    before: fromCents(sumCents(known.map((one) => one.before))),
    retained: fromCents(sumCents(known.map((one) => one.retained))),
    released: fromCents(released),
    held: fromCents(held),
    releasedToDate: earlier === undefined ? null : fromCents(toCents(earlier) + released),
  };
};

/** `held` are lines 5a and 5b. */
export const retainageFigures = (
  lines: readonly InvoiceLine[],
  held: { work: Cents; materials: Cents },
  earlier: ReleasedBefore = {},
): NonNullable<InvoiceSummary['retainage']> => {
  const rates = prevailingRates(lines);
  return {
    work: figuresOf(lines.map(workMovement), { rate: rates.work, held: held.work, earlier: earlier.work }),
    materials: figuresOf(lines.map(materialsMovement), {
      rate: rates.materials,
      held: held.materials,
      earlier: earlier.materials,
    }),
  };
};
