import type { Handler } from '../../../shared/api/handler.ts';
import { sendingView } from '../../../shared/api/views/sending-view.ts';
import { isAdmin, seesProject } from '../../../shared/domain/conversation/permissions.ts';
import type { Ports } from '../../../shared/ports/ports.ts';
import { pageAfter, paging } from '../paging.ts';

/**
 * Name and language come from the first project whose directory has an entry for the caller. The route has no page
 * size, so only the size of a response ends a page.
 */
export const getMe =
  (deps: Pick<Ports, 'projects' | 'keys'>): Handler<'getMe'> =>
  async (call) => {
    const { caller } = call;
    const page = await paging(deps, 'getMe', { ...call, query: { ...call.query, limit: Number.POSITIVE_INFINITY } });
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
    const sorted = projects.toSorted((a, b) => a.name.localeCompare(b.name, 'fr') || (a.id < b.id ? -1 : 1));
    const placed = sorted.map((project, index) => ({ project, index }));
    const { items, nextCursor } = pageAfter(page, placed, ({ index }) => String(index).padStart(6, '0'));
    return {
      status: 200,
      body: {
        id: caller.userId,
        name: contact?.name ?? null,
        language: contact?.language ?? null,
        projects: items.map(({ project }) => project),
        nextCursor,
      },
    };
  };
