import { conversationChanged } from '../../../shared/actions/conversation-changed.ts';
import { spendMails } from '../../../shared/actions/mail-budget.ts';
import { restartEmail } from '../../../shared/actions/restart-email.ts';
import type { Call, Handler } from '../../../shared/api/handler.ts';
import type { OutgoingEmail } from '../../../shared/domain/conversation/email.ts';
import type { ResendRequest } from '../../../shared/domain/delivery/resend.ts';
import { notFound } from '../../../shared/domain/errors.ts';
import { sha256Hex } from '../../../shared/domain/ids.ts';
import type { Ports } from '../../../shared/ports/ports.ts';
import { findEmail } from '../conversations/find-communication.ts';
import { findPeople, findRequested, refuseStrangers, refuseWhatIsNotOver, requestResend } from './resend-recipients.ts';

type Deps = Pick<
  Ports,
  'projects' | 'communications' | 'files' | 'usage' | 'mailLimits' | 'clock' | 'sendFlow' | 'log'
>;
type Resend = Call<'resendEmail'>;

const findOutgoing = async (deps: Deps, { member, path }: Resend): Promise<OutgoingEmail> => {
  const email = await findEmail(deps, member, path);
  if (email.direction !== 'outgoing' || email.kind === 'notice') throw notFound();
  return email;
};

const requestOf = async (
  deps: Deps,
  { caller, member, body, idempotencyKey }: Resend,
  emailId: string,
): Promise<ResendRequest> => {
  const contact = await deps.projects.getContact(member.projectId, member.contactId);
  return {
    requestId: sha256Hex(JSON.stringify([emailId, caller.userId, idempotencyKey])).slice(0, 32),
    requestedBy: caller.userId,
    requestedByName: contact?.name ?? null,
    reason: body.reason,
    at: deps.clock.now().toISOString(),
  };
};

/**
 * Adds an attempt for each of these recipients, in the same thread and with the same PDF. The attempts carry the
 * request's id, so a repeat finds what it did before, completes it, and mails nobody twice.
 */
export const resendEmail =
  (deps: Deps): Handler<'resendEmail'> =>
  async (call) => {
    const { path, body } = call;
    const email = await findOutgoing(deps, call);
    const wanted = [...new Set(body.recipients)];
    const asked = await requestOf(deps, call, email.id);
    const all = await deps.communications.listDeliveries(email.id);
    refuseStrangers(wanted, all);
    const done = findRequested(wanted, all, asked);
    const missing = all.filter((d) => wanted.includes(d.recipientId) && !done.includes(d));
    refuseWhatIsNotOver(wanted, missing);
    const people = await findPeople(deps, path.projectId, wanted, missing);
    const counted = { token: asked.requestId, mails: missing.length };
    if (missing.length > 0)
      await spendMails(deps, { projectId: path.projectId, userId: call.caller.userId, ...counted });
    for (const [i, delivery] of missing.entries()) {
      const person = people[i];
      if (person) await requestResend(deps, { delivery, person, wanted }, asked);
    }
    const isLeft = done.some((d) => d.latest.state === 'ready') && email.settledAt !== null;
    if (missing.length > 0 || isLeft) await restartEmail(deps, email.id);
    await conversationChanged(deps, { deliveries: all.filter((d) => wanted.includes(d.recipientId)) });
    deps.log.info('resend requested', { projectId: path.projectId, emailId: email.id, recipients: wanted.length });
    return { status: 202, body: { emailId: email.id, recipients: wanted } };
  };
