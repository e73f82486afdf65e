import type { RenderRequest } from '../../../shared/domain/conversation/flow.ts';
import { ServiceError } from '../../../shared/domain/errors.ts';
import { documentKey, documentProgressKey } from '../../../shared/domain/files/file-keys.ts';
import { type RenderFailure, RenderProgress, standingOf } from '../../../shared/domain/invoice/render-progress.ts';
import type { Ports } from '../../../shared/ports/ports.ts';

/** How far the PDF of a preview is: there, under way, or not to be expected. */

type Deps = Pick<Ports, 'files' | 'renderStarter' | 'clock' | 'timer'>;

type Rendered = { sha256: string; pages: number; bytes: number };
type Rendering = Extract<RenderProgress, { state: 'rendering' }>;
export type Preview = { state: 'ready'; document: Rendered } | Rendering;

/** An ordinary invoice takes less than a second, and its preview is the first answer. Milliseconds. */
const holdMs = 2_500;
const lookEveryMs = 60;

const failures: Record<RenderFailure, ServiceError> = {
  'render-limit': new ServiceError('invalid', 'render-limit', 'This invoice is too large to be made into a PDF.'),
  'render-failed': new ServiceError('unavailable', 'render-failed', 'The PDF could not be made. Ask again later.'),
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

/** Null calls for a new attempt. A document that is there outweighs every failure before it. */
const look = async (deps: Deps, key: string): Promise<Preview | null> => {
  const [document, progress] = await Promise.all([readDocument(deps, key), readProgress(deps, key)]);
  if (document) return { state: 'ready', document };
  if (progress.state === 'failed') throw failures[progress.code];
  return progress.state === 'absent' ? null : progress;
};

/** Said before it starts, so that the next question does not start another one, and nothing later is written over. */
const start = async (deps: Deps, key: string, request: RenderRequest): Promise<Preview> => {
  const at = deps.clock.now().toISOString();
  const say = (progress: RenderProgress) =>
    deps.files.put(documentProgressKey(key), Buffer.from(JSON.stringify(progress)), 'application/json');
  const started: Rendering = { state: 'rendering', pagesDone: null, pages: null, at };
  await say(started);
  try {
    await deps.renderStarter.startRender(request);
  } catch (error) {
    // Recovery: nothing is under way, and whoever asks next must not wait for it.
    await say({ state: 'failed', code: 'render-failed', at });
    throw error;
  }
  return started;
};

/**
 * The document, or how far it is: held back a moment while that may still change the answer. Once pages are counted it is
 * a long one, and the count is the better answer. Throws what a render came to that failed lately.
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
