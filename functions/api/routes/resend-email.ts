import type { Call, Handler } from '../../../shared/api/handler.ts';
import type { Delivery } from '../../../shared/domain/delivery.ts';
import { latestAttempt } from '../../../shared/domain/delivery-rules.ts';
import type { OutgoingEmail } from '../../../shared/domain/email.ts';
import { notFound, ServiceError } from '../../../shared/domain/errors.ts';
import { sha256Hex } from '../../../shared/domain/ids.ts';
import { rewriteDelivery } from '../../../shared/domain/move-delivery.ts';
import type { Ports } from '../../../shared/domain/ports.ts';
import type { Contact } from '../../../shared/domain/project.ts';
import { type Asked, attemptAskedBy, mayResend, withNewAttempt } from '../../../shared/domain/resend.ts';
import { restartEmail } from '../../../shared/domain/restart-email.ts';
import { findEmail } from '../find-communication.ts';

type Deps = Pick<Ports, 'projects' | 'communications' | 'clock' | 'sendFlow' | 'log'>;
type Resend = Call<'resendEmail'>;

const pointers = (wanted: readonly string[], refused: readonly string[], detail: string) =>
  refused.map((id) => ({ pointer: `/recipients/${wanted.indexOf(id)}`, detail }));

const refusals = {
  unneeded: ['resend-not-needed', 'The mail service has it already for some of these recipients; see errors.'],
  early: ['resend-too-early', 'Sending to some of these recipients has not come to an end yet; see errors.'],
} as const;

/** 409 for whoever has it or may still get it: nobody is mailed twice by mistake. */
const refuseWhatIsNotOver = (wanted: readonly string[], deliveries: readonly Delivery[]): void => {
  for (const why of ['unneeded', 'early'] as const) {
    const refused = deliveries.filter((d) => mayResend(d) === why).map((d) => d.recipientId);
    const [code, message] = refusals[why];
    if (refused.length > 0)
      throw new ServiceError('conflict', code, message, pointers(wanted, refused, latestDetail[why]));
  }
};
const latestDetail = { unneeded: 'has it, as far as is known', early: 'is still waiting or under way' };

const findOutgoing = async (deps: Deps, { member, path }: Resend): Promise<OutgoingEmail> => {
  const email = await findEmail(deps, member, path);
  if (email.direction !== 'outgoing' || email.kind === 'notice') throw notFound();
  return email;
};

const findDeliveries = async (deps: Deps, email: OutgoingEmail, wanted: readonly string[]): Promise<Delivery[]> => {
  const all = await deps.communications.listDeliveries(email.id);
  const unknown = wanted.filter((id) => !all.some((d) => d.recipientId === id));
  if (unknown.length > 0)
    throw new ServiceError('invalid', 'validation-failed', 'The recipients do not fit; see errors.', [
      ...pointers(wanted, unknown, 'is not a recipient of this email'),
    ]);
  return all;
};

/** This request's attempts so far; another request under the same key is refused. */
const findAsked = (all: readonly Delivery[], wanted: readonly string[], { requestId, reason }: Asked): Delivery[] => {
  const asked = all.filter((d) => attemptAskedBy(d, requestId));
  const isOther = asked.some((d) => !wanted.includes(d.recipientId) || attemptAskedBy(d, requestId)?.reason !== reason);
  if (isOther) throw new ServiceError('invalid', 'idempotency-key-reused', 'This key was used for another request.');
  return asked;
};

const findPeople = async (deps: Deps, { path, body }: Resend, missing: readonly Delivery[]): Promise<Contact[]> => {
  const found = await Promise.all(missing.map((d) => deps.projects.getContact(path.projectId, d.recipientId)));
  const gone = missing.filter((_, i) => !found[i]).map((d) => d.recipientId);
  if (gone.length > 0)
    throw new ServiceError('conflict', 'recipient-removed', 'Some recipients left the directory; see errors.', [
      ...pointers(body.recipients, gone, 'is not in the directory any more'),
    ]);
  return found.filter((contact) => contact !== null);
};

/** Writes the attempt unless this request's stands there already; what moved meanwhile is looked at again. */
const ask = (deps: Deps, delivery: Delivery, asked: Asked, person: Contact, wanted: readonly string[]) =>
  rewriteDelivery(deps, delivery, (current) => {
    if (attemptAskedBy(current, asked.requestId)) return null;
    refuseWhatIsNotOver(wanted, [current]);
    return withNewAttempt(current, asked, { name: person.name, address: person.email });
  });

/**
 * A new attempt for these recipients only: same thread, same PDF. The attempts themselves carry the request's id, so a
 * repeat finds what it did before, finishes it, and mails nobody once more.
 */
export const resendEmail =
  (deps: Deps): Handler<'resendEmail'> =>
  async (call) => {
    const { path, body, caller, idempotencyKey } = call;
    const email = await findOutgoing(deps, call);
    const wanted = [...new Set(body.recipients)];
    const requestId = sha256Hex(JSON.stringify([email.id, caller.userId, idempotencyKey])).slice(0, 32);
    const at = deps.clock.now().toISOString();
    const asked: Asked = { requestId, requestedBy: caller.userId, reason: body.reason, at };
    const all = await findDeliveries(deps, email, wanted);
    const done = findAsked(all, wanted, asked);
    const missing = all.filter((d) => wanted.includes(d.recipientId) && !done.includes(d));
    refuseWhatIsNotOver(wanted, missing);
    const people = await findPeople(deps, call, missing);
    for (const [i, delivery] of missing.entries()) {
      const person = people[i];
      if (person) await ask(deps, delivery, asked, person, wanted);
    }
    const isLeft = done.some((d) => latestAttempt(d).state === 'ready') && email.settledAt !== null;
    if (missing.length > 0 || isLeft) await restartEmail(deps, email.id);
    deps.log.info('resend asked for', { projectId: path.projectId, emailId: email.id, recipients: wanted.length });
    return { status: 202, body: { emailId: email.id, recipients: wanted } };
  };
