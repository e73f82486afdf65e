import type { OutgoingEmail } from '../../shared/domain/conversation/email.ts';
import type { Delivery } from '../../shared/domain/delivery/delivery.ts';
import { latestAttempt } from '../../shared/domain/delivery/delivery-rules.ts';

/** Where a message's conversation is, and how SES's events find back to its delivery. */

/** The page routes behind the hash (web/src/route.ts). */
export const pageOf = ({ webUrl }: { webUrl: string }, email: OutgoingEmail): string =>
  `${webUrl}/#/projects/${email.projectId}/invoices/${email.invoiceId}/emails/${email.communicationId}`;

export const quarantinePageOf = ({ webUrl }: { webUrl: string }, email: OutgoingEmail): string =>
  `${webUrl}/#/projects/${email.projectId}/quarantine`;

/** SES tags: its events bring them back, and so find the delivery and the attempt. */
export const tagsOf = (delivery: Delivery): Record<string, string> => ({
  emailId: delivery.emailId,
  recipientId: delivery.recipientId,
  attempt: String(latestAttempt(delivery).number),
});
