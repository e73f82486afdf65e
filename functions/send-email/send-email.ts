import type { Delivery } from '../../shared/domain/delivery.ts';
import { latestAttempt } from '../../shared/domain/delivery-rules.ts';
import type { OutgoingEmail } from '../../shared/domain/email.ts';
import { notFound } from '../../shared/domain/errors.ts';
import type { SendEmailInput, SendEmailResult } from '../../shared/domain/flow.ts';
import { claimMaxAgeMs } from '../../shared/domain/limits.ts';
import type { MailOutcome, OutgoingMessage, Ports } from '../../shared/domain/ports.ts';
import { messageIdOf } from '../../shared/domain/ses-outcome.ts';
import { type AssembleDeps, assembleMessage } from './assemble-message.ts';
import { findRefusal } from './find-refusal.ts';
import { claimDelivery, moveDelivery, throttled, writeOutcome } from './move-delivery.ts';

type Deps = AssembleDeps & Pick<Ports, 'clock' | 'ids' | 'projects' | 'communications' | 'mailer'> & { region: string };

const load = async ({ communications }: Deps, input: SendEmailInput) => {
  const email = await communications.getEmail(input.emailId);
  const delivery = await communications.getDelivery(input.emailId, input.recipientId);
  if (email?.direction !== 'outgoing' || !delivery) throw notFound();
  return { email, delivery };
};

/** The one POST; none on an old claim, since whoever waits for it may have given it up. */
const post = async ({ clock, mailer }: Deps, claimed: Delivery, message: OutgoingMessage): Promise<MailOutcome> => {
  const age = clock.now().getTime() - Date.parse(latestAttempt(claimed).at);
  return age > claimMaxAgeMs ? { kind: 'throttled' } : mailer.send(message);
};

/** SES's own id for the mail is what the replies will name. */
const rememberMessageId = async ({ communications, region }: Deps, delivery: Delivery): Promise<void> => {
  const { sesMessageId } = latestAttempt(delivery);
  if (sesMessageId === null) return;
  const messageId = messageIdOf(sesMessageId, region);
  await communications.putMessageId(messageId, delivery.communicationId, delivery.emailId);
  await communications.addMessageId(delivery.emailId, messageId);
};

/** Claim, one POST, what happened (design.md section 7.6 and 7.7). Answers the delivery as it then stands. */
const mail = async (deps: Deps, ready: Delivery, run: number, message: OutgoingMessage): Promise<Delivery> => {
  const claimed = await claimDelivery(deps, ready, run);
  if (claimed === null) return (await load(deps, { ...ready, run })).delivery;
  const outcome = await post(deps, claimed, message);
  const settled = await writeOutcome(deps, claimed, outcome);
  if (outcome.kind === 'throttled') throw throttled();
  await rememberMessageId(deps, settled);
  return settled;
};

/** The message is made before the gate, and the gate is asked before the claim: both may take their time. */
const deliver = async (deps: Deps, email: OutgoingEmail, ready: Delivery, run: number): Promise<Delivery> => {
  const assembled = await assembleMessage(deps, email, ready);
  const refusal = await findRefusal(deps, email, ready);
  if (refusal) return moveDelivery(deps, ready, 'cancelled', { detail: refusal });
  if ('impossible' in assembled) return moveDelivery(deps, ready, 'failed', { detail: assembled.impossible });
  return mail(deps, ready, run, assembled.message);
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
