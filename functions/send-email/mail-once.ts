import { rereadDelivery } from '../../shared/actions/move-delivery.ts';
import { rememberMessageId } from '../../shared/actions/remember-message-id.ts';
import type { Delivery } from '../../shared/domain/delivery/delivery.ts';
import type { MailOutcome } from '../../shared/domain/delivery/mail-outcome.ts';
import { claimMaxAgeMs } from '../../shared/domain/limits.ts';
import type { OutgoingMessage } from '../../shared/ports/mail-ports.ts';
import type { Ports } from '../../shared/ports/ports.ts';
import { sleepUntil } from './await-slot.ts';
import { claimDelivery, throttled, writeOutcome } from './claim-delivery.ts';

export type MailDeps = Pick<Ports, 'clock' | 'timer' | 'ids' | 'communications' | 'mailer'> & { region: string };

type Mail = { run: number; slot: Date; message: OutgoingMessage };

/** The only POST to SES. An old claim gets none, since reconcile may already have given it up. */
const post = async ({ clock, mailer }: MailDeps, claimed: Delivery, message: OutgoingMessage): Promise<MailOutcome> => {
  const age = clock.now().getTime() - Date.parse(claimed.latest.at);
  return age > claimMaxAgeMs ? { kind: 'throttled' } : mailer.send(message);
};

/**
 * Claims the delivery, posts once at its send slot and writes the outcome. The claim is a conditional write from
 * `ready` to `sending`, which only one process can make. Returns the resulting delivery.
 */
export const mailOnce = async (deps: MailDeps, ready: Delivery, { run, slot, message }: Mail): Promise<Delivery> => {
  const claimed = await claimDelivery(deps, ready, run);
  if (claimed === null) return rereadDelivery(deps, ready);
  // The claim raises no revision, so viewers see only the outcome: another call between claim and POST would be one
  // more place to crash with the outcome unknown.
  await sleepUntil(deps, slot.getTime());
  const outcome = await post(deps, claimed, message);
  const settled = await writeOutcome(deps, claimed, outcome);
  if (outcome.kind === 'throttled') throw throttled();
  if (outcome.kind === 'accepted') await rememberMessageId(deps, settled, outcome.sesMessageId);
  return settled;
};
