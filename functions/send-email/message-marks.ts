import type { OutgoingEmail } from '../../shared/domain/conversation/email.ts';
import type { Delivery } from '../../shared/domain/delivery/delivery.ts';
import { latestAttempt } from '../../shared/domain/delivery/delivery-rules.ts';

/** Links from a message to its conversation's page, and from SES's events to its delivery. */

/** The page's routes are in the URL's hash (web/src/route.ts). */
export const pageOf = ({ webUrl }: { webUrl: string }, email: OutgoingEmail): string =>
  `${webUrl}/#/projects/${email.projectId}/invoices/${email.invoiceId}/emails/${email.communicationId}`;

export const quarantinePageOf = ({ webUrl }: { webUrl: string }, email: OutgoingEmail): string =>
  `${webUrl}/#/projects/${email.projectId}/quarantine`;

/** SES returns these tags with its events, which identifies the delivery and the attempt. */
export const tagsOf = (delivery: Delivery): Record<string, string> => ({
  emailId: delivery.emailId,
  recipientId: delivery.recipientId,
  attempt: String(latestAttempt(delivery).number),
});
