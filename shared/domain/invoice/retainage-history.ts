import { fromCents, sumCents, toCents } from '../money.ts';
import type { Invoice, InvoiceLine, InvoiceSummary, ReleasedBefore } from './invoice.ts';
import { heldOnMaterials } from './retainage-figures.ts';

/**
 * Takes from the earlier invoices of a contract what a new one cannot know by itself: the retainage held on each line's
 * materials before, and all that was released before. It is stored with the invoice, so that a document never depends
 * on invoices that are changed afterwards.
 */

type Head = Pick<Invoice, 'previousCertificates' | 'releasedBefore'>;

/** Lines of two invoices are the same line if item and change order match. */
export const lineKey = (line: InvoiceLine): string => JSON.stringify([line.item, line.changeOrderId]);

/** Whether an invoice is the first of its contract: nothing was certified before it. */
const isFirst = ({ previousCertificates }: Head): boolean => toCents(previousCertificates) === 0;

/**
 * The lines with the retainage that the previous invoice held on their materials, where they do not give it. Several
 * lines with one key share it; it is given to the first. Without a previous invoice it is unknown, unless this is the
 * first of its contract, or says anything else about what came before.
 */
export const withMaterialsBefore = (
  head: Head,
  lines: readonly InvoiceLine[],
  previous: readonly InvoiceLine[] | null,
): InvoiceLine[] => {
  const isGiven = (line: InvoiceLine) => line.materialsRetainage.previous !== undefined;
  if (!previous && !isFirst(head) && head.releasedBefore === undefined && !lines.some(isGiven)) return [...lines];
  const held = new Map(
    [...Map.groupBy(previous ?? [], lineKey)].map(([key, same]) => [key, sumCents(same.map(heldOnMaterials))]),
  );
  for (const line of lines) if (isGiven(line)) held.delete(lineKey(line));
  return lines.map((line) => {
    if (isGiven(line)) return line;
    const before = fromCents(held.get(lineKey(line)) ?? 0);
    held.delete(lineKey(line));
    return { ...line, materialsRetainage: { ...line.materialsRetainage, previous: before } };
  });
};

const present = (figures: {
  work: string | null | undefined;
  materials: string | null | undefined;
}): ReleasedBefore => ({
  ...(figures.work != null && { work: figures.work }),
  ...(figures.materials != null && { materials: figures.materials }),
});

/** The retainage released up to and including an invoice with these figures, for the next one. */
export const releasedToDate = (figures: InvoiceSummary['retainage']): ReleasedBefore =>
  present({ work: figures?.work.releasedToDate, materials: figures?.materials.releasedToDate });

/**
 * The retainage to store as released before: that of the earlier invoices, else the import's figure, else zero for the
 * first invoice of a contract. `earlier` is null if none is stored.
 */
export const releasedBefore = (head: Head, earlier: ReleasedBefore | null): ReleasedBefore | undefined => {
  const start = earlier === null && isFirst(head) ? { work: '0.00', materials: '0.00' } : {};
  const known = { ...start, ...head.releasedBefore, ...earlier };
  return Object.keys(known).length === 0 ? undefined : known;
};
