import type { Handler } from '../../../shared/api/handler.ts';
import { sendingView } from '../../../shared/api/views/sending-view.ts';
import { notFound } from '../../../shared/domain/errors.ts';
import type { Ports } from '../../../shared/ports/ports.ts';

/**
 * The project's kill switch. It is one conditional write: a repeat of the present setting keeps who made it first, and
 * why. The pre-send check (functions/send-email/find-cancel-reason.ts) reads it before each claim.
 */
export const setSending =
  ({ projects, clock, log }: Pick<Ports, 'projects' | 'clock' | 'log'>): Handler<'setSending'> =>
  async ({ member, path: { projectId }, body: { paused, reason } }) => {
    const { userId, contactId } = member;
    const name = (await projects.getContact(projectId, contactId))?.name ?? userId;
    const at = clock.now().toISOString();
    const isTurned = await projects.switchSending(projectId, { paused, by: userId, name, at, reason });
    const project = await projects.getProject(projectId);
    if (!project) throw notFound();
    if (isTurned) log.info(paused ? 'sending paused' : 'sending resumed', { projectId, userId });
    return { status: 200, body: sendingView(project) };
  };
