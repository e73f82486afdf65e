import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { answer, answerJson, readBody } from '../http.ts';
import type { Functions } from '../lambda/functions.ts';
import type { LocalApi } from '../template/api-and-mail.ts';
import { apiCorsHeaders, isPreflight } from './api-cors.ts';
import type { AuthorizeRoute } from './authorizer.ts';
import { matchRoute } from './match-route.ts';
import { proxyEvent } from './proxy-event.ts';

/** API Gateway's HTTP API: exactly the routes of the template, with the responses that API Gateway itself gives. */

const maxBodyBytes = 10 * 1024 * 1024;
/** Lambda's limit on an event: API Gateway answers 413 to a request whose event is larger. */
const maxEventBytes = 6 * 1024 * 1024;
const integrationMs = 30_000;

const FunctionAnswer = z.looseObject({
  statusCode: z.coerce.number(),
  headers: z.record(z.string(), z.coerce.string()).default({}),
  cookies: z.array(z.string()).default([]),
  body: z.string().default(''),
  isBase64Encoded: z.boolean().default(false),
});

type Headers = Record<string, string | string[]>;

const relay = (response: ServerResponse, payload: string, cors: Headers): void => {
  const value: unknown = JSON.parse(payload);
  if (typeof value !== 'object' || value === null || !('statusCode' in value)) {
    answer(response, 200, payload, { 'content-type': 'application/json', ...cors });
    return;
  }
  const parsed = FunctionAnswer.safeParse(value);
  if (!parsed.success) {
    answerJson(response, 500, { message: 'Internal Server Error' }, cors);
    return;
  }
  const { statusCode, headers, cookies, body, isBase64Encoded } = parsed.data;
  const lower = Object.fromEntries(Object.entries(headers).map(([name, text]) => [name.toLowerCase(), text]));
  const bytes = isBase64Encoded ? Buffer.from(body, 'base64') : body;
  const length = statusCode === 204 || statusCode === 304 ? {} : { 'content-length': String(Buffer.byteLength(bytes)) };
  response.writeHead(statusCode, {
    ...(body && !lower['content-type'] ? { 'content-type': 'text/plain; charset=utf-8' } : {}),
    ...lower,
    ...length,
    ...(cookies.length > 0 ? { 'set-cookie': cookies } : {}),
    ...cors,
  });
  response.end(bytes);
};

export const httpApi =
  (api: LocalApi, functions: Functions, authorize: AuthorizeRoute) =>
  /** `rawUrl` is the path with its query, without /api. */
  async (request: IncomingMessage, response: ServerResponse, rawUrl: string): Promise<void> => {
    const [rawPath = '/', rawQuery = ''] = rawUrl.split(/\?(.*)/s);
    const cors = apiCorsHeaders(api.cors, request);
    if (isPreflight(request) && api.cors) {
      answer(response, 204, '', cors);
      return;
    }
    const match = matchRoute(api.routes, request.method ?? 'GET', rawPath);
    if (!match) {
      answerJson(response, 404, { message: 'Not Found' }, cors);
      return;
    }
    const verdict = await authorize(match.route, request.headers.authorization);
    if (verdict.kind === 'unauthorized') {
      answerJson(response, 401, { message: 'Unauthorized' }, { 'www-authenticate': 'Bearer', ...cors });
      return;
    }
    if (verdict.kind === 'forbidden') {
      const scope = `Bearer scope="${match.route.scopes.join(' ')}" error="insufficient_scope"`;
      answerJson(response, 403, { message: 'Forbidden' }, { 'www-authenticate': scope, ...cors });
      return;
    }
    const body = await readBody(request, maxBodyBytes);
    const event =
      body && JSON.stringify(proxyEvent({ request, apiId: api.id, match, verdict, rawPath, rawQuery, body }));
    if (!event || Buffer.byteLength(event) > maxEventBytes) {
      answerJson(response, 413, { message: 'Request Too Long' }, cors);
      return;
    }
    const late = sleep(integrationMs, null, { ref: false });
    const outcome = await Promise.race([functions.invoke(match.route.functionArn, event), late]);
    if (outcome === null || (!outcome.ok && outcome.error.errorType === 'TooManyRequestsException'))
      answerJson(response, 503, { message: 'Service Unavailable' }, cors);
    else if (!outcome.ok) answerJson(response, 500, { message: 'Internal Server Error' }, cors);
    else relay(response, outcome.payload, cors);
  };
export type HttpApi = ReturnType<typeof httpApi>;
