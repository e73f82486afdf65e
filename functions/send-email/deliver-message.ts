import { moveDelivery } from '../../shared/actions/move-delivery.ts';
import type { OutgoingEmail } from '../../shared/domain/conversation/email.ts';
import type { SendEmailInput, SendSlot } from '../../shared/domain/conversation/flow.ts';
import type { Delivery } from '../../shared/domain/delivery/delivery.ts';
import { claimBeforeSlotMs } from '../../shared/domain/limits.ts';
import type { Ports } from '../../shared/ports/ports.ts';
import { type AssembleDeps, assembleMessage } from './assemble-message.ts';
import { asWait, isFar, isMissed, sleepUntil, slotBefore, takeSendSlot } from './await-slot.ts';
import { findCancelReason } from './find-cancel-reason.ts';
import { type MailDeps, mailOnce } from './mail-once.ts';

export type DeliverDeps = AssembleDeps & MailDeps & Pick<Ports, 'projects' | 'account' | 'sendSlots'>;
/** The delivery as it then stands, or the turn that is too far away. */
type Step = Delivery | SendSlot;

type Slots = { turn: Date; again: boolean };
type Reached = { refusal: Awaited<ReturnType<typeof findCancelReason>>; turn: Date };

/** The gate, right before the turn. When its answer came too late for that turn, another; which may be far away. */
const reachSlot = async (deps: DeliverDeps, email: OutgoingEmail, ready: Delivery, first: Slots): Promise<Reached> => {
  const { turn, again } = first;
  await sleepUntil(deps, turn.getTime() - claimBeforeSlotMs);
  const refusal = await findCancelReason(deps, email, ready);
  if (refusal || !isMissed(deps, turn, again)) return { refusal, turn };
  const next = await takeSendSlot(deps);
  return isFar(deps, next) ? { refusal, turn: next } : reachSlot(deps, email, ready, { turn: next, again: true });
};

const failOrCancel = async (
  deps: DeliverDeps,
  email: OutgoingEmail,
  ready: Delivery,
  detail: string,
): Promise<Step> => {
  const refusal = await findCancelReason(deps, email, ready);
  return refusal
    ? moveDelivery(deps, ready, 'cancelled', { detail: refusal })
    : moveDelivery(deps, ready, 'failed', { detail });
};

/** The message is made before its turn is near, the gate is asked before the claim, the POST is at the turn's instant. */
export const deliverMessage = async (
  deps: DeliverDeps,
  email: OutgoingEmail,
  ready: Delivery,
  { run, last }: SendEmailInput,
): Promise<Step> => {
  const before = await slotBefore(deps, ready, last?.turn);
  const again = last?.turn !== undefined;
  if (before && isFar(deps, before)) return asWait(before, again);
  const assembled = await assembleMessage(deps, email, ready);
  if ('impossible' in assembled) return failOrCancel(deps, email, ready, assembled.impossible);
  const taken = before ?? (await takeSendSlot(deps));
  if (isFar(deps, taken)) return asWait(taken, again);
  const { refusal, turn } = await reachSlot(deps, email, ready, { turn: taken, again: last?.turn?.again ?? false });
  if (refusal) return moveDelivery(deps, ready, 'cancelled', { detail: refusal });
  if (isFar(deps, turn)) return asWait(turn, true);
  return mailOnce(deps, ready, { run, turn, message: assembled.message });
};
