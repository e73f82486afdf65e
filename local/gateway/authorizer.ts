import { createLocalJWKSet, createRemoteJWKSet, type JWTPayload, type JWTVerifyGetKey, jwtVerify } from 'jose';
import { z } from 'zod';
import type { Authorizer, LocalRoute } from '../template/api-and-mail.ts';
import type { Issuer } from './issuer.ts';

/**
 * API Gateway's JWT authorizer for HTTP APIs: it checks signature, issuer, audience and times, then the route's scopes.
 */

export type Verdict =
  | { kind: 'open' }
  | { kind: 'allowed'; claims: JWTPayload; scopes: string[] | null }
  | { kind: 'unauthorized' }
  | { kind: 'forbidden' };

const Discovery = z.looseObject({ jwks_uri: z.url() });

/** API Gateway uses `client_id` only when there is no `aud`. */
const namesAudience = (claims: JWTPayload, audience: string[]): boolean =>
  [claims.aud ?? claims.client_id ?? []].flat().some((one) => audience.includes(String(one)));

const scopesOf = (claims: JWTPayload): string[] => {
  const given = claims.scope ?? claims.scp ?? [];
  return typeof given === 'string' ? given.split(' ') : [given].flat().map(String);
};

export const jwtAuthorizer = (own: Issuer | null, ownIssuer: string | null) => {
  const remote = new Map<string, JWTVerifyGetKey>();
  /** Another issuer's keys are found as API Gateway finds them, through its discovery document. */
  const keysOf = async (issuer: string): Promise<JWTVerifyGetKey> => {
    if (own && issuer === ownIssuer) return createLocalJWKSet(own.jwks);
    const known = remote.get(issuer);
    if (known) return known;
    const response = await fetch(`${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`);
    const keys = createRemoteJWKSet(new URL(Discovery.parse(await response.json()).jwks_uri));
    remote.set(issuer, keys);
    return keys;
  };

  const verify = async (token: string, { issuer, audience }: Authorizer): Promise<JWTPayload | null> => {
    const keys = await keysOf(issuer);
    // API Gateway gives the same response whatever is wrong with a token, and reveals nothing about it.
    try {
      const { payload } = await jwtVerify(token, keys, { issuer, algorithms: ['RS256'], requiredClaims: ['exp'] });
      const issuedLater = payload.iat !== undefined && payload.iat > Date.now() / 1000 + 1;
      return namesAudience(payload, audience) && !issuedLater ? payload : null;
    } catch {
      return null;
    }
  };

  return async (route: LocalRoute, authorization: string | undefined): Promise<Verdict> => {
    if (!route.authorizer) return { kind: 'open' };
    const token = authorization?.replace(/^Bearer\s+/i, '').trim();
    const claims = token ? await verify(token, route.authorizer) : null;
    if (!claims) return { kind: 'unauthorized' };
    if (route.scopes.length === 0) return { kind: 'allowed', claims, scopes: null };
    const held = scopesOf(claims);
    const allowed = route.scopes.some((scope) => held.includes(scope));
    return allowed ? { kind: 'allowed', claims, scopes: route.scopes } : { kind: 'forbidden' };
  };
};
export type AuthorizeRoute = ReturnType<typeof jwtAuthorizer>;
