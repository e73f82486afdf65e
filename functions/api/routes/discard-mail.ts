import type { Handler } from '../../../shared/api/handler.ts';
import type { Ports } from '../../../shared/domain/ports.ts';
import { decideHeldMail } from '../held-mail.ts';

export const discardMail =
  (deps: Pick<Ports, 'projects' | 'communications' | 'files' | 'sendFlow' | 'clock' | 'log'>): Handler<'discardMail'> =>
  async ({ member, path, body }) => {
    const discarded = await decideHeldMail(deps, 'discarded', { member, path, reason: body.reason });
    return { status: 200, body: discarded };
  };
