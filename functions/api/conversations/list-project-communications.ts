import type { Handler } from '../../../shared/api/handler.ts';
import type { Ports } from '../../../shared/ports/ports.ts';
import type { ReadsInvoices } from '../invoices/load-invoice.ts';
import { paging } from '../paging.ts';
import { listCommunications } from './list-communications.ts';
import { threadReader } from './read-thread.ts';

export const listProjectCommunications =
  (
    deps: Pick<Ports, 'clock' | 'projects' | 'communications' | 'files' | 'keys'> & ReadsInvoices,
  ): Handler<'listProjectCommunications'> =>
  async (call) => {
    const page = await paging(deps, 'listProjectCommunications', call);
    const viewed = { viewer: call.member, reader: threadReader(deps, call.member), page, wanted: call.query };
    const where = { projectId: call.path.projectId, invoiceId: null };
    return { status: 200, body: await listCommunications(deps, where, viewed) };
  };
