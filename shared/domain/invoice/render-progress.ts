import { z } from 'zod';
import { Instant } from '../text.ts';

/** Render-detail's report on a document that does not exist yet: an object beside the PDF, overwritten repeatedly. */

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

/** At most two writes a second. Milliseconds. */
export const progressEveryMs = 500;

/** A render that takes 60 s is killed and cannot report it, so this long without news means that it failed. */
const deadAfterMs = 75_000;
/** Pollers ask every second, so by then they have seen the failure; a later request gets a new attempt. */
const forgottenAfterMs = 90_000;
/** Every attempt hits the same limit until another version of the program is deployed; other failures may be chance. */
const failureCountsForMs: Record<RenderFailure, number> = { 'render-limit': 600_000, 'render-failed': 10_000 };

type Standing = RenderProgress | { state: 'absent' };

/** The report's present meaning: `absent` calls for a new attempt. */
export const standingOf = (progress: RenderProgress | null, now: Date): Standing => {
  if (!progress) return { state: 'absent' };
  const age = now.getTime() - Date.parse(progress.at);
  if (progress.state === 'failed') return age < failureCountsForMs[progress.code] ? progress : { state: 'absent' };
  if (age >= forgottenAfterMs) return { state: 'absent' };
  return age < deadAfterMs ? progress : { state: 'failed', code: 'render-failed', at: progress.at };
};
