import { z } from 'zod';
import { Instant } from './text.ts';

/**
 * The fields of the error for a used-up mail budget. `freeAt`: when that many mails fit again, if nobody sends in
 * between.
 */
export const Quota = z.object({
  of: z.enum(['project', 'user', 'notices']),
  window: z.enum(['hour', 'day']),
  limit: z.number().int(),
  used: z.number().int(),
  freeAt: Instant,
});
export type Quota = z.infer<typeof Quota>;

export type MailLimit = { hour: number; day: number };
/** Settings of the installation; limits.ts has the defaults and their reasons. */
export type MailLimits = { project: MailLimit; user: MailLimit; noticesPerDay: number };
