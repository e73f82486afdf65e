import type { Handler } from '../../../shared/api/handler.ts';
import type { Ports } from '../../../shared/ports/ports.ts';
import { requireStored } from './require-stored.ts';

export const putMember =
  (deps: Pick<Ports, 'projects'>): Handler<'putMember'> =>
  async ({ path: { projectId, userId }, body }) => {
    const contact = await deps.projects.getContact(projectId, body.contactId);
    requireStored([{ pointer: '/contactId', found: contact !== null }]);
    const member = { ...body, projectId, userId };
    await deps.projects.putMember(member);
    return { status: 200, body: member };
  };
