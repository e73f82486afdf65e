import type { Delivery } from '../domain/delivery/delivery.ts';
import { messageIdOf } from '../domain/delivery/ses-outcome.ts';
import type { Ports } from '../ports/ports.ts';

/** Replies name the id that SES gave the mail: it leads them to the thread. A notice has no thread. Safe to repeat. */
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
