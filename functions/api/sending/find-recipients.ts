import type { Recipient } from '../../../shared/domain/conversation/email.ts';
import { expandRecipients, type RecipientIds } from '../../../shared/domain/conversation/recipients.ts';
import { ServiceError } from '../../../shared/domain/errors.ts';
import type { Ports } from '../../../shared/ports/ports.ts';

/** The people a request names by directory id, with groups expanded; 422 for an id that is not in the directory. */
export const findRecipients = async (
  { projects }: Pick<Ports, 'projects'>,
  projectId: string,
  ids: RecipientIds,
): Promise<Recipient[]> => {
  const [contacts, groups] = await Promise.all([projects.listContacts(projectId), projects.listGroups(projectId)]);
  const { recipients, errors } = expandRecipients(ids, contacts, groups);
  if (errors.length > 0)
    throw new ServiceError(
      'invalid',
      'validation-failed',
      (say) => say.sending.recipients.invalid,
      errors.slice(0, 50),
    );
  return recipients;
};
