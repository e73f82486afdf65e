import { z } from 'zod';
import { Instant } from '../text.ts';

/** What render-detail says about a document that is not there yet: an object beside the PDF, written over and over. */

export const RenderFailure = z.enum(['render-limit', 'render-failed']);
export type RenderFailure = z.infer<typeof RenderFailure>;

export const RenderProgress = z.discriminatedUnion('state', [
  z.object({
    state: z.literal('rendering'),
    pagesDone: z.number().int().nullable(),
    pages: z.number().int().nullable(),
    at: Instant,
  }),
  z.object({ state: z.literal('failed'), code: RenderFailure, at: Instant }),
]);
export type RenderProgress = z.infer<typeof RenderProgress>;

/** Not more often than this: two objects a second. Milliseconds. */
export const progressEveryMs = 500;

/** A render is killed after 60 s with all it holds, and then nobody says so. A silence of this length does. */
const deadAfterMs = 75_000;
/** Who waits asks every second, and has been told by then. Who asks only now gets a new attempt. */
const forgottenAfterMs = 90_000;
/** A limit is met again by every attempt, until another program comes; anything else may have been bad luck. */
const failureCountsForMs: Record<RenderFailure, number> = { 'render-limit': 600_000, 'render-failed': 10_000 };

type Standing = RenderProgress | { state: 'absent' };

/** What the object is worth now: `absent` calls for a new attempt. */
export const standingOf = (progress: RenderProgress | null, now: Date): Standing => {
  if (!progress) return { state: 'absent' };
  const age = now.getTime() - Date.parse(progress.at);
  if (progress.state === 'failed') return age < failureCountsForMs[progress.code] ? progress : { state: 'absent' };
  if (age >= forgottenAfterMs) return { state: 'absent' };
  return age < deadAfterMs ? progress : { state: 'failed', code: 'render-failed', at: progress.at };
};
