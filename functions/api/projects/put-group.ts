import type { Handler } from '../../../shared/api/handler.ts';
import type { Ports } from '../../../shared/ports/ports.ts';
import { requireStored } from './require-stored.ts';

export const putGroup =
  (deps: Pick<Ports, 'projects'>): Handler<'putGroup'> =>
  async ({ path: { projectId, groupId }, body }) => {
    const known = new Set((await deps.projects.listContacts(projectId)).map((contact) => contact.id));
    requireStored(body.members.map((id, i) => ({ pointer: `/members/${i}`, found: known.has(id) })));
    const group = { ...body, members: [...new Set(body.members)], id: groupId, projectId };
    await deps.projects.putGroup(group);
    return { status: 200, body: group };
  };
