import type { Handler } from '../../../shared/api/handler.ts';
import type { Ports } from '../../../shared/domain/ports.ts';
import { decideHeldMail } from '../held-mail.ts';

export const releaseMail =
  (deps: Pick<Ports, 'projects' | 'communications' | 'files' | 'sendFlow' | 'clock' | 'log'>): Handler<'releaseMail'> =>
  async ({ member, path, body }) => {
    const released = await decideHeldMail(deps, 'released', { member, path, reason: body.reason });
    return { status: 200, body: released };
  };
