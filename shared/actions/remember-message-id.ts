import type { Delivery } from '../domain/delivery/delivery.ts';
import { messageIdOf } from '../domain/delivery/ses-outcome.ts';
import type { Ports } from '../ports/ports.ts';

/** SES's own id for the mail is what the replies will name: it leads them to the thread. Not a notice's. Safe to repeat. */
export const rememberMessageId = async (
  { communications, region }: Pick<Ports, 'communications'> & { region: string },
  { communicationId, emailId, notice }: Pick<Delivery, 'communicationId' | 'emailId' | 'notice'>,
  sesMessageId: string,
): Promise<void> => {
  if (notice) return;
  const messageId = messageIdOf(sesMessageId, region);
  await communications.putMessageId(messageId, communicationId, emailId);
  await communications.addMessageId(emailId, messageId);
};
