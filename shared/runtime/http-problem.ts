import type { CsvFile } from '../api/handler.ts';
import type { Problem } from '../api/problems.ts';
import { statusOf, titles } from '../api/problems.ts';
import type { ServiceError } from '../domain/errors.ts';
import type { HttpResult } from './http-event.ts';

/** Makes the responses of the API: JSON, CSV, none, and problems. */

/** Headers of every response. No cache stores it, no page may frame it, and no browser guesses its type. */
const securityHeaders = {
  'cache-control': 'no-store',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'referrer-policy': 'no-referrer',
  'strict-transport-security': 'max-age=63072000; includeSubDomains',
  'x-content-type-options': 'nosniff',
};

export const jsonResponse = (statusCode: number, body: unknown, headers: Record<string, string> = {}): HttpResult => ({
  statusCode,
  headers: { ...securityHeaders, 'content-type': 'application/json', ...headers },
  body: JSON.stringify(body),
});

/** The file name is one of our own, plain ASCII, and needs no escaping. */
export const csvResponse = ({ fileName, text }: CsvFile, headers: Record<string, string> = {}): HttpResult => ({
  statusCode: 200,
  headers: {
    ...securityHeaders,
    'content-type': 'text/csv; charset=utf-8',
    'content-disposition': `attachment; filename="${fileName}"`,
    ...headers,
  },
  body: text,
});

export const emptyResponse = (statusCode: number, headers: Record<string, string> = {}): HttpResult => ({
  statusCode,
  headers: { ...securityHeaders, ...headers },
});

const problem = (body: Problem, headers: Record<string, string> = {}): HttpResult =>
  jsonResponse(body.status, body, { 'content-type': 'application/problem+json', ...headers });

/** An RFC 9457 problem. `type` is always about:blank: clients switch on `code`. */
export const problemOf = (error: ServiceError): HttpResult => {
  const status = statusOf[error.kind];
  return problem(
    {
      type: 'about:blank',
      title: titles[status] ?? 'Error',
      status,
      code: error.code,
      detail: error.message,
      ...(error.errors.length > 0 && { errors: [...error.errors] }),
      ...(error.throttling?.quota && { quota: error.throttling.quota }),
    },
    error.throttling ? { 'retry-after': String(error.throttling.retryAfterSeconds) } : {},
  );
};

/** A response that is too large: a bug, but one around which the caller can work. */
export const oversizeProblem = (): HttpResult =>
  problem({
    type: 'about:blank',
    title: 'Internal Server Error',
    status: 500,
    code: 'answer-too-large',
    detail: 'The response is too large. Ask for fewer items with ?limit=. The error has been logged.',
  });

/** A bug, whose details are not disclosed. */
export const bugProblem = (): HttpResult =>
  problem({
    type: 'about:blank',
    title: 'Internal Server Error',
    status: 500,
    code: 'internal-error',
    detail: 'Something went wrong on our side. The error has been logged.',
  });
