import { z } from 'zod';
import { ContactId, EmailId } from '../ids.ts';

/** The facts that a notice of a delivery failure reports. The rules are in notice.ts. */

/** `reported`: a late notice reports it, unauthenticated. The other values are states of the delivery. */
export const Failure = z.enum(['bounced', 'rejected', 'complained', 'failed', 'unconfirmed', 'reported']);
export type Failure = z.infer<typeof Failure>;

/** The content of a notice, fixed when it is created; the words are chosen per recipient, in that person's language. */
export const NoticeFacts = z.object({
  emailId: EmailId,
  recipientId: ContactId,
  attempt: z.number().int().min(1),
  trouble: Failure,
  detail: z.string().nullable(),
  name: z.string(),
  address: z.string(),
  /** How many more recipients are affected by the same failure, whose cause is the email itself. */
  others: z.number().int().min(1).optional(),
  invoiceNumber: z.string(),
});
export type NoticeFacts = z.infer<typeof NoticeFacts>;
