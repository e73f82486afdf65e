import type { Invoice, InvoiceInput, ReleasedBefore } from '../../../shared/domain/invoice/invoice.ts';
import { computeSummary } from '../../../shared/domain/invoice/invoice-arithmetic.ts';
import {
  releasedBefore,
  releasedToDate,
  withMaterialsBefore,
} from '../../../shared/domain/invoice/retainage-history.ts';
import type { Contract } from '../../../shared/domain/project/project.ts';
import type { Ports } from '../../../shared/ports/ports.ts';
import type { ReadsInvoices } from './load-invoice.ts';

/** Finds the earlier stored invoices of a contract, which a new one continues. */

type Deps = Pick<Ports, 'projects'> & ReadsInvoices;

/**
 * Adds up the retainage that these invoices released, the last one included. An invoice stored by today's program holds
 * its own sum, so the lines are read only of older ones that were stored after it.
 */
const releasedBy = async (
  deps: Deps,
  contract: Contract,
  invoices: readonly Invoice[],
): Promise<ReleasedBefore | null> => {
  const last = invoices.at(-1);
  if (!last) return null;
  if (last.summary.retainage) return releasedToDate(last.summary.retainage);
  const earlier = invoices.slice(0, -1);
  // The earlier ones come first, so that no more than two invoices' lines are in memory at a time.
  const released = await releasedBy(deps, contract, earlier);
  const before = earlier.at(-1);
  const previous = before ? await deps.invoices.lines(before) : null;
  const own = await deps.invoices.lines(last);
  const head = { ...last, releasedBefore: releasedBefore(last, released) };
  const { retainage } = computeSummary(contract, head, withMaterialsBefore(head, own, previous));
  return releasedToDate(retainage);
};

/** The stored invoices of the same contract whose period ended before this one's, and the lines of the last of them. */
export const findEarlier = async (
  deps: Deps,
  contract: Contract,
  { projectId, invoiceId }: { projectId: string; invoiceId: string },
  body: InvoiceInput,
) => {
  const earlier = (await deps.projects.listInvoices(projectId))
    .filter((i) => i.contractId === body.contractId && i.id !== invoiceId)
    .filter((i) => i.billingPeriod.end < body.billingPeriod.end)
    .toSorted((a, b) => (a.billingPeriod.end < b.billingPeriod.end ? -1 : 1));
  const last = earlier.at(-1);
  return {
    earlier,
    released: await releasedBy(deps, contract, earlier),
    previous: last ? { invoice: last, lines: await deps.invoices.lines(last) } : null,
  };
};
