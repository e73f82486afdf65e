import { canopyInvoices, canopySum } from './canopy-invoices.ts';
import { canopy, project, secondProject, stairs, steelFrame } from './contracts.ts';
import { groups, members, people } from './people.ts';
import { stairsInvoice, stairsSum } from './stairs-invoice.ts';
import { steelFrameInvoices } from './steel-frame-invoices.ts';

/** Fills an empty table through the API's own import routes, so that data which the routes refuse cannot be seeded. */

type Put = { path: string; body: unknown };

const withoutId = <T extends { id: string }>({ id: _, ...rest }: T) => rest;

const ofFirstProject = (projectId: string): Put[] => {
  const at = `/projects/${projectId}`;
  const contracts = [steelFrame, stairs(stairsSum), canopy(canopySum)];
  return [
    { path: at, body: project.body },
    ...people.map((p) => ({ path: `${at}/directory/${p.id}`, body: withoutId(p) })),
    ...groups.map((g) => ({ path: `${at}/groups/${g.id}`, body: withoutId(g) })),
    ...members.map(({ userId, ...body }) => ({ path: `${at}/members/${userId}`, body })),
    ...contracts.map((c) => ({ path: `${at}/contracts/${c.id}`, body: c.body })),
    ...[...steelFrameInvoices, stairsInvoice, ...canopyInvoices].map((i) => ({
      path: `${at}/invoices/${i.id}`,
      body: i.body,
    })),
  ];
};

const ofSecondProject = (): Put[] => {
  const at = `/projects/${secondProject.id}`;
  const james = people.filter((p) => p.userId === 'usr_james');
  return [
    { path: at, body: secondProject.body },
    ...james.map((p) => ({ path: `${at}/directory/${p.id}`, body: withoutId(p) })),
    ...members
      .filter((m) => m.userId === 'usr_james')
      .map(({ userId, ...body }) => ({ path: `${at}/members/${userId}`, body })),
    {
      path: `${at}/contracts/con_harbour`,
      body: {
        ...canopy('98000.00').body,
        number: 'HW-7',
        title: 'Warehouse mezzanine',
        changeOrders: [],
        recipients: { to: [], cc: ['cnt_james'] },
      },
    },
  ];
};

/** `token` must carry the import scope. */
type Import = { apiUrl: string; token: string };

/** Stops at the first refused request and reports it. */
const putAll = async ({ apiUrl, token }: Import, puts: readonly Put[]): Promise<void> => {
  for (const { path, body } of puts) {
    const response = await fetch(`${apiUrl}${path}`, {
      method: 'PUT',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    if (!response.ok) throw new Error(`seed: PUT ${path} returned ${response.status}: ${await response.text()}`);
  }
};

/** The first project once more under an id of its own, for a test that pauses a project or empties its quarantine. */
export const seedCopy = (to: Import, projectId: string): Promise<void> => putAll(to, ofFirstProject(projectId));

export const seed = async (options: Import & { log?: (line: string) => void }): Promise<void> => {
  await putAll(options, [...ofFirstProject(project.id), ...ofSecondProject()]);
  options.log?.(
    `${people.length} people, ${groups.length} groups and ${3 + canopyInvoices.length + 1} invoices stored`,
  );
};
