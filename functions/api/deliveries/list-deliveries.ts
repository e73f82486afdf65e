import type { Call, Handler } from '../../../shared/api/handler.ts';
import { DeliveryRow } from '../../../shared/api/shapes/deliveries.ts';
import { deliveryCsv } from '../../../shared/api/views/delivery-csv.ts';
import { DeliveryState } from '../../../shared/domain/delivery/delivery.ts';
import { invalidRequest } from '../../../shared/domain/errors.ts';
import { exportKey } from '../../../shared/domain/files/file-keys.ts';
import { sha256Hex } from '../../../shared/domain/ids.ts';
import { maxPageBytes, maxReportRows } from '../../../shared/domain/limits.ts';
import type { Language } from '../../../shared/domain/text.ts';
import type { Ports } from '../../../shared/ports/ports.ts';
import { download } from '../conversations/download.ts';
import { paging } from '../paging.ts';
import { readDeliveries } from './read-deliveries.ts';

type Deps = Pick<Ports, 'projects' | 'communications' | 'files' | 'keys' | 'clock'>;
type List = Call<'listDeliveries'>;

const wantedState = ({ query: { state } }: List): DeliveryState | null => {
  const known = DeliveryState.optional().safeParse(state);
  if (known.success) return known.data ?? null;
  throw invalidRequest([{ pointer: '/state', detail: (say) => say.request.wrongDeliveryState }]);
};

/** The language the request asks for, otherwise the caller's in the directory. */
const languageOf = async (deps: Deps, { accepts, member }: List): Promise<Language> =>
  accepts.language ?? (await deps.projects.getContact(member.projectId, member.contactId))?.language ?? 'en';

const fileName = 'deliveries.csv';

/** The key is derived from the content, so the same report is the same file. */
const keepReport = async (deps: Deps, projectId: string, text: string) => {
  const bytes = Buffer.from(text);
  const sha256 = sha256Hex(bytes);
  const file = { key: exportKey(projectId, sha256), fileName, contentType: 'text/csv; charset=utf-8' };
  await deps.files.put(file.key, bytes, file.contentType);
  return download(deps, { ...file, bytes: bytes.length, sha256 });
};

/** One page of rows as JSON; or as CSV up to `maxReportRows` rows, with a link to the next file. */
export const listDeliveries =
  (deps: Deps): Handler<'listDeliveries'> =>
  async (call) => {
    const state = wantedState(call);
    const { projectId } = call.path;
    const { position: before, limit, seal } = await paging(deps, 'listDeliveries', call);
    const wanted = { projectId, state, before, limit: call.accepts.csv ? maxReportRows : limit };
    const { rows, next } = await readDeliveries(deps, call.member, wanted);
    const nextCursor = seal(next);
    if (!call.accepts.csv) return { status: 200, body: { items: rows, nextCursor } };
    const text = deliveryCsv(
      rows.map((row) => DeliveryRow.parse(row)),
      await languageOf(deps, call),
    );
    const query = new URLSearchParams({ ...(state && { state }), cursor: nextCursor ?? '' });
    const headers = nextCursor === null ? {} : { link: `<?${query}>; rel="next"` };
    if (Buffer.byteLength(text) <= maxPageBytes) return { status: 200, csv: { fileName, text }, headers };
    return { status: 201, body: await keepReport(deps, projectId, text), headers };
  };
