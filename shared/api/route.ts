import type { z } from 'zod';
import type { ProblemCode } from './problems.ts';

export type Method = 'GET' | 'PUT' | 'POST' | 'PATCH';

export type Route = {
  method: Method;
  path: string;
  summary: string;
  /** `api`: an access token with the API scope. `import`: that of a project admin, or one with the import scope. `none`: open. */
  scope: 'api' | 'import' | 'none';
  pathParams: z.ZodObject;
  query?: z.ZodObject;
  body?: z.ZodType;
  /** Largest body in bytes; 256 kB unless said. */
  bodyLimit?: 'default' | 'import';
  /** The 200 is also to be had as a file, by `Accept: text/csv`. */
  csv?: true;
  /** Its 200 carries an ETag, and If-None-Match may ask whether that still holds. */
  etag?: true;
  /** Needs an Idempotency-Key header. */
  idempotent?: true;
  /** The right on the project without which the answer is 403 before the body is looked at. Absent: any level above none. */
  needs?: 'admin' | 'detail';
  /**
   * Units of the caller's allowance (limits.callAllowance): `each` for any call, the others where the query has that
   * parameter, or where the answer is a file. Absent: it costs none, and nothing is counted.
   */
  costs?: { each?: number; q?: number; state?: number; csv?: number };
  /** Status ─▶ answer; null: no content. */
  answers: Record<number, z.ZodType | null>;
  /** Problem codes beyond those of every route (unauthorized, not-found, validation-failed). */
  refusals?: readonly ProblemCode[];
};

/** API Gateway's name for the route, which the Lambda event carries. */
export const routeKey = (route: Route): string => `${route.method} ${route.path}`;
