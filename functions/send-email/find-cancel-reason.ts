import type { OutgoingEmail } from '../../shared/domain/conversation/email.ts';
import { mayBeNotified } from '../../shared/domain/conversation/notice.ts';
import { isAdmin } from '../../shared/domain/conversation/permissions.ts';
import { cancelReasonOfAddress } from '../../shared/domain/delivery/dead-address.ts';
import type { Attempt, Delivery } from '../../shared/domain/delivery/delivery.ts';
import { latestAttempt } from '../../shared/domain/delivery/delivery-rules.ts';
import type { CancelReason } from '../../shared/domain/delivery/refusal.ts';
import { sameAddress } from '../../shared/domain/mail-address.ts';
import type { Ports } from '../../shared/ports/ports.ts';

/** Permission, directory and kill switch are read again just before the claim: the request may be hours old. */

type Deps = Pick<Ports, 'projects' | 'communications'>;

/**
 * A relay carries what an outside person wrote, and a notice is nobody's; everything else is sent in the name of an Admin,
 * who must still be one.
 */
const needsAdmin = (email: OutgoingEmail): boolean => email.kind !== 'relay' && email.kind !== 'notice';

/** A notice is only for who may know of the delivery that it is about, whatever changed since it was written. */
const mayStillBeNotified = async (deps: Deps, email: OutgoingEmail, { userId }: Delivery): Promise<boolean> => {
  const member = userId === null ? null : await deps.projects.getMember(email.projectId, userId);
  if (email.heldNotice) return member !== null && isAdmin(member);
  const communication = await deps.communications.getCommunication(email.communicationId);
  return communication !== null && mayBeNotified(member, communication);
};

/** Whoever asked for this attempt: the sender, the Admin who had it sent again, or who let the relay go. */
const isStillAdmin = async (
  { projects }: Pick<Ports, 'projects'>,
  email: OutgoingEmail,
  { requestedBy }: Attempt,
): Promise<boolean> => {
  const userId = requestedBy ?? email.passedOn?.by ?? email.from.userId;
  const member = userId === null ? null : await projects.getMember(email.projectId, userId);
  return member?.level === 'admin';
};

/** So many of a conversation's last emails are looked at. */
const mostEmails = 50;

/** A relay is nobody's wish in particular: it does not go where this conversation's last mail was refused. */
const findDeadAddress = async (
  { communications }: Deps,
  { id, communicationId }: OutgoingEmail,
  { recipientId }: Delivery,
): Promise<CancelReason | null> => {
  const entries = await communications.listEntries(communicationId);
  const others = entries.filter((e) => e.direction === 'outgoing' && e.kind !== 'notice' && e.emailId !== id);
  const found = await Promise.all(
    others.slice(-mostEmails).map(({ emailId }) => communications.getDelivery(emailId, recipientId)),
  );
  return cancelReasonOfAddress(found.filter((one) => one !== null));
};

export const findCancelReason = async (
  deps: Deps,
  email: OutgoingEmail,
  delivery: Delivery,
): Promise<CancelReason | null> => {
  const project = await deps.projects.getProject(email.projectId);
  if (!project || project.sendingPaused) return 'sending_paused';
  const attempt = latestAttempt(delivery);
  const needed = needsAdmin(email) || attempt.requestedBy !== null || email.passedOn !== undefined;
  if (needed && !(await isStillAdmin(deps, email, attempt))) return 'sender_not_admin';
  if (email.kind === 'notice' && !(await mayStillBeNotified(deps, email, delivery))) return 'not_to_be_told';
  const contact = await deps.projects.getContact(email.projectId, delivery.recipientId);
  if (!contact) return 'recipient_removed';
  if (email.kind !== 'relay' || attempt.requestedBy !== null) return null;
  // Written before the directory was corrected: who is at the old address now is not known.
  if (!sameAddress(contact.email, delivery.address)) return 'address_changed';
  return findDeadAddress(deps, email, delivery);
};
