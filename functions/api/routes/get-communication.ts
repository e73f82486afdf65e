import type { Handler } from '../../../shared/api/handler.ts';
import type { Ports } from '../../../shared/domain/ports.ts';
import { findCommunication } from '../find-communication.ts';
import type { ReadsInvoices } from '../invoice-reader.ts';
import { paging } from '../paging.ts';
import { threadReader } from '../read-thread.ts';

export const getCommunication =
  (deps: Pick<Ports, 'projects' | 'communications' | 'files' | 'keys'> & ReadsInvoices): Handler<'getCommunication'> =>
  async (call) => {
    const communication = await findCommunication(deps, call.member, call.path);
    const page = await paging(deps, 'getCommunication', call);
    return { status: 200, body: await threadReader(deps, call.member).thread(communication, page) };
  };
