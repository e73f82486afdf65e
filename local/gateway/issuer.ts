import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { join } from 'node:path';
import { exportJWK, type JWK, SignJWT } from 'jose';
import { z } from 'zod';
import { answerJson, readBody } from '../http.ts';
import type { LocalUsers } from './users.ts';

/** An OpenID issuer without passwords: whoever can reach loopback may sign in as any member in the table. */

export const issuerPath = '/local/oidc';

export type Issuer = {
  jwks: { keys: JWK[] };
  /** Issues a token for that user: an access token, unless `more` says otherwise. */
  mint(user: string, more?: TokenRequest): Promise<string>;
  /** Answers requests under /local; false when the path is not one of the issuer's. */
  handle(request: IncomingMessage, response: ServerResponse, path: string): Promise<boolean>;
};

const TokenRequest = z.looseObject({
  user: z.string().optional(),
  scope: z.string().optional(),
  tokenUse: z.enum(['access', 'id']).optional(),
  /** Claims to put into the token as they are, for tests of the authorizer. */
  claims: z.record(z.string(), z.unknown()).optional(),
});
type TokenRequest = z.infer<typeof TokenRequest>;

const tokenHours = 12;
const kid = 'local-1';

const loadKey = (dataDir: string): KeyObject => {
  const dir = join(dataDir, 'keys');
  const file = join(dir, 'issuer.pem');
  if (!existsSync(file)) {
    mkdirSync(dir, { recursive: true });
    const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    writeFileSync(file, privateKey.export({ type: 'pkcs8', format: 'pem' }), { mode: 0o600 });
  }
  return createPrivateKey(readFileSync(file));
};

export const localIssuer = async (options: {
  dataDir: string;
  /** The issuer named by the template's authorizer: tokens must carry exactly this. */
  issuer: string;
  audience: string;
  scope: string;
  pageUrl: string;
  users: LocalUsers;
}): Promise<Issuer> => {
  const { issuer, users } = options;
  const key = loadKey(options.dataDir);
  const jwk = { ...(await exportJWK(createPublicKey(key))), kid, alg: 'RS256', use: 'sig' };
  const jwks = { keys: [jwk] };
  const discovery = {
    issuer,
    jwks_uri: `${options.pageUrl}${issuerPath}/jwks`,
    id_token_signing_alg_values_supported: ['RS256'],
    subject_types_supported: ['public'],
    response_types_supported: ['token'],
  };

  const mint: Issuer['mint'] = (user, { scope, tokenUse = 'access', claims = {} } = {}) => {
    const now = Math.floor(Date.now() / 1000);
    const usual = {
      iss: issuer,
      sub: user,
      aud: options.audience,
      client_id: options.audience,
      token_use: tokenUse,
      iat: now,
      exp: now + tokenHours * 3600,
      jti: crypto.randomUUID(),
      // An ID token says who somebody is; only an access token says what it may be used for.
      ...(tokenUse === 'access' || scope !== undefined ? { scope: scope ?? options.scope } : {}),
    };
    return new SignJWT({ ...usual, ...claims }).setProtectedHeader({ alg: 'RS256', kid, typ: 'JWT' }).sign(key);
  };

  const problem = (response: ServerResponse, status: number, code: string, title: string): void =>
    answerJson(
      response,
      status,
      { type: 'about:blank', status, code, title },
      { 'content-type': 'application/problem+json' },
    );

  const token = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const body = (await readBody(request, 64 * 1024)) ?? Buffer.alloc(0);
    const asked = TokenRequest.safeParse(parse(body));
    if (!asked.success) return problem(response, 400, 'invalid-json', 'The body must be {"user": "usr_…"}');
    const { user = '' } = asked.data;
    if (!(await users.has(user)))
      return problem(response, 404, 'unknown-user', 'No member has this user id: GET /local/users lists them all');
    answerJson(response, 200, { token: await mint(user, asked.data) }, { 'cache-control': 'no-store' });
  };

  return {
    jwks,
    mint,
    handle: async (request, response, path) => {
      const asked = `${request.method} ${path}`;
      if (asked === 'POST /local/token') await token(request, response);
      else if (asked === 'GET /local/users')
        answerJson(response, 200, await users.list(), { 'cache-control': 'no-store' });
      else if (asked === `GET ${issuerPath}/.well-known/openid-configuration`) answerJson(response, 200, discovery);
      else if (asked === `GET ${issuerPath}/jwks`) answerJson(response, 200, jwks);
      else if (path.startsWith('/local/')) problem(response, 404, 'not-found', 'The issuer has no such route');
      else return false;
      return true;
    },
  };
};

const parse = (body: Buffer): unknown => {
  try {
    return JSON.parse(body.toString('utf8'));
  } catch {
    return null;
  }
};
