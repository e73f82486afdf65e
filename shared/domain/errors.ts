import { type ProblemText, problems } from '../words/en/problems.ts';
import type { Quota } from './quota.ts';

/** The product's only expected error, `ServiceError`. Anything else that is thrown is a bug. */

export type { ProblemText } from '../words/en/problems.ts';

/**
 * The kinds of error. HTTP maps them to status codes (api/problems.ts), Step Functions to error names
 * (runtime/step.ts).
 */
export type ErrorKind =
  | 'bad_request'
  | 'unauthorized'
  | 'forbidden'
  | 'not_found'
  | 'conflict'
  | 'too_large'
  | 'unsupported_media'
  | 'invalid'
  | 'throttled'
  | 'unavailable';

/**
 * The part of a request that is wrong. `pointer` is a JSON pointer into the body; `detail` never repeats the bad value.
 */
export type FieldError = { pointer: string; detail: ProblemText };

/** For a request that came too early: when to retry and, if a budget is used up, which one. */
export type Throttling = { retryAfterSeconds: number; quota?: Quota };

export class ServiceError extends Error {
  override readonly name = 'ServiceError';
  readonly kind: ErrorKind;
  readonly code: string;
  readonly text: ProblemText;
  readonly errors: readonly FieldError[];
  readonly throttling: Throttling | null;

  /**
   * `code` is stable and kebab-case; `text` says what to do, and never contains a value from the request. The inherited
   * `message` is the text in English.
   */
  constructor(
    kind: ErrorKind,
    code: string,
    text: ProblemText,
    errors: readonly FieldError[] = [],
    throttling: Throttling | null = null,
  ) {
    super(text(problems));
    this.kind = kind;
    this.code = code;
    this.text = text;
    this.errors = errors;
    this.throttling = throttling;
  }
}

/**
 * The text of an error that no API response contains. It is read in logs and in the results of tests, in English only.
 */
export const forLog =
  (text: string): ProblemText =>
  () =>
    text;

/**
 * The same response for something that does not exist and something the caller may not know of, so that they cannot be
 * told apart.
 */
export const notFound = (): ServiceError => new ServiceError('not_found', 'not-found', (say) => say.request.notFound);

/** `errors` names the parts of the request that are wrong. `kind` is `bad_request` for a query parameter. */
export const invalidRequest = (errors: readonly FieldError[], kind: ErrorKind = 'invalid'): ServiceError =>
  new ServiceError(kind, 'validation-failed', (say) => say.request.invalid, errors);

export const forbidden = (): ServiceError => new ServiceError('forbidden', 'forbidden', (say) => say.request.forbidden);
