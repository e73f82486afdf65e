import type { Handler } from '../../../shared/api/handler.ts';
import type { Ports } from '../../../shared/domain/ports.ts';
import { findCommunication } from '../find-communication.ts';
import type { ReadsInvoices } from '../invoice-reader.ts';
import { threadReader } from '../read-thread.ts';

export const getCommunication =
  (deps: Pick<Ports, 'projects' | 'communications' | 'files'> & ReadsInvoices): Handler<'getCommunication'> =>
  async ({ member, path }) => {
    const communication = await findCommunication(deps, member, path);
    return { status: 200, body: await threadReader(deps, member).thread(communication) };
  };
