import type { Handler } from '../../../shared/api/handler.ts';
import type { Ports } from '../../../shared/ports/ports.ts';
import { paging } from '../paging.ts';

const hourMs = 3_600_000;

/** The lines that stand for mail beyond a conversation's hourly share, with the hour as two instants. */
export const listQuarantineGroups =
  (deps: Pick<Ports, 'communications' | 'keys'>): Handler<'listQuarantineGroups'> =>
  async (call) => {
    const { position, limit, seal } = await paging(deps, 'listQuarantineGroups', call);
    const { items, next } = await deps.communications.listQuarantineGroups(call.path.projectId, limit, position);
    const views = items.map(async ({ invoiceId, communicationId, hour, count }) => {
      const from = new Date(`${hour}:00:00.000Z`);
      const communication = await deps.communications.getCommunication(communicationId);
      return {
        ...{ invoiceId, communicationId, hour, count },
        communicationSubject: communication?.subject ?? '',
        from: from.toISOString(),
        until: new Date(from.getTime() + hourMs).toISOString(),
      };
    });
    return { status: 200, body: { items: await Promise.all(views), nextCursor: seal(next) } };
  };
