import { z } from 'zod';
import { ContactId, EmailId } from '../ids.ts';

/** What a notice is about. The rules are in notice.ts. */

/** `reported`: by a mail that nobody vouches for; the rest are states of the delivery. */
export const Failure = z.enum(['bounced', 'rejected', 'complained', 'failed', 'unconfirmed', 'reported']);
export type Failure = z.infer<typeof Failure>;

/** What a notice says, frozen: it is put into words for each receiver, in that person's language. */
export const NoticeFacts = z.object({
  emailId: EmailId,
  recipientId: ContactId,
  attempt: z.number().int().min(1),
  trouble: Failure,
  detail: z.string().nullable(),
  name: z.string(),
  address: z.string(),
  /** How many more of the email's recipients it happened to for the same reason, which is the email's own. */
  others: z.number().int().min(1).optional(),
  invoiceNumber: z.string(),
});
export type NoticeFacts = z.infer<typeof NoticeFacts>;
