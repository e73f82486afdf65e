import type { Handler } from '../../../shared/api/handler.ts';
import { ServiceError } from '../../../shared/domain/errors.ts';
import { normalizeAddress } from '../../../shared/domain/mail-address.ts';
import type { Ports } from '../../../shared/domain/ports.ts';

export const putContact =
  (deps: Pick<Ports, 'projects'>): Handler<'putContact'> =>
  async ({ path: { projectId, contactId }, body }) => {
    const email = normalizeAddress(body.email);
    if (email === null)
      throw new ServiceError('invalid', 'validation-failed', 'The request does not fit; see errors.', [
        { pointer: '/email', detail: 'must be one plain address with an ASCII local part' },
      ]);
    const contact = { ...body, email, id: contactId, projectId };
    await deps.projects.putContact(contact);
    return { status: 200, body: contact };
  };
