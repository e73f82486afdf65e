import type { RenderRequest } from '../../../shared/domain/conversation/flow.ts';
import { ServiceError } from '../../../shared/domain/errors.ts';
import { documentKey, documentProgressKey } from '../../../shared/domain/files/file-keys.ts';
import { type RenderFailure, RenderProgress, standingOf } from '../../../shared/domain/invoice/render-progress.ts';
import type { Ports } from '../../../shared/ports/ports.ts';

/** The state of a preview's PDF: ready, under way, or failed. */

type Deps = Pick<Ports, 'files' | 'renderStarter' | 'clock' | 'timer'>;

type Rendered = { sha256: string; pages: number; bytes: number };
type Rendering = Extract<RenderProgress, { state: 'rendering' }>;
export type Preview = { state: 'ready'; document: Rendered } | Rendering;

/** An ordinary invoice renders in less than a second, so its preview is in the first response. */
const holdMs = 2_500;
const lookEveryMs = 60;

const failures: Record<RenderFailure, ServiceError> = {
  'render-limit': new ServiceError('invalid', 'render-limit', (say) => say.sending.document.tooLarge),
  'render-failed': new ServiceError('unavailable', 'render-failed', (say) => say.sending.document.failed),
};

const readDocument = async ({ files }: Deps, key: string): Promise<Rendered | null> => {
  const info = await files.head(key);
  const sha256 = info?.metadata.sha256;
  return info && sha256 ? { sha256, pages: Number(info.metadata.pages ?? 0), bytes: info.bytes } : null;
};

const readProgress = async ({ files, clock }: Deps, key: string) => {
  const bytes = await files.get(documentProgressKey(key));
  const progress = bytes ? RenderProgress.safeParse(JSON.parse(Buffer.from(bytes).toString('utf8'))).data : null;
  return standingOf(progress ?? null, clock.now());
};

/** The state of the document; null means that it must be rendered. A finished document outweighs an earlier failure. */
const look = async (deps: Deps, key: string): Promise<Preview | null> => {
  const [document, progress] = await Promise.all([readDocument(deps, key), readProgress(deps, key)]);
  if (document) return { state: 'ready', document };
  if (progress.state === 'failed') throw failures[progress.code];
  return progress.state === 'absent' ? null : progress;
};

/**
 * Reports progress before the render starts, so that the next request does not start another and no later report is
 * overwritten.
 */
const start = async (deps: Deps, key: string, request: RenderRequest): Promise<Preview> => {
  const at = deps.clock.now().toISOString();
  const report = (progress: RenderProgress) =>
    deps.files.put(documentProgressKey(key), Buffer.from(JSON.stringify(progress)), 'application/json');
  const started: Rendering = { state: 'rendering', pagesDone: null, pages: null, at };
  await report(started);
  try {
    await deps.renderStarter.startRender(request);
  } catch (error) {
    // Recovery: nothing is under way, and the next request must not wait for it.
    await report({ state: 'failed', code: 'render-failed', at });
    throw error;
  }
  return started;
};

/**
 * The document, or its progress, after a short wait in which it may still finish. Once pages are counted, the document
 * is a long one, and its progress is returned at once. Throws the failure of a recent render.
 */
export const awaitDocument = async (
  deps: Deps,
  request: RenderRequest,
  freeze: () => Promise<void>,
): Promise<Preview> => {
  const key = documentKey(request.projectId, request.version, request.template, request.language);
  const begin = async () => freeze().then(() => start(deps, key, request));
  let seen = (await look(deps, key)) ?? (await begin());
  const end = deps.clock.now().getTime() + holdMs;
  while (seen.state === 'rendering' && seen.pages === null && deps.clock.now().getTime() < end) {
    await deps.timer.sleep(lookEveryMs);
    seen = (await look(deps, key)) ?? seen;
  }
  return seen;
};
