import type { Communication, ThreadEntry } from '../../shared/domain/communication.ts';
import type { Email } from '../../shared/domain/email.ts';
import { incomingEntryOf } from '../../shared/domain/enter-thread.ts';
import { notFound } from '../../shared/domain/errors.ts';
import { entryOf } from '../../shared/domain/launch-email.ts';
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

/** What the thread's index holds, or will hold in a moment, of this email; null for one that stands in no thread. */
const entryFor = (email: Email): ThreadEntry | null => {
  if (email.direction === 'incoming') return email.status === 'recorded' ? incomingEntryOf(email) : null;
  return email.heldNotice ? null : entryOf(email);
};

/** The same for one of its emails, by that email alone: a thread's index may hold thousands. */
export const findEmail = async (
  deps: Stores,
  viewer: Access,
  path: CommunicationPath & { emailId: string },
): Promise<Email> => {
  const communication = await findCommunication(deps, viewer, path);
  const email = await deps.communications.getEmail(path.emailId);
  const entry = email?.communicationId === communication.id ? entryFor(email) : null;
  const isVisible = entry !== null && visibleEntries(viewer, communication, [entry]).length > 0;
  if (!email || !isVisible || !seesEmail(viewer, communication, email)) throw notFound();
  return email;
};
