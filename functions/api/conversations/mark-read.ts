import type { Handler } from '../../../shared/api/handler.ts';
import { user } from '../../../shared/domain/conversation/revision.ts';
import type { Ports } from '../../../shared/ports/ports.ts';
import { findCommunication } from './find-communication.ts';

/** Raises the revision for this user alone, so that their other open pages show the conversation as read. */
export const markRead =
  (deps: Pick<Ports, 'communications' | 'clock'>): Handler<'markRead'> =>
  async ({ caller, member, path }) => {
    const { id } = await findCommunication(deps, member, path);
    await deps.communications.setReadAt(id, caller.userId, deps.clock.now().toISOString());
    await deps.communications.raiseRevision(id, [user(caller.userId)]);
    return { status: 204, body: null };
  };
