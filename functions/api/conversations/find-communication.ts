import type { Communication } from '../../../shared/domain/conversation/communication.ts';
import type { Email } from '../../../shared/domain/conversation/email.ts';
import { type Access, seesCommunication } from '../../../shared/domain/conversation/permissions.ts';
import type { Counters } from '../../../shared/domain/conversation/revision.ts';
import { entryOf } from '../../../shared/domain/conversation/thread-entry.ts';
import { seesEmail, visibleEntries } from '../../../shared/domain/conversation/thread-visibility.ts';
import { notFound } from '../../../shared/domain/errors.ts';
import type { Ports } from '../../../shared/ports/ports.ts';

type Stores = Pick<Ports, 'communications'>;
type CommunicationPath = { projectId: string; communicationId: string };

/** 404 for a conversation that does not exist, is another project's, or must not be known to the viewer. */
export const findCommunication = async (
  deps: Stores,
  viewer: Access,
  { projectId, communicationId }: CommunicationPath,
): Promise<Communication> => {
  const found = await deps.communications.getCommunication(communicationId);
  if (!found || found.projectId !== projectId || !seesCommunication(viewer, found)) throw notFound();
  return found;
};

/** A conversation with the counters of its revision, in one read; 404 as above. */
export const findRevised = async (
  deps: Stores,
  viewer: Access,
  { projectId, communicationId }: CommunicationPath,
): Promise<{ communication: Communication; counters: Counters }> => {
  const found = await deps.communications.getRevised(communicationId);
  if (found?.communication.projectId !== projectId || !seesCommunication(viewer, found.communication)) throw notFound();
  return found;
};

/**
 * An email of a conversation; 404 as above. Visibility is judged by this email alone, because a thread may have
 * thousands of entries.
 */
export const findEmail = async (
  deps: Stores,
  viewer: Access,
  path: CommunicationPath & { emailId: string },
): Promise<Email> => {
  const communication = await findCommunication(deps, viewer, path);
  const email = await deps.communications.getEmail(path.emailId);
  const entry = email?.communicationId === communication.id ? entryOf(email) : null;
  const isVisible = entry !== null && visibleEntries(viewer, communication, [entry]).length > 0;
  if (!email || !isVisible || !seesEmail(viewer, communication, email)) throw notFound();
  return email;
};
