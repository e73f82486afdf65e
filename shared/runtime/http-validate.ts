import type { z } from 'zod';
import { type ErrorKind, type FieldError, ServiceError } from '../domain/errors.ts';
import { maxIdempotencyKeyLength } from '../domain/limits.ts';

/** A schema's complaints as JSON pointers. Neither a bad value nor a strange property name comes back to the caller. */

const maxErrors = 50;
const plainKey = /^[A-Za-z0-9_.-]{1,64}$/;

/** RFC 6901; a key that no schema of ours would have ends the pointer at its parent. */
const pointerOf = (path: readonly PropertyKey[]): string => {
  const strange = path.findIndex((key) => !plainKey.test(String(key)));
  return path
    .slice(0, strange < 0 ? undefined : strange)
    .map((key) => `/${String(key)}`)
    .join('');
};

const errorsOf = (issue: z.core.$ZodIssue): FieldError[] =>
  issue.code === 'unrecognized_keys'
    ? issue.keys.map((key) => ({
        pointer: pointerOf([...issue.path, key]),
        detail: 'is not a property of this request',
      }))
    : [{ pointer: pointerOf(issue.path), detail: issue.message }];

const refuse = (kind: ErrorKind, issues: readonly z.core.$ZodIssue[]): ServiceError => {
  const unknown = issues.some((issue) => issue.code === 'unrecognized_keys');
  const errors = issues.flatMap(errorsOf).slice(0, maxErrors);
  return unknown
    ? new ServiceError(kind, 'unknown-property', 'The request holds properties that do not exist.', errors)
    : new ServiceError(kind, 'validation-failed', 'The request does not fit; see errors.', errors);
};

/** Parses, or throws `validation-failed` / `unknown-property` of that kind. */
export const validate = <S extends z.ZodType>(schema: S, value: unknown, kind: ErrorKind): z.output<S> => {
  const result = schema.safeParse(value);
  if (!result.success) throw refuse(kind, result.error.issues);
  return result.data;
};

/** 1 to 255 printable ASCII characters. */
export const readIdempotencyKey = (header: string | undefined): string => {
  if (!header)
    throw new ServiceError('bad_request', 'idempotency-key-missing', 'Send an Idempotency-Key, new for each intent.');
  if (header.length > maxIdempotencyKeyLength || !/^[\x20-\x7e]+$/.test(header))
    throw new ServiceError('invalid', 'validation-failed', 'The Idempotency-Key is not acceptable.', [
      { pointer: '', detail: `the header holds 1 to ${maxIdempotencyKeyLength} printable ASCII characters` },
    ]);
  return header;
};
