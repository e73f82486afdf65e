import type { Handler } from '../../../shared/api/handler.ts';
import { namesTag, revisionTag } from '../../../shared/domain/conversation/revision.ts';
import type { Ports } from '../../../shared/ports/ports.ts';
import type { ReadsInvoices } from '../invoices/load-invoice.ts';
import { paging } from '../paging.ts';
import { findRevised } from './find-communication.ts';
import { threadReader } from './read-thread.ts';

type Deps = Pick<Ports, 'projects' | 'communications' | 'files' | 'keys' | 'clock'> & ReadsInvoices;

/** The tag is computed before the emails are read: a change in between is shown now or by the next request. */
export const getCommunication =
  (deps: Deps): Handler<'getCommunication'> =>
  async (call) => {
    const { communication, counters } = await findRevised(deps, call.member, call.path);
    const etag = revisionTag(call.member, communication, { counters, page: call.query, now: deps.clock.now() });
    const headers = { etag };
    if (namesTag(call.ifNoneMatch, etag)) return { status: 304, body: null, headers };
    const page = await paging(deps, 'getCommunication', call);
    return { status: 200, body: await threadReader(deps, call.member).thread(communication, page), headers };
  };
