import type { Handler } from '../../../shared/api/handler.ts';
import { invalidRequest } from '../../../shared/domain/errors.ts';
import type { ProjectInput } from '../../../shared/domain/project/project.ts';
import type { Ports } from '../../../shared/ports/ports.ts';

const logoFaults = {
  kind: 'is not an ordinary PNG or JPEG, whatever its name: save the logo as PNG, or as JPEG in RGB',
  pixels: 'has more than 4 million pixels: save the logo at a smaller size; it is printed at 260 by 52 pixels',
  scans: 'is a JPEG with too many scans: save the logo again as PNG or JPEG',
  broken: 'is damaged or incomplete: open the logo in an image program and save it again as PNG or JPEG',
};

/** Stores only what our own encoder wrote: the browser that prints never sees the bytes that came in. */
const withOwnLogo = async (
  { logos }: Pick<Ports, 'logos'>,
  company: ProjectInput['company'],
): Promise<ProjectInput['company']> => {
  if (company.logo === undefined) return company;
  const made = await logos.remake(company.logo);
  if ('logo' in made) return { ...company, logo: made.logo };
  throw invalidRequest([{ pointer: '/company/logo', detail: logoFaults[made.fault] }]);
};

/** The invoicing system does not own the kill switch: the store leaves it as it was. */
export const putProject =
  (deps: Pick<Ports, 'projects' | 'logos'>): Handler<'putProject'> =>
  async ({ path: { projectId }, body }) => {
    const company = await withOwnLogo(deps, body.company);
    const project = { ...body, company, id: projectId, sendingPaused: false };
    await deps.projects.putProject(project);
    return { status: 200, body: project };
  };
