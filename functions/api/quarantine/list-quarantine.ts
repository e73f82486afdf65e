import type { Call, Handler } from '../../../shared/api/handler.ts';
import type { QuarantinedEmail } from '../../../shared/domain/conversation/quarantine.ts';
import { invalidRequest, type ServiceError } from '../../../shared/domain/errors.ts';
import type { Ports } from '../../../shared/ports/ports.ts';
import type { Page } from '../../../shared/ports/store-ports.ts';
import { fitting, paging } from '../paging.ts';
import { viewQuarantinedMails } from './decide-quarantined-mail.ts';

type Views = Awaited<ReturnType<typeof viewQuarantinedMails>>;

const groupMissing = (): ServiceError =>
  invalidRequest([{ pointer: '/hour', detail: (say) => say.sending.quarantine.hourMissing }], 'bad_request');

const read = async (
  { communications }: Pick<Ports, 'communications'>,
  { path: { projectId }, query: { state, communicationId, hour } }: Call<'listQuarantine'>,
  limit: number,
  position: string | null,
): Promise<Page<QuarantinedEmail>> => {
  if (state !== 'beyond') return communications.listQuarantine(projectId, state, limit, position);
  if (communicationId === undefined || hour === undefined) throw groupMissing();
  return communications.listBeyond({ projectId, communicationId, hour }, limit, position);
};

export const listQuarantine =
  (deps: Pick<Ports, 'communications' | 'keys'>): Handler<'listQuarantine'> =>
  async (call) => {
    const { position, limit, seal } = await paging(deps, 'listQuarantine', call);
    /** Reads again with a smaller limit if the views do not fit: only the store knows where a shorter page ends. */
    const fitted = async (most: number): Promise<Page<Views[number]>> => {
      const { items, next } = await read(deps, call, most, position);
      const views = await viewQuarantinedMails(deps, items);
      return fitting(views) === views.length ? { items: views, next } : fitted(fitting(views));
    };
    const { items, next } = await fitted(limit);
    return { status: 200, body: { items, nextCursor: seal(next) } };
  };
