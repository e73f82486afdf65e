import { PutItemCommand } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startFixture } from './stack.ts';

describe('the API of the local run', () => {
  let run: Awaited<ReturnType<typeof startFixture>>;
  beforeAll(async () => {
    run = await startFixture();
    const member = {
      userId: 'usr_a',
      projectId: 'prj_a',
      contactId: 'cnt_a',
      level: 'admin',
      viewInvoiceDetails: true,
    };
    const data = Object.fromEntries(
      Object.entries(member).map(([name, value]) => [
        name,
        typeof value === 'boolean' ? { BOOL: value } : { S: value },
      ]),
    );
    const keys = { PK: 'PRJ#prj_a', SK: 'MEMBER#usr_a', GSI1PK: 'USER#usr_a', GSI1SK: 'PRJ#prj_a' };
    const Item = { ...Object.fromEntries(Object.entries(keys).map(([name, S]) => [name, { S }])), data: { M: data } };
    await run.clients.dynamo.send(new PutItemCommand({ TableName: 'Table', Item }));
  });
  afterAll(async () => {
    await run.stop();
    run.remove();
  });

  const api = (path: string, init: RequestInit = {}) => fetch(`${run.urls.api}${path}`, init);
  const token = async (body: object): Promise<string> => {
    const response = await fetch(`${run.urls.page}/local/token`, { method: 'POST', body: JSON.stringify(body) });
    return ((await response.json()) as { token: string }).token;
  };
  const as = async (claims: object, init: RequestInit = {}) => {
    const authorization = `Bearer ${await token({ user: 'usr_a', ...claims })}`;
    return { ...init, headers: { authorization, ...(init.headers as object) } };
  };
  const plainly = async (response: Response) => `${response.status} ${await response.text()}`;

  test('an open route needs no token, and an unknown route is not found, before any token is read', async () => {
    expect((await api('/open')).status).toBe(200);
    expect(await plainly(await api('/nowhere'))).toBe('404 {"message":"Not Found"}');
    expect(await plainly(await api('/open', { method: 'POST' }))).toBe('404 {"message":"Not Found"}');
    expect(await plainly(await api('/things/'))).toBe('404 {"message":"Not Found"}');
  });

  test('a guarded route requires a token of its issuer, for its audience, within its time', async () => {
    const now = Math.floor(Date.now() / 1000);
    const refused = '401 {"message":"Unauthorized"}';
    expect(await plainly(await api('/things/1'))).toBe(refused);
    expect(await plainly(await api('/things/1', { headers: { authorization: 'Bearer a.b.c' } }))).toBe(refused);
    for (const claims of [
      { exp: now - 5 },
      { nbf: now + 60 },
      { iat: now + 60 },
      { aud: 'others', client_id: 'others' },
      { iss: 'http://other.test' },
    ])
      expect(await plainly(await api('/things/1', await as({ claims }))), JSON.stringify(claims)).toBe(refused);
    expect((await api('/things/1', await as({}))).status).toBe(200);
    expect((await api('/things/1', await as({ claims: { aud: undefined } }))).status).toBe(200);
  });

  test('a scoped route requires one of its scopes', async () => {
    const post = { method: 'POST', body: '{}', headers: { 'content-type': 'application/json' } };
    expect(await plainly(await api('/things', await as({ scope: 'read' }, post)))).toBe('403 {"message":"Forbidden"}');
    expect(await plainly(await api('/things', await as({ tokenUse: 'id' }, post)))).toBe('403 {"message":"Forbidden"}');
    expect((await api('/things', await as({ scope: 'read write' }, post))).status).toBe(200);
  });

  test('the event has payload format 2.0', async () => {
    const init = await as({}, { headers: { 'X-Mixed': 'a', cookie: 'one=1; two=2' } });
    const { event } = (await (await api('/things/a%20b%2Fc?q=1&q=2&z=%C3%A9', init)).json()) as {
      event: Record<string, unknown>;
    };
    expect(event).toMatchObject({
      version: '2.0',
      routeKey: 'GET /things/{thingId}',
      rawQueryString: 'q=1&q=2&z=%C3%A9',
      pathParameters: { thingId: 'a b/c' },
      queryStringParameters: { q: '1,2', z: 'é' },
      cookies: ['one=1', 'two=2'],
      headers: { 'x-mixed': 'a' },
      isBase64Encoded: false,
      requestContext: {
        http: { method: 'GET', sourceIp: '127.0.0.1' },
        authorizer: { jwt: { claims: { sub: 'usr_a', token_use: 'access', aud: 'tests' }, scopes: null } },
        stage: '$default',
      },
    });
    expect(event.body).toBeUndefined();
  });

  test('text is passed on as text, other bodies in base64, and 10 MB is the limit', async () => {
    const post = async (body: Uint8Array<ArrayBuffer>, contentType: string) =>
      api('/things', await as({ scope: 'write' }, { method: 'POST', body, headers: { 'content-type': contentType } }));
    const event = async (response: Response) =>
      ((await response.json()) as { event: { body: string; isBase64Encoded: boolean } }).event;
    expect(await event(await post(Buffer.from('{"é":1}'), 'application/json'))).toMatchObject({
      body: '{"é":1}',
      isBase64Encoded: false,
    });
    expect(await event(await post(Buffer.from([0, 255]), 'application/pdf'))).toMatchObject({
      body: 'AP8=',
      isBase64Encoded: true,
    });
    expect(await plainly(await post(Buffer.alloc(11_000_000, 'x'), 'text/plain'))).toBe(
      '413 {"message":"Request Too Long"}',
    );
  });

  test('CORS follows the template', async () => {
    const preflight = (origin: string) =>
      api('/things/1', { method: 'OPTIONS', headers: { origin, 'access-control-request-method': 'GET' } });
    const allowed = await preflight('https://page.test');
    expect(allowed.status).toBe(204);
    expect(allowed.headers.get('access-control-allow-origin')).toBe('https://page.test');
    expect(allowed.headers.get('access-control-allow-headers')).toBe('authorization');
    expect((await preflight('https://other.test')).headers.get('access-control-allow-origin')).toBeNull();
    const refused = await api('/things/1', { headers: { origin: 'https://page.test' } });
    expect(refused.headers.get('access-control-allow-origin')).toBe('https://page.test');
  });

  test('tokens are issued to known users only, and the issuer can be discovered', async () => {
    const unknown = await fetch(`${run.urls.page}/local/token`, { method: 'POST', body: '{"user":"usr_nobody"}' });
    expect(unknown.status).toBe(404);
    expect(unknown.headers.get('content-type')).toBe('application/problem+json');
    expect(await (await fetch(`${run.urls.page}/local/users`)).json()).toMatchObject([
      { id: 'usr_a', projects: [{ id: 'prj_a', level: 'admin', viewInvoiceDetails: true }] },
    ]);
    const discovery = await fetch(`${run.urls.page}/local/oidc/.well-known/openid-configuration`);
    const { jwks_uri } = (await discovery.json()) as { jwks_uri: string };
    const { keys } = (await (await fetch(jwks_uri)).json()) as { keys: Record<string, string>[] };
    expect(keys[0]).toMatchObject({ kty: 'RSA', alg: 'RS256' });
    expect(keys[0]?.d).toBeUndefined();
  });

  test('only requests to a name of this machine are answered', async () => {
    const { request } = await import('node:http');
    const statusOf = (host: string): Promise<number | undefined> =>
      new Promise((done) => {
        request(`${run.urls.page}/local/users`, { headers: { host } }, (response) => {
          response.resume();
          done(response.statusCode);
        }).end();
      });
    expect(await statusOf('evil.test')).toBe(421);
    expect(await statusOf(`localhost:${run.ports.page}`)).toBe(200);
  });
});
