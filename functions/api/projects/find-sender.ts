import { ServiceError } from '../../../shared/domain/errors.ts';
import type { Contact, Member } from '../../../shared/domain/project/project.ts';
import type { Ports } from '../../../shared/ports/ports.ts';

/** The caller's entry in the project's directory: the name and address that recipients see and reply to. */
export const findSender = async (deps: Pick<Ports, 'projects'>, member: Member): Promise<Contact> => {
  const contact = await deps.projects.getContact(member.projectId, member.contactId);
  if (contact) return contact;
  throw new ServiceError('conflict', 'sender-not-in-directory', (say) => say.sending.senderNotInDirectory);
};
