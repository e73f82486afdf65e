import { z } from 'zod';
import { Instant } from './text.ts';

/**
 * A mail budget that is used up, as a caller is told of it. `of`: whose budget it is. `used`: the mails counted in
 * `window`. `freeAt`: when the refused mails will fit, if nobody sends in between.
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
/** The installation's settings, in mails; limits.ts has the defaults and their reasons. */
export type MailLimits = { project: MailLimit; user: MailLimit; noticesPerDay: number };
