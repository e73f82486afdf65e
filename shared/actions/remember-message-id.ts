import type { Delivery } from '../domain/delivery/delivery.ts';
import { messageIdOf } from '../domain/delivery/ses-outcome.ts';
import type { Ports } from '../ports/ports.ts';

/**
 * Stores which thread the id belongs to that SES gave a mail, because replies name that id. A reply to a notice belongs
 * to no thread, so a notice's ids are not stored. Safe to repeat.
 */
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
