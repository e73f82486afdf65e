import type { Attempt, Delivery } from '../../shared/domain/delivery.ts';
import { latestAttempt } from '../../shared/domain/delivery-rules.ts';
import type { OutgoingEmail } from '../../shared/domain/email.ts';
import type { Ports } from '../../shared/domain/ports.ts';

/** Read again just before the claim (design.md section 7.5): much may have changed since the request. */

export type Refusal = 'sending_paused' | 'sender_not_admin' | 'recipient_removed';

/** A relay carries what an outside person wrote; everything else is sent in the name of an Admin, who must still be one. */
const needsAdmin = (email: OutgoingEmail): boolean => email.kind !== 'relay';

/** Whoever asked for this attempt: the sender, or the Admin who had it sent again. */
const isStillAdmin = async (
  { projects }: Pick<Ports, 'projects'>,
  email: OutgoingEmail,
  { requestedBy }: Attempt,
): Promise<boolean> => {
  const userId = requestedBy ?? email.from.userId;
  const member = userId === null ? null : await projects.getMember(email.projectId, userId);
  return member?.level === 'admin';
};

export const findRefusal = async (
  deps: Pick<Ports, 'projects'>,
  email: OutgoingEmail,
  delivery: Delivery,
): Promise<Refusal | null> => {
  const project = await deps.projects.getProject(email.projectId);
  if (!project || project.sendingPaused) return 'sending_paused';
  const attempt = latestAttempt(delivery);
  const needed = needsAdmin(email) || attempt.requestedBy !== null;
  if (needed && !(await isStillAdmin(deps, email, attempt))) return 'sender_not_admin';
  const contact = await deps.projects.getContact(email.projectId, delivery.recipientId);
  return contact ? null : 'recipient_removed';
};
