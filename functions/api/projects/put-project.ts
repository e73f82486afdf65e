import type { Handler } from '../../../shared/api/handler.ts';
import { invalidRequest } from '../../../shared/domain/errors.ts';
import type { ProjectInput } from '../../../shared/domain/project/project.ts';
import type { Ports } from '../../../shared/ports/ports.ts';
import { requirePrintable } from './require-printable.ts';

/** Stores only what our own encoder wrote: the browser that prints never sees the bytes that came in. */
const withOwnLogo = async (
  { logos }: Pick<Ports, 'logos'>,
  company: ProjectInput['company'],
): Promise<ProjectInput['company']> => {
  if (company.logo === undefined) return company;
  const made = await logos.remake(company.logo);
  if ('logo' in made) return { ...company, logo: made.logo };
  throw invalidRequest([{ pointer: '/company/logo', detail: (say) => say.import.logo[made.fault] }]);
};

/** The invoicing system does not own the kill switch: the store leaves it as it was. */
export const putProject =
  (deps: Pick<Ports, 'projects' | 'logos'>): Handler<'putProject'> =>
  async ({ path: { projectId }, body }) => {
    requirePrintable({ ...body, company: { ...body.company, logo: '' } });
    const company = await withOwnLogo(deps, body.company);
    const project = { ...body, company, id: projectId, sendingPaused: false };
    await deps.projects.putProject(project);
    return { status: 200, body: project };
  };
