import type { Handler } from '../../../shared/api/handler.ts';
import type { Ports } from '../../../shared/ports/ports.ts';
import { findInvoice, type ReadsInvoices } from '../invoices/load-invoice.ts';
import { paging } from '../paging.ts';
import { listCommunications } from './list-communications.ts';
import { threadReader } from './read-thread.ts';

export const listInvoiceCommunications =
  (
    deps: Pick<Ports, 'clock' | 'projects' | 'communications' | 'files' | 'keys'> & ReadsInvoices,
  ): Handler<'listInvoiceCommunications'> =>
  async (call) => {
    const page = await paging(deps, 'listInvoiceCommunications', call);
    const { projectId, invoiceId } = call.path;
    await findInvoice(deps, call.path);
    const viewed = { viewer: call.member, reader: threadReader(deps, call.member), page, wanted: { q: call.query.q } };
    return { status: 200, body: await listCommunications(deps, { projectId, invoiceId }, viewed) };
  };
