import { type EmailState, emailState, isSettled } from '../domain/delivery/delivery-rules.ts';
import type { Ports } from '../ports/ports.ts';

/** Closes the email once none of its deliveries is `ready` or `sending`; returns the email's state. Safe to repeat. */
export const settleEmail = async (
  { clock, communications }: Pick<Ports, 'clock' | 'communications'>,
  emailId: string,
  run: number,
): Promise<EmailState> => {
  const deliveries = await communications.listDeliveries(emailId);
  const done = deliveries.length > 0 && deliveries.every((delivery) => isSettled(delivery.latest.state));
  if (done) await communications.settleEmail(emailId, run, clock.now().toISOString());
  return emailState(deliveries);
};
