import type { Handler } from '../../../shared/api/handler.ts';
import { type DecisionDeps, decideHeldMail } from './decide-held-mail.ts';

export const discardMail =
  (deps: DecisionDeps): Handler<'discardMail'> =>
  async ({ member, path, body }) => {
    const discarded = await decideHeldMail(deps, 'discarded', { member, path, reason: body.reason });
    return { status: 200, body: discarded };
  };
