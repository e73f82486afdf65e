import type { OutgoingEmail } from '../../shared/domain/conversation/email.ts';
import { mayBeNotified } from '../../shared/domain/conversation/notice.ts';
import { isAdmin } from '../../shared/domain/conversation/permissions.ts';
import { type CancelReason, cancelReasonOfAddress } from '../../shared/domain/delivery/cancel-reason.ts';
import type { Attempt, Delivery } from '../../shared/domain/delivery/delivery.ts';
import { sameAddress } from '../../shared/domain/mail-address.ts';
import type { Ports } from '../../shared/ports/ports.ts';

/**
 * The pre-send check: reads permissions, directory and kill switch again just before the claim, because the request may
 * be hours old.
 */

type Deps = Pick<Ports, 'projects' | 'communications'>;

/**
 * A relay carries another person's words, and a notice has no author; every other email is sent in the name of an
 * Admin, who must still be one.
 */
const needsAdmin = (email: OutgoingEmail): boolean => email.kind !== 'relay' && email.kind !== 'notice';

/**
 * A notice goes only to people who may now know of the delivery it is about, whatever has changed since it was written.
 */
const mayStillBeNotified = async (deps: Deps, email: OutgoingEmail, { userId }: Delivery): Promise<boolean> => {
  const member = userId === null ? null : await deps.projects.getMember(email.projectId, userId);
  if (email.heldNotice) return member !== null && isAdmin(member);
  const communication = await deps.communications.getCommunication(email.communicationId);
  return communication !== null && mayBeNotified(member, communication);
};

/** The person who requested this attempt: the sender, the Admin who resent it, or the Admin who passed the relay on. */
const isStillAdmin = async (
  { projects }: Pick<Ports, 'projects'>,
  email: OutgoingEmail,
  { requestedBy }: Attempt,
): Promise<boolean> => {
  const userId = requestedBy ?? email.passedOn?.by ?? email.from.userId;
  const member = userId === null ? null : await projects.getMember(email.projectId, userId);
  return member?.level === 'admin';
};

/** How many of a conversation's latest emails are examined. */
const mostEmails = 50;

/** No person requested this relay, so it does not go to an address that refused this conversation's latest mail. */
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

/** Null when the delivery may be claimed. */
export const findCancelReason = async (
  deps: Deps,
  email: OutgoingEmail,
  delivery: Delivery,
): Promise<CancelReason | null> => {
  const project = await deps.projects.getProject(email.projectId);
  if (!project || project.sendingPaused) return 'sending_paused';
  const attempt = delivery.latest;
  const needed = needsAdmin(email) || attempt.requestedBy !== null || email.passedOn !== undefined;
  if (needed && !(await isStillAdmin(deps, email, attempt))) return 'sender_not_admin';
  if (email.kind === 'notice' && !(await mayStillBeNotified(deps, email, delivery))) return 'not_to_be_told';
  const contact = await deps.projects.getContact(email.projectId, delivery.recipientId);
  if (!contact) return 'recipient_removed';
  if (email.kind !== 'relay' || attempt.requestedBy !== null) return null;
  // The relay was written before the directory was corrected: who now uses the old address is unknown.
  if (!sameAddress(contact.email, delivery.address)) return 'address_changed';
  return findDeadAddress(deps, email, delivery);
};
