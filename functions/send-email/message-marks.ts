import type { OutgoingEmail } from '../../shared/domain/conversation/email.ts';
import type { Delivery } from '../../shared/domain/delivery/delivery.ts';

/** Marks in a message: the links to its page for the recipient, and the tags that lead SES's events to its delivery. */

/** The page's routes are in the URL's hash (web/src/route.ts). */
export const pageOf = ({ webUrl }: { webUrl: string }, email: OutgoingEmail): string =>
  `${webUrl}/#/projects/${email.projectId}/invoices/${email.invoiceId}/emails/${email.communicationId}`;

export const quarantinePageOf = ({ webUrl }: { webUrl: string }, email: OutgoingEmail): string =>
  `${webUrl}/#/projects/${email.projectId}/quarantine`;

/** SES returns these tags with its events, which identifies the delivery and the attempt. */
export const tagsOf = (delivery: Delivery): Record<string, string> => ({
  emailId: delivery.emailId,
  recipientId: delivery.recipientId,
  attempt: String(delivery.latest.number),
});
