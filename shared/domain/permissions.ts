import type { Communication } from './communication.ts';
import type { Member } from './project.ts';

/** Design.md section 5 as code: who may do what. Pure; the member is read from the table on every request. */

export type Access = Pick<Member, 'level' | 'viewInvoiceDetails' | 'contactId' | 'userId'>;

export const seesProject = (m: Access | null): m is Access => m !== null && m.level !== 'none';
export const isAdmin = (m: Access): boolean => m.level === 'admin';
export const seesDetail = (m: Access): boolean => isAdmin(m) || (seesProject(m) && m.viewInvoiceDetails);

/** The sender, or someone in To, Cc or Bcc of the communication: by user id, or by the directory entry of the member. */
const isParticipant = (m: Access, c: Communication): boolean =>
  c.createdBy === m.userId || c.participants.some((p) => p.userId === m.userId || p.recipientId === m.contactId);

/** Private: sender, recipients, Admins. Otherwise whoever may see the invoice's Detail, and the participants. */
export const seesCommunication = (m: Access, c: Communication): boolean =>
  seesProject(m) && (isAdmin(m) || isParticipant(m, c) || (!c.private && seesDetail(m)));

/** Bcc people, and the replies that are only for the sender: the sender and the Admins see them all. */
export const seesHidden = (m: Access, c: Communication): boolean => isAdmin(m) || c.createdBy === m.userId;

/** Whether `m` may know of this Bcc person: the sender, the Admins, and that person. */
export const seesBccPerson = (
  m: Access,
  c: Communication,
  p: { recipientId: string; userId: string | null },
): boolean => seesHidden(m, c) || p.recipientId === m.contactId || (p.userId !== null && p.userId === m.userId);
