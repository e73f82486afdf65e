import type { Delivery } from '../../shared/domain/delivery.ts';
import { latestAttempt } from '../../shared/domain/delivery-rules.ts';
import type { OutgoingEmail } from '../../shared/domain/email.ts';
import { notFound } from '../../shared/domain/errors.ts';
import type { SendEmailInput, SendEmailResult } from '../../shared/domain/flow.ts';
import { claimBeforeTurnMs } from '../../shared/domain/limits.ts';
import { moveDelivery } from '../../shared/domain/move-delivery.ts';
import type { Ports } from '../../shared/domain/ports.ts';
import { type AssembleDeps, assembleMessage } from './assemble-message.ts';
import { asWait, isFar, sleepUntil, takeTurn, turnBefore } from './await-turn.ts';
import { findRefusal } from './find-refusal.ts';
import { type MailDeps, mailOnce } from './mail-once.ts';

type Deps = AssembleDeps & MailDeps & Pick<Ports, 'projects' | 'account' | 'sendSlots'>;
/** The delivery as it then stands, or the turn that is too far away. */
type Step = Delivery | Date;

const load = async ({ communications }: Deps, input: SendEmailInput) => {
  const email = await communications.getEmail(input.emailId);
  const delivery = await communications.getDelivery(input.emailId, input.recipientId);
  if (email?.direction !== 'outgoing' || !delivery) throw notFound();
  return { email, delivery };
};

/** The message is made before its turn is near, the gate is asked before the claim, the POST is at the turn's instant. */
const deliver = async (deps: Deps, email: OutgoingEmail, ready: Delivery, input: SendEmailInput): Promise<Step> => {
  const before = await turnBefore(deps, ready, input.last?.turn);
  if (before && isFar(deps, before)) return before;
  const assembled = await assembleMessage(deps, email, ready);
  const turn = before ?? ('message' in assembled ? await takeTurn(deps) : deps.clock.now());
  if (isFar(deps, turn)) return turn;
  await sleepUntil(deps, turn.getTime() - claimBeforeTurnMs);
  const refusal = await findRefusal(deps, email, ready);
  if (refusal) return moveDelivery(deps, ready, 'cancelled', { detail: refusal });
  if ('impossible' in assembled) return moveDelivery(deps, ready, 'failed', { detail: assembled.impossible });
  return mailOnce(deps, ready, { run: input.run, turn, message: assembled.message });
};

/** One message to one recipient, at most once. Whatever is not `ready` is left alone: doing this again is harmless. */
export const sendEmail =
  (deps: Deps) =>
  async (input: SendEmailInput): Promise<SendEmailResult> => {
    const { recipientId } = input;
    const { email, delivery } = await load(deps, input);
    const isReady = latestAttempt(delivery).state === 'ready';
    const step = isReady ? await deliver(deps, email, delivery, input) : delivery;
    if (step instanceof Date) return { recipientId, state: 'ready', turn: asWait(step) };
    return { recipientId, state: latestAttempt(step).state };
  };
