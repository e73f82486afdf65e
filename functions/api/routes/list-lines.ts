import type { Handler } from '../../../shared/api/handler.ts';
import { computeInvoice } from '../../../shared/domain/invoice-arithmetic.ts';
import type { Ports } from '../../../shared/domain/ports.ts';
import { loadInvoice } from '../load-invoice.ts';
import { pageAfter, paging } from '../paging.ts';

/** Lines have no ids: the place is the index, bound to the lines' hash, so that a changed invoice starts again. */
export const listLines =
  (deps: Pick<Ports, 'projects' | 'files' | 'keys'>): Handler<'listLines'> =>
  async (call) => {
    const { contract, invoice, lines } = await loadInvoice(deps, call.path);
    const bound = { ...call, path: { ...call.path, lines: invoice.linesSha256 } };
    const page = await paging(deps, 'listLines', bound);
    const computed = computeInvoice(contract, invoice, lines).lines.map((line, index) => ({ line, index }));
    const { items, nextCursor } = pageAfter(page, computed, ({ index }) => String(index).padStart(6, '0'));
    return { status: 200, body: { items: items.map(({ line }) => line), nextCursor } };
  };
