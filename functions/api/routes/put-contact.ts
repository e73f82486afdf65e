import type { Handler } from '../../../shared/api/handler.ts';
import { ServiceError } from '../../../shared/domain/errors.ts';
import { isUnderDomain, normalizeAddress } from '../../../shared/domain/mail-address.ts';
import type { Ports } from '../../../shared/domain/ports.ts';

const refused = (detail: string): ServiceError =>
  new ServiceError('invalid', 'validation-failed', 'The request does not fit; see errors.', [
    { pointer: '/email', detail },
  ]);

/** An address of our own is a conversation, or nobody: as a person's it would mail the conversation to itself. */
const addressOf = (raw: string, replyDomain: string): string => {
  const email = normalizeAddress(raw);
  if (email === null) throw refused('must be one plain address with an ASCII local part');
  if (isUnderDomain(email, replyDomain))
    throw refused("must be the person's own address, not one under the domain that takes replies");
  return email;
};

export const putContact =
  (deps: Pick<Ports, 'projects'> & { replyDomain: string }): Handler<'putContact'> =>
  async ({ path: { projectId, contactId }, body }) => {
    const email = addressOf(body.email, deps.replyDomain);
    const contact = { ...body, email, id: contactId, projectId };
    await deps.projects.putContact(contact);
    return { status: 200, body: contact };
  };
