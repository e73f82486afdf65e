import type { Delivery } from '../../shared/domain/delivery.ts';
import type { OutgoingEmail } from '../../shared/domain/email.ts';
import type { SendEmailInput, Turn } from '../../shared/domain/flow.ts';
import { claimBeforeTurnMs } from '../../shared/domain/limits.ts';
import { moveDelivery } from '../../shared/domain/move-delivery.ts';
import type { Ports } from '../../shared/domain/ports.ts';
import { type AssembleDeps, assembleMessage } from './assemble-message.ts';
import { asWait, isFar, isMissed, sleepUntil, takeTurn, turnBefore } from './await-turn.ts';
import { findRefusal } from './find-refusal.ts';
import { type MailDeps, mailOnce } from './mail-once.ts';

export type DeliverDeps = AssembleDeps & MailDeps & Pick<Ports, 'projects' | 'account' | 'sendSlots'>;
/** The delivery as it then stands, or the turn that is too far away. */
type Step = Delivery | Turn;

/** The message is made before its turn is near, the gate is asked before the claim, the POST is at the turn's instant. */
export const deliverMessage = async (
  deps: DeliverDeps,
  email: OutgoingEmail,
  ready: Delivery,
  input: SendEmailInput,
): Promise<Step> => {
  const earlier = input.last?.turn;
  const before = await turnBefore(deps, ready, earlier);
  if (before && isFar(deps, before)) return asWait(before, earlier !== undefined);
  const assembled = await assembleMessage(deps, email, ready);
  const turn = before ?? ('message' in assembled ? await takeTurn(deps) : deps.clock.now());
  if (isFar(deps, turn)) return asWait(turn, earlier !== undefined);
  await sleepUntil(deps, turn.getTime() - claimBeforeTurnMs);
  const refusal = await findRefusal(deps, email, ready);
  if (refusal) return moveDelivery(deps, ready, 'cancelled', { detail: refusal });
  if ('impossible' in assembled) return moveDelivery(deps, ready, 'failed', { detail: assembled.impossible });
  if (isMissed(deps, turn, earlier)) return asWait(await takeTurn(deps), true);
  return mailOnce(deps, ready, { run: input.run, turn, message: assembled.message });
};
