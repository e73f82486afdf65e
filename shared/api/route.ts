import type { z } from 'zod';
import type { ProblemCode } from './problems.ts';

/** The shape of a route in the contract. */

export type Method = 'GET' | 'PUT' | 'POST' | 'PATCH';

export type Route = {
  method: Method;
  path: string;
  summary: string;
  /**
   * The token that a caller needs. `api`: one with the API scope. `import`: one with the import scope, or that of a
   * project's Admin with the API scope. `none`: no token.
   */
  scope: 'api' | 'import' | 'none';
  pathParams: z.ZodObject;
  query?: z.ZodObject;
  body?: z.ZodType;
  /** The limit on the body's size: 256 kB, or with `import` maxImportBytes (domain/limits.ts). */
  bodyLimit?: 'default' | 'import';
  /** The response with status 200 is also available as a file, with `Accept: text/csv`. */
  csv?: true;
  /** The response with status 200 carries an ETag, and a request with a current If-None-Match gets 304. */
  etag?: true;
  /** The request must carry an Idempotency-Key header. */
  idempotent?: true;
  /** The right on the project, checked before the body is read: 403 without it. Absent: any level above none. */
  needs?: 'admin' | 'detail';
  /**
   * Units taken from the caller's allowance (limits.callAllowance), added up: `each` for every call, `q` and `state`
   * when the query has that parameter, `csv` when the response is a file. Absent: calls are free and not counted.
   */
  costs?: { each?: number; q?: number; state?: number; csv?: number };
  /** The schema of the response by its status; null: no content. */
  answers: Record<number, z.ZodType | null>;
  /** Problem codes in addition to those that follow from the rest of the route (problemsOf in openapi.ts). */
  problems?: readonly ProblemCode[];
};

/** API Gateway's key of the route, as it arrives in the Lambda event. */
export const routeKey = (route: Route): string => `${route.method} ${route.path}`;
