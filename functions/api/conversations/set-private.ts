import type { Handler } from '../../../shared/api/handler.ts';
import { isAdmin } from '../../../shared/domain/conversation/permissions.ts';
import { forbidden, notFound } from '../../../shared/domain/errors.ts';
import type { Ports } from '../../../shared/ports/ports.ts';
import type { ReadsInvoices } from '../invoices/load-invoice.ts';
import { findCommunication } from './find-communication.ts';
import { threadReader } from './read-thread.ts';

/** 404 before 403: a caller who may not see the conversation does not learn that it exists. */
export const setPrivate =
  (deps: Pick<Ports, 'projects' | 'communications' | 'files'> & ReadsInvoices): Handler<'setPrivate'> =>
  async ({ member, path, body }) => {
    const { id } = await findCommunication(deps, member, path);
    if (!isAdmin(member)) throw forbidden();
    const changed = await deps.communications.setPrivate(id, body.private);
    if (!changed) throw notFound();
    return { status: 200, body: await threadReader(deps, member).summary(changed) };
  };
