import { ServiceError } from '../../shared/domain/errors.ts';
import { documentProgressKey } from '../../shared/domain/files/file-keys.ts';
import { progressEveryMs, RenderFailure, type RenderProgress } from '../../shared/domain/invoice/render-progress.ts';
import type { OnProgress, Ports } from '../../shared/ports/ports.ts';

/** Reports a document's progress to the preview, or that it failed. */

export type ProgressReport = {
  pages: OnProgress;
  /** Resolves when all writes are done: a Lambda is suspended once it returns. */
  settled(): Promise<void>;
  failed(error: unknown): Promise<void>;
};

export const progressReport = ({ files, clock }: Pick<Ports, 'files' | 'clock'>, key: string): ProgressReport => {
  let lastAt = 0;
  let idle = true;
  let writing: Promise<void> = Promise.resolve();

  /** Writes one report after another, so that an older one never overwrites a newer one. */
  const write = (progress: RenderProgress): Promise<void> => {
    const bytes = Buffer.from(JSON.stringify(progress));
    idle = false;
    writing = writing
      .then(() => files.put(documentProgressKey(key), bytes, 'application/json'))
      // No recovery is needed: the page shows an older count, and the document itself is not affected.
      .catch(() => undefined)
      .then(() => {
        idle = true;
      });
    return writing;
  };

  return {
    pages: (pagesDone, pages) => {
      const now = clock.now();
      // The last pages need no report: the PDF itself is about to be there.
      if (pagesDone >= pages || !idle || now.getTime() - lastAt < progressEveryMs) return;
      lastAt = now.getTime();
      void write({ state: 'rendering', pagesDone, pages, at: now.toISOString() });
    },
    settled: () => writing,
    failed: (error) => {
      const code = error instanceof ServiceError ? RenderFailure.safeParse(error.code).data : undefined;
      return write({ state: 'failed', code: code ?? 'render-failed', at: clock.now().toISOString() });
    },
  };
};
