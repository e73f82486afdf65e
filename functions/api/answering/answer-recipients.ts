import type { AnswerBody } from '../../../shared/api/shapes/answers.ts';
import type { Communication } from '../../../shared/domain/conversation/communication.ts';
import type { Email, Recipient } from '../../../shared/domain/conversation/email.ts';
import { isOpenlyIn, isSecret, peopleOf } from '../../../shared/domain/conversation/thread-people.ts';
import { type FieldError, ServiceError } from '../../../shared/domain/errors.ts';
import type { Contact } from '../../../shared/domain/project/project.ts';
import type { Ports } from '../../../shared/ports/ports.ts';
import { findRecipients } from '../sending/find-recipients.ts';

/**
 * The recipients of an answer and who else sees it (ADR 22). An answer reveals a Bcc person only to people who may know
 * of them.
 */

type Deps = Pick<Ports, 'projects'>;
export type Answering = { communication: Communication; answered: Email; sender: Contact; body: AnswerBody };
export type Addressed = { recipients: Recipient[]; visibility: Email['visibility'] };

/** Bcc people whom this email would reveal to all its recipients: by its sender, its headers, or its quote. */
const givenAway = ({ communication, answered, sender }: Answering, recipients: readonly Recipient[]): string[] => {
  const quoted = [answered.from, ...answered.to, ...answered.cc].map((box) => box.contactId);
  const named = recipients.filter((r) => r.role !== 'bcc').map((r) => r.recipientId);
  const shown = [sender.id, ...quoted, ...named].filter((id) => id !== null);
  return [...new Set(shown)].filter((id) => isSecret(communication, id));
};

const isProjectAdmin = async ({ projects }: Deps, { projectId }: Communication, userId: string | null) =>
  userId !== null && (await projects.getMember(projectId, userId))?.level === 'admin';

/**
 * Whether recipient `r` may learn of the Bcc person with the id `secret`: the conversation's sender, the Admins and
 * that person may. A Bcc person may also reveal themselves to people outside the conversation.
 */
const mayKnow = async (deps: Deps, { communication: c, sender }: Answering, r: Recipient, secret: string) =>
  r.recipientId === secret ||
  r.recipientId === c.sender.contactId ||
  (secret === sender.id && !peopleOf(c).some((p) => p.recipientId === r.recipientId)) ||
  (await isProjectAdmin(deps, c, r.userId));

const refuseGivingAway = async (deps: Deps, answering: Answering, recipients: Recipient[], secrets: string[]) => {
  const pointers: string[] = [];
  for (const recipient of recipients) {
    const known = await Promise.all(secrets.map((secret) => mayKnow(deps, answering, recipient, secret)));
    if (known.every(Boolean)) continue;
    const index = answering.body[recipient.role].indexOf(recipient.recipientId);
    pointers.push(index < 0 ? `/${recipient.role}` : `/${recipient.role}/${index}`);
  }
  if (pointers.length === 0) return;
  const errors = [...new Set(pointers)].map(
    (pointer): FieldError => ({ pointer, detail: (say) => say.sending.recipients.mayNotKnow }),
  );
  throw new ServiceError('invalid', 'bcc-given-away', (say) => say.sending.recipients.bccGivenAway, errors);
};

/**
 * A forward, an answer to an email with limited visibility, and an answer that names a Bcc person are aside: only those
 * addressed, the sender and the Admins see them, and nobody joins the conversation by them.
 */
export const addressAnswer = async (deps: Deps, answering: Answering): Promise<Addressed> => {
  const { communication: c, answered, sender, body } = answering;
  const recipients = await findRecipients(deps, c.projectId, body);
  const secrets = givenAway(answering, recipients);
  if (secrets.length > 0) await refuseGivingAway(deps, answering, recipients, secrets);
  const isAside = body.kind === 'forward' || answered.visibility !== 'thread' || secrets.length > 0;
  const standsAside = ({ recipientId, role }: Recipient) =>
    (isAside || role === 'bcc') && recipientId !== sender.id && !isOpenlyIn(c, recipientId);
  return {
    recipients: recipients.map((r) => (standsAside(r) ? { ...r, aside: true } : r)),
    visibility: isAside ? 'sender_and_admins' : 'thread',
  };
};
