import type { InvoiceSummary, PrintedInvoice } from '../../../domain/invoice/invoice.ts';
import { figuresOf } from '../../../domain/invoice/invoice-checks.ts';

/**
 * The printed invoice as the bodies of three imports, so that a payer's program can read it without retyping:
 * `project`, `contract` and `invoice`, each with what is printed of it (docs/contract.md#import). The sums that are
 * printed are in `totals`. Left out are the logo, which is a picture on the page, and every id of ours or of the
 * sender's system: a line names its change order by that order's printed number.
 */

/** An order whose number an earlier order has already gets its place added, so that each line still names one order. */
const numbersById = ({ changeOrders }: PrintedInvoice['contract']): Map<string, string> => {
  const taken = new Set<string>();
  return new Map(
    changeOrders.map(({ id, number }, i) => {
      const own = taken.has(number) ? `${number} (${i + 1})` : number;
      taken.add(own);
      return [id, own];
    }),
  );
};

/** A tax whose code has a space cannot be among an import's totals. */
const totalsOf = (summary: InvoiceSummary): Record<string, string> =>
  Object.fromEntries([...figuresOf(summary)].filter(([name]) => !/\s/.test(name)));

export const invoiceJson = (printed: PrintedInvoice, summary: InvoiceSummary): string => {
  const { project, company, contract, invoice, lines, ...more } = printed;
  const { logo: _, ...namedCompany } = company;
  const numbers = numbersById(contract);
  return JSON.stringify({
    project: { ...project, company: namedCompany },
    contract: {
      ...contract,
      changeOrders: contract.changeOrders.map((order) => ({ ...order, id: numbers.get(order.id) })),
    },
    invoice: {
      ...invoice,
      totals: totalsOf(summary),
      lines: lines.map((line) => ({ ...line, changeOrderId: numbers.get(line.changeOrderId ?? '') ?? null })),
    },
    ...more,
  });
};
