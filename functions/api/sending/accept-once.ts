import { launchEmail } from '../../../shared/actions/launch-email.ts';
import { spendMails } from '../../../shared/actions/mail-budget.ts';
import type { OutgoingEmail } from '../../../shared/domain/conversation/email.ts';
import { ServiceError } from '../../../shared/domain/errors.ts';
import { derivedId } from '../../../shared/domain/ids.ts';
import type { Ports } from '../../../shared/ports/ports.ts';

export type AcceptDeps = Pick<
  Ports,
  'communications' | 'files' | 'usage' | 'mailLimits' | 'clock' | 'sendFlow' | 'log'
>;

type Request = {
  path: { projectId: string };
  caller: { userId: string };
  idempotencyKey: string;
  /** Hash of the request, which tells a repeat from another request with the same key. */
  hash: string;
};

/**
 * One conditional write accepts an email. The same key always finds the same email, whichever request came first, and a
 * repeat returns it before `prepare` reads anything that may have changed. Writes that are missing after a crash are
 * made now.
 */
export const acceptOnce = async (
  deps: AcceptDeps,
  { path, caller, idempotencyKey, hash }: Request,
  prepare: (emailId: string) => Promise<OutgoingEmail>,
): Promise<OutgoingEmail> => {
  const emailId = derivedId('eml', path.projectId, caller.userId, idempotencyKey);
  const commit = async (email: OutgoingEmail) => (await deps.communications.commitEmail(email)) ?? email;
  const count = async (email: OutgoingEmail) => {
    const mails = { token: email.id, mails: email.recipients.length };
    await spendMails(deps, { projectId: path.projectId, userId: caller.userId, ...mails });
    return email;
  };
  const email = (await deps.communications.getEmail(emailId)) ?? (await commit(await count(await prepare(emailId))));
  if (email.direction !== 'outgoing' || email.requestHash !== hash)
    throw new ServiceError('invalid', 'idempotency-key-reused', (say) => say.request.keyReused);
  if (email.settledAt === null) await launchEmail(deps, email);
  return email;
};
