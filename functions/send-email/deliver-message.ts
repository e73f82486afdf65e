import { moveDelivery } from '../../shared/actions/move-delivery.ts';
import type { OutgoingEmail } from '../../shared/domain/conversation/email.ts';
import type { SendEmailInput, SendSlot } from '../../shared/domain/conversation/flow.ts';
import type { Delivery } from '../../shared/domain/delivery/delivery.ts';
import { claimBeforeSlotMs } from '../../shared/domain/limits.ts';
import type { Ports } from '../../shared/ports/ports.ts';
import { type AssembleDeps, assembleMessage } from './assemble-message.ts';
import { asWait, isFar, isMissed, sleepUntil, slotBeforeAssembly, takeSendSlot } from './await-slot.ts';
import { findCancelReason } from './find-cancel-reason.ts';
import { type MailDeps, mailOnce } from './mail-once.ts';

export type DeliverDeps = AssembleDeps & MailDeps & Pick<Ports, 'projects' | 'account' | 'sendSlots'>;
/** The resulting delivery, or the send slot that is too far away. */
type Step = Delivery | SendSlot;

/** `again`: the message had an earlier slot, so this one counts as missed only much later. */
type Taken = { slot: Date; again: boolean };
type Reached = { cancelReason: Awaited<ReturnType<typeof findCancelReason>>; slot: Date };

/**
 * Runs the pre-send check right before the slot. If the check took so long that the slot was missed, takes another one,
 * which may be far away.
 */
const reachSlot = async (deps: DeliverDeps, email: OutgoingEmail, ready: Delivery, first: Taken): Promise<Reached> => {
  const { slot, again } = first;
  await sleepUntil(deps, slot.getTime() - claimBeforeSlotMs);
  const cancelReason = await findCancelReason(deps, email, ready);
  if (cancelReason || !isMissed(deps, slot, again)) return { cancelReason, slot };
  const next = await takeSendSlot(deps);
  return isFar(deps, next) ? { cancelReason, slot: next } : reachSlot(deps, email, ready, { slot: next, again: true });
};

/** A message that must not be sent any more is cancelled, even if it could not have been assembled. */
const failOrCancel = async (
  deps: DeliverDeps,
  email: OutgoingEmail,
  ready: Delivery,
  detail: string,
): Promise<Step> => {
  const cancelReason = await findCancelReason(deps, email, ready);
  return cancelReason
    ? moveDelivery(deps, ready, 'cancelled', { detail: cancelReason })
    : moveDelivery(deps, ready, 'failed', { detail });
};

/**
 * Assembles the message before its slot is near, runs the pre-send check before the claim, and makes the POST at the
 * slot's instant. A slot that is still far away is returned: the flow waits for it and then calls again.
 */
export const deliverMessage = async (
  deps: DeliverDeps,
  email: OutgoingEmail,
  ready: Delivery,
  { run, last }: SendEmailInput,
): Promise<Step> => {
  const early = await slotBeforeAssembly(deps, ready, last?.turn);
  const again = last?.turn !== undefined;
  if (early && isFar(deps, early)) return asWait(early, again);
  const assembled = await assembleMessage(deps, email, ready);
  if ('impossible' in assembled) return failOrCancel(deps, email, ready, assembled.impossible);
  const taken = early ?? (await takeSendSlot(deps));
  if (isFar(deps, taken)) return asWait(taken, again);
  const { cancelReason, slot } = await reachSlot(deps, email, ready, {
    slot: taken,
    again: last?.turn?.again ?? false,
  });
  if (cancelReason) return moveDelivery(deps, ready, 'cancelled', { detail: cancelReason });
  if (isFar(deps, slot)) return asWait(slot, true);
  return mailOnce(deps, ready, { run, slot, message: assembled.message });
};
