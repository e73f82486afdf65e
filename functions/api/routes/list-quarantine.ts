import type { Handler } from '../../../shared/api/handler.ts';
import type { Ports } from '../../../shared/domain/ports.ts';
import { viewHeldMail } from '../held-mail.ts';
import { paging } from '../paging.ts';

export const listQuarantine =
  (deps: Pick<Ports, 'communications' | 'files' | 'keys'>): Handler<'listQuarantine'> =>
  async (call) => {
    const { position, limit, seal } = await paging(deps, 'listQuarantine', call);
    const { projectId } = call.path;
    const { items, next } = await deps.communications.listQuarantine(projectId, call.query.state, limit, position);
    const views = await Promise.all(items.map((email) => viewHeldMail(deps, email)));
    return { status: 200, body: { items: views, nextCursor: seal(next) } };
  };
