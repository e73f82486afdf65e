import type { Member } from '../project/project.ts';
import type { Communication } from './communication.ts';

/**
 * The rules of docs/permissions.md. Callers read the member anew on every request, so a change counts at once.
 */

export type Access = Pick<Member, 'level' | 'viewInvoiceDetails' | 'contactId' | 'userId'>;

export const seesProject = (m: Access | null): m is Access => m !== null && m.level !== 'none';
export const isAdmin = (m: Access): boolean => m.level === 'admin';
export const seesDetail = (m: Access): boolean => isAdmin(m) || (seesProject(m) && m.viewInvoiceDetails);

/** Whether the member `m` is the person `p`: the same user, or the same directory entry. */
export const isPerson = (m: Access, p: { recipientId: string; userId: string | null }): boolean =>
  p.userId === m.userId || p.recipientId === m.contactId;

/** Whether `m` is the sender or a recipient (To, Cc or Bcc) of the first email. */
const isParticipant = (m: Access, c: Communication): boolean =>
  c.createdBy === m.userId || c.participants.some((p) => isPerson(m, p));

/**
 * A private conversation is visible to sender, recipients and Admins; any other also to members who may see the
 * invoice's Detail.
 */
const seesItAll = (m: Access, c: Communication): boolean =>
  isAdmin(m) || isParticipant(m, c) || (!c.private && seesDetail(m));

/** Whether `m` sees the conversation or a part of it. People added later see a part: `seesFrom` says which. */
export const seesCommunication = (m: Access, c: Communication): boolean =>
  seesProject(m) && (seesItAll(m, c) || (c.joined ?? []).some((p) => isPerson(m, p)));

/**
 * Since when `m` sees what is open to the whole conversation: '' for from the beginning, null for never (only what is
 * addressed to `m`).
 */
export const seesFrom = (m: Access, c: Communication): string | null => {
  if (seesItAll(m, c)) return '';
  const since = (c.joined ?? []).filter((p) => p.part === 'conversation' && isPerson(m, p)).map((p) => p.since);
  return since.toSorted()[0] ?? null;
};

/** Whether `m` sees Bcc people and replies meant only for the sender: the sender and the Admins do. */
export const seesHidden = (m: Access, c: Communication): boolean => isAdmin(m) || c.createdBy === m.userId;

/** Whether `m` may know of the Bcc person `p`: only the sender, the Admins and that person may. */
export const seesBccPerson = (
  m: Access,
  c: Communication,
  p: { recipientId: string; userId: string | null },
): boolean => seesHidden(m, c) || isPerson(m, p);
