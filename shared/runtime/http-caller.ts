import type { Caller } from '../api/handler.ts';
import type { Route } from '../api/route.ts';
import { ServiceError } from '../domain/errors.ts';
import { UserId } from '../domain/ids.ts';
import type { HttpEvent } from './http-event.ts';

/** Reads who calls, from the claims of the access token, and whether the token may use the route. */

/** The names of our two scopes, as they stand in a token. */
export type Scopes = { api: string; import: string };
type Claims = Record<string, unknown>;

/** API Gateway passes a list claim as the string "[a b]". `scope` is the claim of RFC 8693; some issuers use `scp`. */
const listOf = (claim: unknown): string[] => String(claim ?? '').match(/[^\s,[\]"]+/g) ?? [];

const refused = (): ServiceError => new ServiceError('forbidden', 'scope-missing', (say) => say.request.scopeMissing);

/** The user id is the token's subject, with our prefix added unless it is already there. */
const userIdOf = (claims: Claims): string | null => {
  const subject = String(claims.sub ?? '');
  return UserId.safeParse(subject.startsWith('usr_') ? subject : `usr_${subject}`).data ?? null;
};

/**
 * The authorizer has already checked the signature, issuer, audience and times. It also accepts ID tokens and does not
 * check our two scopes, so both checks are made here.
 */
export const readCaller = (event: Pick<HttpEvent, 'requestContext'>, route: Route, scopes: Scopes): Caller => {
  const claims: Claims | undefined = event.requestContext.authorizer?.jwt?.claims;
  if (!claims) throw new ServiceError('unauthorized', 'unauthorized', (say) => say.request.signIn);
  if ((claims.token_use ?? 'access') !== 'access') throw refused();
  const granted = [...listOf(claims.scope), ...listOf(claims.scp)];
  const importer = granted.includes(scopes.import);
  const imports = importer && route.scope === 'import';
  const userId = userIdOf(claims);
  // A machine's token may have a subject that is not a valid user id; an import needs no user.
  if (!imports && (!granted.includes(scopes.api) || userId === null)) throw refused();
  return { userId: userId ?? '', importer };
};
