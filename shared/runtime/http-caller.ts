import type { Caller } from '../api/handler.ts';
import type { Route } from '../api/route.ts';
import { ServiceError } from '../domain/errors.ts';
import { UserId } from '../domain/ids.ts';
import type { HttpEvent } from './http-event.ts';

export type Scopes = { api: string; import: string };
type Claims = Record<string, unknown>;

/** API Gateway hands a list claim over as the string "[a b]"; `scope` is RFC 8693's, `scp` what some issuers write. */
const listOf = (claim: unknown): string[] => String(claim ?? '').match(/[^\s,[\]"]+/g) ?? [];

const refused = (): ServiceError =>
  new ServiceError('forbidden', 'scope-missing', 'Use an access token that carries the scope of this API.');

/** The issuer's subject is the user: as it is when it has our prefix, and with the prefix otherwise. */
const userIdOf = (claims: Claims): string | null => {
  const subject = String(claims.sub ?? '');
  return UserId.safeParse(subject.startsWith('usr_') ? subject : `usr_${subject}`).data ?? null;
};

/**
 * The authorizer has checked the signature, issuer, audience and times. It takes ID tokens too, and knows nothing of
 * our two scopes: that is checked here.
 */
export const readCaller = (event: Pick<HttpEvent, 'requestContext'>, route: Route, scopes: Scopes): Caller => {
  const claims: Claims | undefined = event.requestContext.authorizer?.jwt?.claims;
  if (!claims) throw new ServiceError('unauthorized', 'unauthorized', 'Sign in first.');
  if ((claims.token_use ?? 'access') !== 'access') throw refused();
  const held = [...listOf(claims.scope), ...listOf(claims.scp)];
  const importer = held.includes(scopes.import);
  const imports = importer && route.scope === 'import';
  const userId = userIdOf(claims);
  // A machine's token may have a subject that no member could have; it needs none to import.
  if (!imports && (!held.includes(scopes.api) || userId === null)) throw refused();
  return { userId: userId ?? '', importer };
};
