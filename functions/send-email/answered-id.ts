import type { OutgoingEmail } from '../../shared/domain/conversation/email.ts';
import type { Delivery } from '../../shared/domain/delivery/delivery.ts';
import { messageIdOf } from '../../shared/domain/delivery/ses-outcome.ts';
import { derivedId } from '../../shared/domain/ids.ts';
import { isMessageId } from '../../shared/domain/mail-address.ts';
import type { Ports } from '../../shared/ports/ports.ts';

/** SES's id of the copy that this person got of an email: of what came by mail, the relay is that copy. */
const copyOf = async (
  { communications, region }: Pick<Ports, 'communications'> & { region: string },
  emailId: string,
  recipientId: string,
): Promise<string | null> => {
  const email = await communications.getEmail(emailId);
  const carrier = email?.direction === 'incoming' ? derivedId('eml', 'relay', emailId) : emailId;
  const delivery = await communications.getDelivery(carrier, recipientId);
  const posted = delivery?.attempts.findLast((attempt) => attempt.sesMessageId !== null);
  return posted?.sesMessageId ? messageIdOf(posted.sesMessageId, region) : null;
};

/**
 * What In-Reply-To names for this receiver: the message that he or she has, since each got one of their own. Nobody else's
 * copy is named: their number would tell of the people in Bcc. What an outside program called its message goes into a header
 * only when it is an id.
 */
export const answeredId = async (
  deps: Pick<Ports, 'communications'> & { region: string },
  email: OutgoingEmail,
  { recipientId }: Delivery,
): Promise<string | null> => {
  const copy = email.answers === undefined ? null : await copyOf(deps, email.answers, recipientId);
  const answered = copy ?? email.inReplyTo;
  return answered !== null && isMessageId(answered) ? answered : null;
};
