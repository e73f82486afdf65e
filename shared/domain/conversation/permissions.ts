import type { Member } from '../project/project.ts';
import type { Communication } from './communication.ts';

/**
 * The table of docs/permissions.md as code: who may do what. Pure; the member is read from the table on every request.
 */

export type Access = Pick<Member, 'level' | 'viewInvoiceDetails' | 'contactId' | 'userId'>;

export const seesProject = (m: Access | null): m is Access => m !== null && m.level !== 'none';
export const isAdmin = (m: Access): boolean => m.level === 'admin';
export const seesDetail = (m: Access): boolean => isAdmin(m) || (seesProject(m) && m.viewInvoiceDetails);

/** By user id, or by the directory entry of the member. */
export const isPerson = (m: Access, p: { recipientId: string; userId: string | null }): boolean =>
  p.userId === m.userId || p.recipientId === m.contactId;

/** The sender, or someone in To, Cc or Bcc of the communication. */
const isParticipant = (m: Access, c: Communication): boolean =>
  c.createdBy === m.userId || c.participants.some((p) => isPerson(m, p));

/** Private: sender, recipients, Admins. Otherwise whoever may see the invoice's Detail, and the participants. */
const seesItAll = (m: Access, c: Communication): boolean =>
  isAdmin(m) || isParticipant(m, c) || (!c.private && seesDetail(m));

/** Those whom an email from the tab brought in see something of it: `seesFrom` says what. */
export const seesCommunication = (m: Access, c: Communication): boolean =>
  seesProject(m) && (seesItAll(m, c) || (c.joined ?? []).some((p) => isPerson(m, p)));

/** From which moment on `m` sees what is open to the whole conversation; null: never, only what is addressed to `m`. */
export const seesFrom = (m: Access, c: Communication): string | null => {
  if (seesItAll(m, c)) return '';
  const since = (c.joined ?? []).filter((p) => p.part === 'conversation' && isPerson(m, p)).map((p) => p.since);
  return since.toSorted()[0] ?? null;
};

/** Bcc people, and the replies that are only for the sender: the sender and the Admins see them all. */
export const seesHidden = (m: Access, c: Communication): boolean => isAdmin(m) || c.createdBy === m.userId;

/** Whether `m` may know of this Bcc person: the sender, the Admins, and that person. */
export const seesBccPerson = (
  m: Access,
  c: Communication,
  p: { recipientId: string; userId: string | null },
): boolean => seesHidden(m, c) || isPerson(m, p);
