import type { z } from 'zod';
import { type ErrorKind, type FieldError, invalidRequest, ServiceError } from '../domain/errors.ts';
import { maxFieldErrors, maxIdempotencyKeyLength } from '../domain/limits.ts';
import { faultOf, withInput } from '../domain/schema-fault.ts';

/**
 * Validates parts of a request, and turns the schema's errors into JSON pointers. Bad values are never repeated to the
 * caller, nor are property names that no schema could contain.
 */

const plainKey = /^[A-Za-z0-9_.-]{1,64}$/;

/** An RFC 6901 pointer. It stops at the parent of a key that none of our schemas could contain. */
const pointerOf = (path: readonly PropertyKey[]): string => {
  const firstOdd = path.findIndex((key) => !plainKey.test(String(key)));
  return path
    .slice(0, firstOdd < 0 ? undefined : firstOdd)
    .map((key) => `/${String(key)}`)
    .join('');
};

const errorsOf = (issue: z.core.$ZodIssue): FieldError[] =>
  issue.code === 'unrecognized_keys'
    ? issue.keys.map((key) => ({
        pointer: pointerOf([...issue.path, key]),
        detail: (say) => say.request.unknownProperty,
      }))
    : [{ pointer: pointerOf(issue.path), detail: faultOf(issue) }];

const refuse = (kind: ErrorKind, issues: readonly z.core.$ZodIssue[]): ServiceError => {
  const unknown = issues.some((issue) => issue.code === 'unrecognized_keys');
  const errors = issues.flatMap(errorsOf).slice(0, maxFieldErrors);
  return unknown
    ? new ServiceError(kind, 'unknown-property', (say) => say.request.unknownProperties, errors)
    : invalidRequest(errors, kind);
};

/** Parses `value`, or throws `validation-failed` or `unknown-property` of the given kind. */
export const validate = <S extends z.ZodType>(schema: S, value: unknown, kind: ErrorKind): z.output<S> => {
  const result = schema.safeParse(value, withInput);
  if (!result.success) throw refuse(kind, result.error.issues);
  return result.data;
};

/** The Idempotency-Key header: 1 to 255 printable ASCII characters. Throws if it is missing or anything else. */
export const readIdempotencyKey = (header: string | undefined): string => {
  if (!header) throw new ServiceError('bad_request', 'idempotency-key-missing', (say) => say.request.keyMissing);
  if (header.length > maxIdempotencyKeyLength || !/^[\x20-\x7e]+$/.test(header))
    throw new ServiceError('invalid', 'validation-failed', (say) => say.request.keyInvalid, [
      { pointer: '', detail: (say) => say.request.keyForm(maxIdempotencyKeyLength) },
    ]);
  return header;
};
