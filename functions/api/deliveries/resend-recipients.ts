import { rewriteDelivery } from '../../../shared/actions/move-delivery.ts';
import type { Delivery } from '../../../shared/domain/delivery/delivery.ts';
import {
  attemptOfRequest,
  mayResend,
  type ResendRequest,
  withNewAttempt,
} from '../../../shared/domain/delivery/resend.ts';
import { type FieldError, type ProblemText, ServiceError } from '../../../shared/domain/errors.ts';
import type { Contact } from '../../../shared/domain/project/project.ts';
import type { Ports } from '../../../shared/ports/ports.ts';

/**
 * Decides which of an email's recipients may be mailed again, and writes their new attempts. `wanted` lists the ids in
 * the order of the request, so that an error can point to them.
 */

const pointers = (wanted: readonly string[], refused: readonly string[], detail: ProblemText): FieldError[] =>
  refused.map((id) => ({ pointer: `/recipients/${wanted.indexOf(id)}`, detail }));

const refusals = {
  unneeded: {
    code: 'resend-not-needed',
    text: (say) => say.sending.resend.notNeeded,
    detail: (say) => say.sending.resend.hasIt,
  },
  early: {
    code: 'resend-too-early',
    text: (say) => say.sending.resend.tooEarly,
    detail: (say) => say.sending.resend.underWay,
  },
} as const satisfies Record<string, { code: string; text: ProblemText; detail: ProblemText }>;

/** 409 for recipients who have the email or may still get it, so that nobody is mailed twice by mistake. */
export const refuseWhatIsNotOver = (wanted: readonly string[], deliveries: readonly Delivery[]): void => {
  for (const why of ['unneeded', 'early'] as const) {
    const refused = deliveries.filter((d) => mayResend(d) === why).map((d) => d.recipientId);
    const { code, text, detail } = refusals[why];
    if (refused.length > 0) throw new ServiceError('conflict', code, text, pointers(wanted, refused, detail));
  }
};

export const refuseStrangers = (wanted: readonly string[], all: readonly Delivery[]): void => {
  const unknown = wanted.filter((id) => !all.some((d) => d.recipientId === id));
  if (unknown.length > 0)
    throw new ServiceError('invalid', 'validation-failed', (say) => say.sending.recipients.invalid, [
      ...pointers(wanted, unknown, (say) => say.sending.resend.stranger),
    ]);
};

/** This request's attempts so far; another request with the same key is rejected. */
export const findRequested = (
  wanted: readonly string[],
  all: readonly Delivery[],
  { requestId, reason }: ResendRequest,
): Delivery[] => {
  const asked = all.filter((d) => attemptOfRequest(d, requestId));
  const isOther = asked.some(
    (d) => !wanted.includes(d.recipientId) || attemptOfRequest(d, requestId)?.reason !== reason,
  );
  if (isOther) throw new ServiceError('invalid', 'idempotency-key-reused', (say) => say.request.keyReused);
  return asked;
};

/** The directory entry of each recipient, in the same order. */
export const findPeople = async (
  deps: Pick<Ports, 'projects'>,
  projectId: string,
  wanted: readonly string[],
  deliveries: readonly Delivery[],
): Promise<Contact[]> => {
  const found = await Promise.all(deliveries.map((d) => deps.projects.getContact(projectId, d.recipientId)));
  const gone = deliveries.filter((_, i) => !found[i]).map((d) => d.recipientId);
  if (gone.length > 0)
    throw new ServiceError('conflict', 'recipient-removed', (say) => say.sending.resend.removed, [
      ...pointers(wanted, gone, (say) => say.sending.resend.gone),
    ]);
  return found.filter((contact) => contact !== null);
};

/** Writes the attempt unless this request has done so; a delivery that moved meanwhile is checked again. */
export const requestResend = (
  deps: Pick<Ports, 'communications'>,
  { delivery, person, wanted }: { delivery: Delivery; person: Contact; wanted: readonly string[] },
  asked: ResendRequest,
): Promise<Delivery> =>
  rewriteDelivery(deps, delivery, (current) => {
    if (attemptOfRequest(current, asked.requestId)) return null;
    refuseWhatIsNotOver(wanted, [current]);
    return withNewAttempt(current, asked, { name: person.name, address: person.email });
  });
