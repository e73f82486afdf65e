import { moveDelivery } from '../../shared/actions/move-delivery.ts';
import type { OutgoingEmail } from '../../shared/domain/conversation/email.ts';
import type { SendEmailInput, Turn } from '../../shared/domain/conversation/flow.ts';
import type { Delivery } from '../../shared/domain/delivery/delivery.ts';
import { claimBeforeTurnMs } from '../../shared/domain/limits.ts';
import type { Ports } from '../../shared/ports/ports.ts';
import { type AssembleDeps, assembleMessage } from './assemble-message.ts';
import { asWait, isFar, isMissed, sleepUntil, takeTurn, turnBefore } from './await-turn.ts';
import { findRefusal } from './find-refusal.ts';
import { type MailDeps, mailOnce } from './mail-once.ts';

export type DeliverDeps = AssembleDeps & MailDeps & Pick<Ports, 'projects' | 'account' | 'sendSlots'>;
/** The delivery as it then stands, or the turn that is too far away. */
type Step = Delivery | Turn;

type Turns = { turn: Date; again: boolean };
type Reached = { refusal: Awaited<ReturnType<typeof findRefusal>>; turn: Date };

/** The gate, right before the turn. When its answer came too late for that turn, another; which may be far away. */
const reachTurn = async (deps: DeliverDeps, email: OutgoingEmail, ready: Delivery, first: Turns): Promise<Reached> => {
  const { turn, again } = first;
  await sleepUntil(deps, turn.getTime() - claimBeforeTurnMs);
  const refusal = await findRefusal(deps, email, ready);
  if (refusal || !isMissed(deps, turn, again)) return { refusal, turn };
  const next = await takeTurn(deps);
  return isFar(deps, next) ? { refusal, turn: next } : reachTurn(deps, email, ready, { turn: next, again: true });
};

const failOrCancel = async (
  deps: DeliverDeps,
  email: OutgoingEmail,
  ready: Delivery,
  detail: string,
): Promise<Step> => {
  const refusal = await findRefusal(deps, email, ready);
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
  const before = await turnBefore(deps, ready, last?.turn);
  const again = last?.turn !== undefined;
  if (before && isFar(deps, before)) return asWait(before, again);
  const assembled = await assembleMessage(deps, email, ready);
  if ('impossible' in assembled) return failOrCancel(deps, email, ready, assembled.impossible);
  const taken = before ?? (await takeTurn(deps));
  if (isFar(deps, taken)) return asWait(taken, again);
  const { refusal, turn } = await reachTurn(deps, email, ready, { turn: taken, again: last?.turn?.again ?? false });
  if (refusal) return moveDelivery(deps, ready, 'cancelled', { detail: refusal });
  if (isFar(deps, turn)) return asWait(turn, true);
  return mailOnce(deps, ready, { run, turn, message: assembled.message });
};
