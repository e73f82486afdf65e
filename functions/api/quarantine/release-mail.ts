import type { Handler } from '../../../shared/api/handler.ts';
import { type DecisionDeps, decideQuarantinedMail } from './decide-quarantined-mail.ts';

export const releaseMail =
  (deps: DecisionDeps): Handler<'releaseMail'> =>
  async ({ member, path, body }) => {
    const released = await decideQuarantinedMail(deps, 'released', { member, path, reason: body.reason });
    return { status: 200, body: released };
  };
