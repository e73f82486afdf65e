import type { Handler } from '../../../shared/api/handler.ts';
import { computeLine, percentOf } from '../../../shared/domain/invoice/invoice-arithmetic.ts';
import { addSums, eachSumColumn, groupLines, type Sums, sumsOf } from '../../../shared/domain/invoice/line-groups.ts';
import { fromCents } from '../../../shared/domain/money.ts';
import type { Ports } from '../../../shared/ports/ports.ts';
import { pageAfter, paging } from '../paging.ts';
import type { ReadsInvoices } from './load-invoice.ts';

const sumsView = (sums: Sums) => ({
  ...eachSumColumn((column) => fromCents(sums[column])),
  percent: percentOf(sums.total, sums.scheduledValue),
});

/**
 * Lines have no ids, so a cursor holds an index into the groups. It is bound to the version: when the invoice or its
 * change orders change, the list starts again.
 */
export const listLines =
  (deps: Pick<Ports, 'keys'> & ReadsInvoices): Handler<'listLines'> =>
  async (call) => {
    const { invoice, head, version } = await deps.invoices.load(call.path);
    const page = await paging(deps, 'listLines', { ...call, path: { ...call.path, version } });
    const groups = groupLines(head.contract.changeOrders, await deps.invoices.lines(invoice));
    const placed = groups.flatMap((group) => group.lines).map((line, index) => ({ line, index }));
    const { items, nextCursor } = pageAfter(page, placed, ({ index }) => String(index).padStart(6, '0'));
    const shown = { items: items.map(({ line }) => computeLine(line)), nextCursor };
    if (page.position !== null) return { status: 200, body: { ...shown, groups: null, totals: null } };
    const summed = groups.map(({ changeOrder, lines }) => ({
      changeOrderId: changeOrder?.id ?? null,
      lines: lines.length,
      sums: sumsOf(lines.map((line) => computeLine(line))),
    }));
    return {
      status: 200,
      body: {
        ...shown,
        groups: summed.map((group) => ({ ...group, sums: sumsView(group.sums) })),
        totals: sumsView(addSums(summed.map((group) => group.sums))),
      },
    };
  };
