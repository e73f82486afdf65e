import type { CsvFile } from '../api/handler.ts';
import type { Problem } from '../api/problems.ts';
import { statusOf } from '../api/problems.ts';
import type { ServiceError } from '../domain/errors.ts';
import type { Language } from '../domain/text.ts';
import type { ProblemWords } from '../words/en/problems.ts';
import { problemWords } from '../words/words.ts';
import type { HttpResult } from './http-event.ts';

/** Makes the responses of the API: JSON, CSV, empty ones and problems. */

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

type Content = Omit<Problem, 'type' | 'title'> & { status: keyof ProblemWords['titles'] };

/** An RFC 9457 problem. `type` is always about:blank: clients switch on `code`, which is the same in every language. */
const problem = (language: Language, content: Content, headers: Record<string, string> = {}): HttpResult =>
  jsonResponse(
    content.status,
    { type: 'about:blank', title: problemWords(language).titles[content.status], ...content },
    { 'content-type': 'application/problem+json', 'content-language': `${language}-CA`, ...headers },
  );

export const problemOf = ({ kind, code, text, errors, throttling }: ServiceError, language: Language): HttpResult => {
  const say = problemWords(language);
  return problem(
    language,
    {
      status: statusOf[kind],
      code,
      detail: text(say),
      ...(errors.length > 0 && { errors: errors.map(({ pointer, detail }) => ({ pointer, detail: detail(say) })) }),
      ...(throttling?.quota && { quota: throttling.quota }),
    },
    throttling ? { 'retry-after': String(throttling.retryAfterSeconds) } : {},
  );
};

/** A response that is too large: a bug, but one around which the caller can work. */
export const oversizeProblem = (language: Language): HttpResult =>
  problem(language, {
    status: 500,
    code: 'answer-too-large',
    detail: problemWords(language).service.answerTooLarge,
  });

/** A bug, whose details are not disclosed. */
export const bugProblem = (language: Language): HttpResult =>
  problem(language, { status: 500, code: 'internal-error', detail: problemWords(language).service.bug });
