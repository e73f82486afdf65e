import type { Strings } from '../../../../shared/words/en/page.ts';
import { ApiError } from '../../api/api-error.ts';
import type { PreviewRendering } from '../../api/shapes.ts';

/** The progress of a render in words: in pages where the service counts them, otherwise in percent. */
export const sayRendering = (words: Strings['composer'], rendering: PreviewRendering | null): string => {
  if (rendering === null) return words.preparing;
  const { pagesDone, pages, progress } = rendering;
  if (pagesDone !== null && pages !== null) return words.preparingPages(pagesDone, pages);
  const percent = Math.round(progress * 100);
  return percent > 0 ? words.preparingPercent(percent) : words.preparing;
};

/** Says why there is no PDF, if the service has said so; null for every other error. */
export const sayRenderFailure = (words: Strings['composer'], error: unknown): string | null => {
  if (!(error instanceof ApiError)) return null;
  if (error.code === 'render-limit') return words.renderLimit;
  return error.code === 'render-failed' ? words.renderFailed : null;
};
