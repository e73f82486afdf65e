import type { Delivery } from '../../shared/domain/delivery.ts';
import { latestAttempt } from '../../shared/domain/delivery-rules.ts';
import type { OutgoingEmail } from '../../shared/domain/email.ts';
import { notFound } from '../../shared/domain/errors.ts';
import type { SendEmailInput, SendEmailResult } from '../../shared/domain/flow.ts';
import { moveDelivery } from '../../shared/domain/move-delivery.ts';
import type { Ports } from '../../shared/domain/ports.ts';
import { type AssembleDeps, assembleMessage } from './assemble-message.ts';
import { awaitTurn, comeBackIfBusy } from './await-turn.ts';
import { findRefusal } from './find-refusal.ts';
import { type MailDeps, mailOnce } from './mail-once.ts';

type Deps = AssembleDeps & MailDeps & Pick<Ports, 'projects' | 'account' | 'sendSlots' | 'timer'>;

const load = async ({ communications }: Deps, input: SendEmailInput) => {
  const email = await communications.getEmail(input.emailId);
  const delivery = await communications.getDelivery(input.emailId, input.recipientId);
  if (email?.direction !== 'outgoing' || !delivery) throw notFound();
  return { email, delivery };
};

/** The message is made and the turn awaited before the gate, and the gate is asked before the claim: all may take their time. */
const deliver = async (deps: Deps, email: OutgoingEmail, ready: Delivery, run: number): Promise<Delivery> => {
  await comeBackIfBusy(deps);
  const assembled = await assembleMessage(deps, email, ready);
  if ('message' in assembled) await awaitTurn(deps);
  const refusal = await findRefusal(deps, email, ready);
  if (refusal) return moveDelivery(deps, ready, 'cancelled', { detail: refusal });
  if ('impossible' in assembled) return moveDelivery(deps, ready, 'failed', { detail: assembled.impossible });
  return mailOnce(deps, ready, run, assembled.message);
};

/** One message to one recipient, at most once. Whatever is not `ready` is left alone: doing this again is harmless. */
export const sendEmail =
  (deps: Deps) =>
  async (input: SendEmailInput): Promise<SendEmailResult> => {
    const { email, delivery } = await load(deps, input);
    const isReady = latestAttempt(delivery).state === 'ready';
    const after = isReady ? await deliver(deps, email, delivery, input.run) : delivery;
    return { recipientId: input.recipientId, state: latestAttempt(after).state };
  };
