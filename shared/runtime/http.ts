import middy from '@middy/core';
import { z } from 'zod';
import { type RouteName, routes } from '../api/contract.ts';
import type { Caller, CsvFile, Handlers } from '../api/handler.ts';
import { Problem } from '../api/problems.ts';
import { type Route, routeKey } from '../api/route.ts';
import { isAdmin, seesDetail, seesProject } from '../domain/conversation/permissions.ts';
import { forbidden, notFound, ServiceError } from '../domain/errors.ts';
import { maxAnswerBytes, maxBodyBytes, maxImportBytes } from '../domain/limits.ts';
import type { Member } from '../domain/project/project.ts';
import type { Language } from '../domain/text.ts';
import type { Log, Ports } from '../ports/ports.ts';
import { readAccepts } from './http-accepts.ts';
import { takeAllowance } from './http-allowance.ts';
import { readJsonBody } from './http-body.ts';
import { readCaller, type Scopes } from './http-caller.ts';
import { HttpEvent, type HttpResult } from './http-event.ts';
import { bugProblem, csvResponse, emptyResponse, jsonResponse, oversizeProblem, problemOf } from './http-problem.ts';
import { readIdempotencyKey, validate } from './http-validate.ts';
import { createLog, idsOf, invocationLines } from './logger.ts';

/** The HTTP entry point: API Gateway's event ─▶ checks in a fixed order ─▶ a route's handler ─▶ the response. */

type Deps = Pick<Ports, 'projects' | 'usage' | 'clock'> & { scopes: Scopes };

/** A handler without its route's types; Handlers (api/handler.ts) ties the two together. */
type AnyHandler = (call: Record<string, unknown>) => Promise<{
  status: number;
  body?: unknown;
  csv?: CsvFile;
  headers?: Record<string, string>;
}>;

const routesByKey = new Map<string, [RouteName, Route]>(
  Object.entries(routes).map(([name, route]) => [routeKey(route), [name as RouteName, route]]),
);

/**
 * A caller who is not a member, or has level none, gets the same 404 whatever the request is and whether or not the
 * project exists. An importer may write to every existing project, and only putProject may create one.
 */
const readMember = async (deps: Deps, route: Route, caller: Caller, projectId: string): Promise<Member | null> => {
  const member = caller.userId === '' ? null : await deps.projects.getMember(projectId, caller.userId);
  if (route.scope === 'import' && caller.importer) {
    const creates = routeKey(route) === routeKey(routes.putProject);
    if (!creates && !(await deps.projects.getProject(projectId))) throw notFound();
    return member;
  }
  if (!seesProject(member)) throw notFound();
  if ((route.scope === 'import' || route.needs === 'admin') && !isAdmin(member)) throw forbidden();
  if (route.needs === 'detail' && !seesDetail(member)) throw forbidden();
  return member;
};

const readPath = (event: HttpEvent, route: Route): Record<string, unknown> => {
  const path = route.pathParams.safeParse(event.pathParameters);
  if (!path.success) throw notFound();
  return path.data;
};

const limitOf = (route: Route): number => (route.bodyLimit === 'import' ? maxImportBytes : maxBodyBytes);

/**
 * Everything that the route's handler takes, checked. The order matters: the body is not read until the caller's right
 * on the project is established.
 */
const readCall = async (deps: Deps, event: HttpEvent, route: Route): Promise<Record<string, unknown>> => {
  if (route.scope === 'none') return { caller: { userId: '', importer: false }, member: null, path: {} };
  const caller = readCaller(event, route, deps.scopes);
  const path = readPath(event, route);
  const projectId = path.projectId;
  const member = typeof projectId === 'string' ? await readMember(deps, route, caller, projectId) : null;
  const query = route.query && validate(route.query, event.queryStringParameters, 'bad_request');
  const accepts = readAccepts(event.headers);
  await takeAllowance(deps, route, { caller, query, accepts });
  const body = route.body && validate(route.body, readJsonBody(event, limitOf(route)), 'invalid');
  const ifNoneMatch = event.headers['if-none-match'] ?? null;
  const idempotencyKey = route.idempotent ? readIdempotencyKey(event.headers['idempotency-key']) : '';
  return { caller, member, path, query, body, idempotencyKey, accepts, ifNoneMatch };
};

const respond = async (deps: Deps, handlers: Handlers, event: HttpEvent): Promise<HttpResult> => {
  const [name, route] = routesByKey.get(event.routeKey) ?? [];
  if (!name || !route) throw notFound();
  const call = await readCall(deps, event, route);
  // The contract ties handler, call and response together by name; the parsing above has established these types.
  const handler = handlers[name] as unknown as AnyHandler;
  const { status, body, csv, headers } = await handler(call);
  if (csv) return csvResponse(csv, headers);
  const schema = route.answers[status];
  return schema ? jsonResponse(status, schema.parse(body), headers) : emptyResponse(status, headers);
};

/** A caller may put any text in place of an id: only values that look like ids are logged. */
const idsIn = (path: Record<string, string>) =>
  idsOf(Object.fromEntries(Object.entries(path).filter(([, id]) => /^[a-z]{3}_[A-Za-z0-9-]{1,60}$/.test(id))));

/**
 * Replaces a response over our limit by a problem, with a log line that names the route and that an alarm can match.
 * Lambda would turn a response over its own limit into a bare 500 that our log does not explain.
 */
const withinLimit = (log: Log, event: HttpEvent, response: HttpResult): HttpResult => {
  const bytes = Buffer.byteLength(response.body ?? '');
  if (bytes <= maxAnswerBytes) return response;
  log.warn('answer too large', { route: event.routeKey, ...idsIn(event.pathParameters), bytes });
  return oversizeProblem(languageOf(event));
};

/** The language of a problem: the one that the request prefers, otherwise English. The event may be of any shape. */
const languageOf = (event: unknown): Language =>
  readAccepts(HttpEvent.safeParse(event).data?.headers ?? {}).language ?? 'en';

/** Log fields of an invocation: the route and its ids from the event, the status and problem code from the response. */
const fieldsOf = (value: unknown): Record<string, string | number | boolean | null> => {
  const event = HttpEvent.safeParse(value).data;
  if (event) return { route: event.routeKey, ...idsIn(event.pathParameters) };
  const result = z.object({ statusCode: z.number(), body: z.string().optional() }).safeParse(value).data;
  if (!result) return {};
  const problem = result.statusCode < 400 ? undefined : Problem.safeParse(JSON.parse(result.body ?? 'null')).data;
  return { status: result.statusCode, ...(problem && { code: problem.code }) };
};

export const http = (deps: Deps, handlers: Handlers, log: Log = createLog('api')) =>
  middy<unknown, HttpResult>({ timeoutEarlyInMillis: 0 })
    .onError((request) => {
      request.response = bugProblem(languageOf(request.event));
    })
    // middy runs error handlers in reverse order: added last, this one logs a bug's error before it is replaced.
    .use(invocationLines(log, fieldsOf))
    .handler(async (event: unknown) => {
      try {
        const request = HttpEvent.parse(event);
        return withinLimit(log, request, await respond(deps, handlers, request));
      } catch (error) {
        // Recovery: a ServiceError tells the caller what to do. Everything else is a bug.
        if (error instanceof ServiceError) return problemOf(error, languageOf(event));
        throw error;
      }
    });
