import type { Communication } from '../../shared/domain/communication.ts';
import type { Email } from '../../shared/domain/email.ts';
import { notFound } from '../../shared/domain/errors.ts';
import { type Access, seesCommunication } from '../../shared/domain/permissions.ts';
import type { Ports } from '../../shared/domain/ports.ts';
import { seesEmail, visibleEntries } from '../../shared/domain/thread-visibility.ts';

type Stores = Pick<Ports, 'communications'>;
type CommunicationPath = { projectId: string; communicationId: string };

/** 404 for what is not there, what is another project's, and what the viewer may not know of. */
export const findCommunication = async (
  deps: Stores,
  viewer: Access,
  { projectId, communicationId }: CommunicationPath,
): Promise<Communication> => {
  const found = await deps.communications.getCommunication(communicationId);
  if (!found || found.projectId !== projectId || !seesCommunication(viewer, found)) throw notFound();
  return found;
};

/** The same for one of its emails. */
export const findEmail = async (
  deps: Stores,
  viewer: Access,
  path: CommunicationPath & { emailId: string },
): Promise<Email> => {
  const communication = await findCommunication(deps, viewer, path);
  const entries = visibleEntries(viewer, communication, await deps.communications.listEntries(communication.id));
  const email = entries.some((e) => e.emailId === path.emailId)
    ? await deps.communications.getEmail(path.emailId)
    : null;
  if (!email || !seesEmail(viewer, communication, email)) throw notFound();
  return email;
};
