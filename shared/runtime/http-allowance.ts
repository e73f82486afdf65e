import type { Accepts, Caller } from '../api/handler.ts';
import type { Route } from '../api/route.ts';
import { ServiceError } from '../domain/errors.ts';
import { callAllowance } from '../domain/limits.ts';
import type { Ports } from '../ports/ports.ts';

/** Limits each user's calls of expensive routes. The contract gives the cost of a call (`costs` in api/route.ts). */

type AllowedRequest = { caller: Caller; query: Record<string, unknown> | undefined; accepts: Accepts };

const costOf = ({ costs = {}, csv }: Route, { query = {}, accepts }: AllowedRequest): number => {
  const { each = 0, q = 0, state = 0, csv: file = 0 } = costs;
  return each + (query.q ? q : 0) + (query.state ? state : 0) + (csv && accepts.csv ? file : 0);
};

/** Takes the cost of the call from the caller's allowance; 429 when the allowance is used up. */
export const takeAllowance = async (
  { usage, clock }: Pick<Ports, 'usage' | 'clock'>,
  route: Route,
  request: AllowedRequest,
): Promise<void> => {
  const cost = costOf(route, request);
  if (cost === 0 || request.caller.userId === '') return;
  const unitMs = 1000 / callAllowance.perSecond;
  const taken = { now: clock.now(), costMs: cost * unitMs, burstMs: callAllowance.burst * unitMs };
  const waitMs = await usage.take(`calls#${request.caller.userId}`, taken);
  if (waitMs === 0) return;
  const retryAfterSeconds = Math.ceil(waitMs / 1000);
  throw new ServiceError('throttled', 'too-many-requests', (say) => say.request.tooMany(retryAfterSeconds), [], {
    retryAfterSeconds,
  });
};
