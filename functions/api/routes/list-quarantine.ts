import type { Call, Handler } from '../../../shared/api/handler.ts';
import { ServiceError } from '../../../shared/domain/errors.ts';
import type { Ports } from '../../../shared/domain/ports.ts';
import type { HeldEmail } from '../../../shared/domain/quarantine.ts';
import type { Page } from '../../../shared/domain/store-ports.ts';
import { viewHeldMails } from '../held-mail.ts';
import { paging } from '../paging.ts';

const groupMissing = (): ServiceError =>
  new ServiceError('bad_request', 'validation-failed', 'The request does not fit; see errors.', [
    { pointer: '/hour', detail: 'is needed with state=beyond, and communicationId too' },
  ]);

const read = async (
  { communications }: Pick<Ports, 'communications'>,
  { path: { projectId }, query: { state, communicationId, hour } }: Call<'listQuarantine'>,
  limit: number,
  position: string | null,
): Promise<Page<HeldEmail>> => {
  if (state !== 'beyond') return communications.listQuarantine(projectId, state, limit, position);
  if (communicationId === undefined || hour === undefined) throw groupMissing();
  return communications.listBeyond({ projectId, communicationId, hour }, limit, position);
};

export const listQuarantine =
  (deps: Pick<Ports, 'communications' | 'keys'>): Handler<'listQuarantine'> =>
  async (call) => {
    const { position, limit, seal } = await paging(deps, 'listQuarantine', call);
    const { items, next } = await read(deps, call, limit, position);
    return { status: 200, body: { items: await viewHeldMails(deps, items), nextCursor: seal(next) } };
  };
