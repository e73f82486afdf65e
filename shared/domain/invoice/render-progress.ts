import { z } from 'zod';
import { Instant } from '../text.ts';

/**
 * How far render-detail has come with a document that does not exist yet. It is stored as an object beside the future
 * PDF and overwritten repeatedly.
 */

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

/** The least time between two writes, in milliseconds: at most two writes a second. */
export const progressEveryMs = 500;

/** A render that takes 60 s is killed and cannot write that it failed. This long without a write means the same. */
const deadAfterMs = 75_000;
/** Clients poll every second, so by then they have seen the failure, and a later request starts a new attempt. */
const forgottenAfterMs = 90_000;
/**
 * How long a failure is reported instead of trying again. Every attempt hits the same limit until another version of
 * the program is deployed; another failure may not occur a second time.
 */
const failureCountsForMs: Record<RenderFailure, number> = { 'render-limit': 600_000, 'render-failed': 10_000 };

type Standing = RenderProgress | { state: 'absent' };

/** Interprets the stored progress at `now`. `absent` calls for a new attempt. */
export const standingOf = (progress: RenderProgress | null, now: Date): Standing => {
  if (!progress) return { state: 'absent' };
  const age = now.getTime() - Date.parse(progress.at);
  if (progress.state === 'failed') return age < failureCountsForMs[progress.code] ? progress : { state: 'absent' };
  if (age >= forgottenAfterMs) return { state: 'absent' };
  return age < deadAfterMs ? progress : { state: 'failed', code: 'render-failed', at: progress.at };
};
