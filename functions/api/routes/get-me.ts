import type { Handler } from '../../../shared/api/handler.ts';
import { sendingView } from '../../../shared/api/sending-view.ts';
import { isAdmin, seesProject } from '../../../shared/domain/permissions.ts';
import type { Ports } from '../../../shared/domain/ports.ts';

/** Name and language are those of the caller's entry in the first project's directory. */
export const getMe =
  (deps: Pick<Ports, 'projects'>): Handler<'getMe'> =>
  async ({ caller }) => {
    const members = (await deps.projects.listMemberships(caller.userId)).filter(seesProject);
    const found = await Promise.all(
      members.map(async (member) => ({
        member,
        project: await deps.projects.getProject(member.projectId),
        contact: await deps.projects.getContact(member.projectId, member.contactId),
      })),
    );
    const contact = found.find((one) => one.contact)?.contact;
    const projects = found.flatMap(({ member, project }) =>
      project
        ? [
            {
              id: project.id,
              name: project.name,
              number: project.number,
              timeZone: project.timeZone,
              level: member.level,
              viewInvoiceDetails: member.viewInvoiceDetails,
              sending: isAdmin(member) ? sendingView(project) : null,
            },
          ]
        : [],
    );
    return {
      status: 200,
      body: {
        id: caller.userId,
        name: contact?.name ?? null,
        language: contact?.language ?? null,
        projects: projects.toSorted((a, b) => a.name.localeCompare(b.name, 'fr')),
      },
    };
  };
