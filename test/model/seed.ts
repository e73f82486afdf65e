import type { Ports } from '../../shared/ports/ports.ts';
import { seededWorld } from '../fakes/worlds/api-world.ts';

/** The project of api-world.ts, imported once through the API and then copied into each new world. */

export const projectId = 'prj_a';
/** The client's three people and the two Admins may be in the conversation or not. */
export const clients = ['cnt_julie', 'cnt_luc', 'cnt_david'] as const;
export const admins = ['usr_admin', 'usr_boss'] as const;

const read = async () => {
  const { w, call } = await seededWorld();
  const { projects, files } = w;
  return {
    project: await projects.getProject(projectId),
    members: await projects.listMembers(projectId),
    contacts: await projects.listContacts(projectId),
    groups: await projects.listGroups(projectId),
    contracts: await projects.listContracts(projectId),
    invoices: await projects.listInvoices(projectId),
    files: [...files.stored],
    version: String((await call('usr_admin', 'GET', '/projects/prj_a/invoices/inv_a/composer')).json.invoiceVersion),
  };
};

let seed: ReturnType<typeof read> | undefined;

/** Returns the contacts and the version of the invoice. */
export const plant = async ({ projects, files }: Pick<Ports, 'projects' | 'files'>) => {
  seed ??= read();
  const { project, members, contacts, groups, contracts, invoices, files: stored, version } = await seed;
  if (!project) throw new Error('no project');
  await projects.putProject(project);
  for (const member of members) await projects.putMember(member);
  for (const contact of contacts) await projects.putContact(contact);
  for (const group of groups) await projects.putGroup(group);
  for (const contract of contracts) await projects.putContract(contract);
  for (const invoice of invoices) await projects.putInvoice(invoice);
  for (const [key, { content, contentType, metadata }] of stored) await files.put(key, content, contentType, metadata);
  return { contacts, version };
};
