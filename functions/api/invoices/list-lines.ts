import type { Handler } from '../../../shared/api/handler.ts';
import { computeLine } from '../../../shared/domain/invoice/invoice-arithmetic.ts';
import type { Ports } from '../../../shared/ports/ports.ts';
import { pageAfter, paging } from '../paging.ts';
import type { ReadsInvoices } from './load-invoice.ts';

/**
 * Lines have no ids, so a cursor holds an index. It is bound to the lines' hash: when the invoice changes, the list
 * starts again.
 */
export const listLines =
  (deps: Pick<Ports, 'keys'> & ReadsInvoices): Handler<'listLines'> =>
  async (call) => {
    const { invoice } = await deps.invoices.load(call.path);
    const bound = { ...call, path: { ...call.path, lines: invoice.linesSha256 } };
    const page = await paging(deps, 'listLines', bound);
    const placed = (await deps.invoices.lines(invoice)).map((line, index) => ({ line, index }));
    const { items, nextCursor } = pageAfter(page, placed, ({ index }) => String(index).padStart(6, '0'));
    return { status: 200, body: { items: items.map(({ line }) => computeLine(line)), nextCursor } };
  };
