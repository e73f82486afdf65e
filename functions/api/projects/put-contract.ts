import type { Handler } from '../../../shared/api/handler.ts';
import type { Ports } from '../../../shared/ports/ports.ts';
import { requirePrintable } from './require-printable.ts';
import { requireStored } from './require-stored.ts';

export const putContract =
  (deps: Pick<Ports, 'projects'>): Handler<'putContract'> =>
  async ({ path: { projectId, contractId }, body }) => {
    requirePrintable(body);
    const [contacts, groups] = await Promise.all([
      deps.projects.listContacts(projectId),
      deps.projects.listGroups(projectId),
    ]);
    const known = new Set([...contacts, ...groups].map(({ id }) => id));
    const references = (role: 'to' | 'cc') =>
      body.recipients[role].map((id, i) => ({ pointer: `/recipients/${role}/${i}`, found: known.has(id) }));
    requireStored([...references('to'), ...references('cc')]);
    const contract = { ...body, id: contractId, projectId };
    await deps.projects.putContract(contract);
    return { status: 200, body: contract };
  };
