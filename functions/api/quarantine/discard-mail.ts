import type { Handler } from '../../../shared/api/handler.ts';
import { type DecisionDeps, decideQuarantinedMail } from './decide-quarantined-mail.ts';

export const discardMail =
  (deps: DecisionDeps): Handler<'discardMail'> =>
  async ({ member, path, body }) => {
    const discarded = await decideQuarantinedMail(deps, 'discarded', { member, path, reason: body.reason });
    return { status: 200, body: discarded };
  };
