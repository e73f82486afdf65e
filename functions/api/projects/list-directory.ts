import type { Handler } from '../../../shared/api/handler.ts';
import { directorySortKey, searchDirectory } from '../../../shared/domain/project/directory-entry.ts';
import type { Ports } from '../../../shared/ports/ports.ts';
import { pageAfter, paging } from '../paging.ts';

export const listDirectory =
  (deps: Pick<Ports, 'projects' | 'keys'>): Handler<'listDirectory'> =>
  async (call) => {
    const page = await paging(deps, 'listDirectory', call);
    const [contacts, groups] = await Promise.all([
      deps.projects.listContacts(call.path.projectId),
      deps.projects.listGroups(call.path.projectId),
    ]);
    const entries = searchDirectory(contacts, groups, call.query.q ?? '');
    return { status: 200, body: pageAfter(page, entries, directorySortKey) };
  };
