import { z } from 'zod';
import type { Handler } from '../../../shared/api/handler.ts';
import { documentFileName } from '../../../shared/documents/detail-document.ts';
import { documentKey, documentProgressKey, documentTemplate } from '../../../shared/domain/file-keys.ts';
import type { RenderRequest } from '../../../shared/domain/flow.ts';
import { downloadUrlSeconds } from '../../../shared/domain/limits.ts';
import type { Ports } from '../../../shared/domain/ports.ts';
import { freezeInvoice } from '../freeze-invoice.ts';
import { loadInvoice } from '../load-invoice.ts';

type Deps = Pick<Ports, 'projects' | 'files' | 'renderStarter' | 'clock'>;

const Progress = z.object({ progress: z.number().min(0).max(1), startedAt: z.iso.datetime().optional() });

/** A render ends within half a minute or is killed: what started before this long ago is started anew. */
const startAgainAfterMs = 60_000;

const readProgress = async (deps: Deps, key: string): Promise<z.infer<typeof Progress> | null> => {
  const bytes = await deps.files.get(key);
  return bytes ? (Progress.safeParse(JSON.parse(Buffer.from(bytes).toString('utf8'))).data ?? null) : null;
};

/** Asked every second by the page: only the first question starts a render. Answers the share that is done. */
const startOnce = async (deps: Deps, key: string, request: RenderRequest): Promise<number> => {
  const known = await readProgress(deps, key);
  const now = deps.clock.now();
  if (known && now.getTime() - Date.parse(known.startedAt ?? now.toISOString()) < startAgainAfterMs)
    return known.progress;
  const first = Buffer.from(JSON.stringify({ progress: 0, startedAt: now.toISOString() }));
  await deps.files.put(key, first, 'application/json');
  await deps.renderStarter.startRender(request);
  return 0;
};

/** The very PDF that a send of this version attaches: same frozen invoice, same key. */
export const previewDocument =
  (deps: Deps): Handler<'previewDocument'> =>
  async ({ path, body: { language } }) => {
    const loaded = await loadInvoice(deps, path);
    const request = { projectId: path.projectId, version: loaded.version, template: documentTemplate, language };
    const key = documentKey(request.projectId, request.version, request.template, language);
    const info = await deps.files.head(key);
    const sha256 = info?.metadata.sha256;
    if (!info || !sha256) {
      await freezeInvoice(deps, loaded);
      const progress = await startOnce(deps, documentProgressKey(key), request);
      return { status: 202, body: { state: 'rendering', progress }, headers: { 'retry-after': '1' } };
    }
    const file = { fileName: documentFileName(loaded.printed, language), contentType: 'application/pdf' };
    const url = await deps.files.downloadUrl(key, file, downloadUrlSeconds);
    const pages = Number(info.metadata.pages ?? 0);
    return { status: 200, body: { state: 'ready', url, sha256, pages, bytes: info.bytes } };
  };
