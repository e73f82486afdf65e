import { z } from 'zod';
import { Instant } from './text.ts';

/** What a refusal for a used-up mail budget says in fields. `freeAt`: when so many mails fit again, if nobody sends in between. */
export const Quota = z.object({
  of: z.enum(['project', 'user', 'notices']),
  window: z.enum(['hour', 'day']),
  limit: z.number().int(),
  used: z.number().int(),
  freeAt: Instant,
});
export type Quota = z.infer<typeof Quota>;

export type MailLimit = { hour: number; day: number };
/** Settings of the installation; the defaults and their reasons stand in limits.ts. */
export type MailLimits = { project: MailLimit; user: MailLimit; noticesPerDay: number };
