import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { routes } from '../../../shared/api/contract.ts';
import type { Handlers } from '../../../shared/api/handler.ts';
import { ServiceError } from '../../../shared/domain/errors.ts';
import { maxJsonDepth } from '../../../shared/domain/limits.ts';
import { http } from '../../../shared/runtime/http.ts';
import { readJsonBody } from '../../../shared/runtime/http-body.ts';
import { readCaller } from '../../../shared/runtime/http-caller.ts';
import { validate } from '../../../shared/runtime/http-validate.ts';
import { problems } from '../../../shared/words/en/problems.ts';
import { fakeClock } from '../../fakes/ports/fake-clock.ts';
import { fakeLog } from '../../fakes/ports/fake-log.ts';
import { memoryProjectStore } from '../../fakes/ports/memory-project-store.ts';
import { memoryUsageStore } from '../../fakes/ports/memory-usage-store.ts';

const event = (body: string) => ({ headers: { 'content-type': 'application/json' }, body, isBase64Encoded: false });
const read = (body: string) => readJsonBody(event(body), 100_000);
const codeOf = (run: () => unknown): string => {
  try {
    run();
  } catch (error) {
    if (error instanceof ServiceError) return error.code;
    throw error;
  }
  return 'none';
};
const depthOf = (value: unknown): number =>
  typeof value === 'object' && value !== null ? 1 + Math.max(0, ...Object.values(value).map(depthOf)) : 0;

describe('a JSON body', () => {
  test('is either read unchanged or refused with a code, whatever the text', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ unit: 'binary' }),
          fc.json(),
          fc.json().map((t) => `{"a":${t}`),
        ),
        (text) => {
          expect(['none', 'invalid-json', 'validation-failed', 'payload-too-large']).toContain(
            codeOf(() => read(text)),
          );
        },
      ),
    );
    fc.assert(
      fc.property(
        fc.dictionary(
          fc.string().filter((k) => k !== '__proto__'),
          fc.jsonValue(),
        ),
        (value) => {
          const text = JSON.stringify(value);
          fc.pre(!/__proto__|constructor/.test(text));
          expect(JSON.stringify(read(text))).toBe(text);
        },
      ),
    );
  });

  test('may be nested up to the limit and no deeper, without counting brackets inside strings', () => {
    const nested = (depth: number) => `${'{"[{":'.repeat(depth)}"[[[\\"{{"${'}'.repeat(depth)}`;
    expect(depthOf(read(nested(maxJsonDepth)))).toBe(maxJsonDepth);
    expect(codeOf(() => read(nested(maxJsonDepth + 1)))).toBe('validation-failed');
  });

  test('may not have a key that reaches a prototype, at any depth', () => {
    for (const text of ['{"a":[{"__proto__":1}]}', '{"a":{"constructor":{"prototype":{}}}}', '{"\\u005f_proto__":{}}'])
      expect(codeOf(() => read(text))).toBe('validation-failed');
    expect(read('{"constructor":"ACME","prototype":1}')).toEqual({ constructor: 'ACME', prototype: 1 });
  });
});

describe('a value that does not match its schema', () => {
  const schema = z.strictObject({ name: z.string().max(3), list: z.array(z.strictObject({ n: z.number() })) });
  const refused = (value: unknown) => {
    try {
      validate(schema, value, 'invalid');
    } catch (error) {
      if (error instanceof ServiceError) return error;
    }
    throw new Error('the value was accepted');
  };

  test('is reported with pointers, but without the value and unknown names', () => {
    const error = refused({ name: 'secret', list: [{ n: 1 }, { n: 'secret', 'x/secret"': 1 }], secret: 1 });
    expect(error.errors.map((e) => e.pointer)).toEqual(['/name', '/list/1/n', '/list/1', '/secret']);
    expect(error.errors.map((e) => e.detail(problems)).join()).not.toContain('secret');
    expect(error.code).toBe('unknown-property');
  });

  test('is reported with at most fifty errors', () => {
    expect(refused({ name: 'a', list: Array(500).fill({}) }).errors).toHaveLength(50);
  });
});

describe('the caller', () => {
  const scopes = { api: 'courriel/api', import: 'courriel/import' };
  const caller = (claims: object, route: 'getMe' | 'putGroup' = 'getMe') =>
    readCaller({ requestContext: { authorizer: { jwt: { claims: { ...claims } } } } }, routes[route], scopes);

  test('is the token’s subject, with our prefix when it has none', () => {
    expect(caller({ sub: 'usr_a', scope: 'openid courriel/api' })).toEqual({ userId: 'usr_a', importer: false });
    expect(caller({ sub: '9f2c-1', scope: 'courriel/api' }).userId).toBe('usr_9f2c-1');
  });

  test('imports with the import scope, on the import routes only, with any subject', () => {
    const machine = { sub: 'client@clients', scope: 'courriel/import' };
    expect(caller(machine, 'putGroup')).toEqual({ userId: '', importer: true });
    expect(codeOf(() => caller(machine))).toBe('scope-missing');
    expect(caller({ sub: 'a', scope: 'courriel/api courriel/import' })).toEqual({ userId: 'usr_a', importer: true });
  });
});

describe('the handler', () => {
  const handlers = (body: unknown) => ({ getOpenApi: async () => ({ status: 200, body }) }) as unknown as Handlers;
  const call = async (routeKey: string, body: unknown, headers: Record<string, string> = {}) => {
    const log = fakeLog();
    const scopes = { api: 'a', import: 'i' };
    const deps = { projects: memoryProjectStore(), usage: memoryUsageStore(), clock: fakeClock(), scopes };
    const handler = http(deps, handlers(body), log);
    const event = { routeKey, headers, requestContext: {}, isBase64Encoded: false };
    return { result: await handler(event as never, {} as never), log };
  };

  test('logs one line at the start and one at the end, with the route and the status', async () => {
    const { result, log } = await call('GET /openapi.json', {});
    expect(result.statusCode).toBe(200);
    expect(log.lines.map((l) => [l.message, l.fields.route, l.fields.status])).toEqual([
      ['start', 'GET /openapi.json', undefined],
      ['end', 'GET /openapi.json', 200],
    ]);
  });

  test('an answer that does not match its schema is a bug: 500, logged by name, with nothing of it shown', async () => {
    const { result, log } = await call('GET /openapi.json', 'secret');
    expect(result.statusCode).toBe(500);
    expect(result.headers['content-type']).toBe('application/problem+json');
    expect(result.body).not.toContain('secret');
    expect(log.warnings()).toEqual(['failed']);
    expect(JSON.stringify(log.lines)).not.toContain('secret');
    expect(log.lines.at(-1)?.fields.error).toBe('ZodError');
  });

  test('a bug and an answer that is too large are reported in the language that the caller prefers', async () => {
    const french = { 'accept-language': 'fr' };
    const bug = await call('GET /openapi.json', 'secret', french);
    expect(JSON.parse(bug.result.body ?? '')).toMatchObject({
      title: 'Erreur interne du serveur',
      detail: 'Un problème est survenu de notre côté. L’erreur a été consignée.',
    });
    const large = await call('GET /openapi.json', { large: 'x'.repeat(1_000_001) }, french);
    expect(JSON.parse(large.result.body ?? '')).toMatchObject({
      code: 'answer-too-large',
      detail: expect.stringMatching(/^La réponse est trop volumineuse/),
    });
    expect([bug, large].map(({ result }) => result.headers['content-language'])).toEqual(['fr-CA', 'fr-CA']);
  });

  test('a route that does not exist is 404', async () => {
    expect((await call('GET /nothing', {})).result.statusCode).toBe(404);
    expect((await call('$default', {})).result.statusCode).toBe(404);
  });
});
