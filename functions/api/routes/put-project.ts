import type { Handler } from '../../../shared/api/handler.ts';
import type { Ports } from '../../../shared/domain/ports.ts';

/** The kill switch is not the invoicing system's: the store leaves it as it was. */
export const putProject =
  (deps: Pick<Ports, 'projects'>): Handler<'putProject'> =>
  async ({ path: { projectId }, body }) => {
    const project = { ...body, id: projectId, sendingPaused: false };
    await deps.projects.putProject(project);
    return { status: 200, body: project };
  };
