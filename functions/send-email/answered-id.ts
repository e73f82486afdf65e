import type { OutgoingEmail } from '../../shared/domain/conversation/email.ts';
import { attemptsOf, type Delivery } from '../../shared/domain/delivery/delivery.ts';
import { messageIdOf } from '../../shared/domain/delivery/ses-outcome.ts';
import { derivedId } from '../../shared/domain/ids.ts';
import { isMessageId } from '../../shared/domain/mail-address.ts';
import type { Ports } from '../../shared/ports/ports.ts';

/**
 * The Message-ID of this person's copy of an email; null if they got none. For an email that came in by mail, the copy
 * is its relay.
 */
const copyOf = async (
  { communications, region }: Pick<Ports, 'communications'> & { region: string },
  emailId: string,
  recipientId: string,
): Promise<string | null> => {
  const email = await communications.getEmail(emailId);
  const carrier = email?.direction === 'incoming' ? derivedId('eml', 'relay', emailId) : emailId;
  const delivery = await communications.getDelivery(carrier, recipientId);
  const posted = delivery && attemptsOf(delivery).findLast((attempt) => attempt.sesMessageId !== null);
  return posted?.sesMessageId ? messageIdOf(posted.sesMessageId, region) : null;
};

/**
 * In-Reply-To for this recipient: the message they have, since everyone got a copy of their own. Other people's copies
 * are never named: their number would reveal the people in Bcc. An id from an outside program is used only if it is
 * well-formed.
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
