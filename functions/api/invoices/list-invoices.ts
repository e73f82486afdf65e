import type { Handler } from '../../../shared/api/handler.ts';
import { invoiceHeader } from '../../../shared/api/views/invoice-view.ts';
import { notFound } from '../../../shared/domain/errors.ts';
import type { Invoice } from '../../../shared/domain/invoice/invoice.ts';
import type { Ports } from '../../../shared/ports/ports.ts';
import { pageAfter, paging } from '../paging.ts';

/** Inverts the dates, so that the sort key grows from the newest billing period to the oldest. */
const sortKeyOf = ({ billingPeriod, id }: Invoice): string =>
  `${billingPeriod.end.replaceAll(/\d/g, (digit) => String(9 - Number(digit)))} ${id}`;

export const listInvoices =
  (deps: Pick<Ports, 'projects' | 'keys'>): Handler<'listInvoices'> =>
  async (call) => {
    const page = await paging(deps, 'listInvoices', call);
    const { projectId } = call.path;
    const [project, contracts, invoices] = await Promise.all([
      deps.projects.getProject(projectId),
      deps.projects.listContracts(projectId),
      deps.projects.listInvoices(projectId),
    ]);
    if (!project) throw notFound();
    const sorted = invoices.toSorted((a, b) => (sortKeyOf(a) < sortKeyOf(b) ? -1 : 1));
    const { items, nextCursor } = pageAfter(page, sorted, sortKeyOf);
    const contractOf = (id: string) => contracts.find((contract) => contract.id === id) ?? null;
    return {
      status: 200,
      body: {
        items: items.map((i) => invoiceHeader(call.member, project, contractOf(i.contractId), i)),
        nextCursor,
      },
    };
  };
