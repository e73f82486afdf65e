import { z } from 'zod';
import type { ErrorKind } from '../domain/errors.ts';
import { Quota } from '../domain/quota.ts';

/** The HTTP status of each kind of error, and the stable codes that clients may receive. */

export const statusOf = {
  bad_request: 400,
  unauthorized: 401,
  forbidden: 403,
  not_found: 404,
  conflict: 409,
  too_large: 413,
  unsupported_media: 415,
  invalid: 422,
  throttled: 429,
  unavailable: 503,
} as const satisfies Record<ErrorKind, number>;

/** The kind of each problem code. `validation-failed` is also `bad_request`, for a query parameter or a cursor. */
export const kindOf = {
  'invalid-json': 'bad_request',
  'idempotency-key-missing': 'bad_request',
  unauthorized: 'unauthorized',
  forbidden: 'forbidden',
  'scope-missing': 'forbidden',
  'not-found': 'not_found',
  'invoice-version-changed': 'conflict',
  'attachment-changed': 'conflict',
  'attachment-missing': 'conflict',
  'sender-not-in-directory': 'conflict',
  'signature-not-recent': 'conflict',
  'resend-not-needed': 'conflict',
  'resend-too-early': 'conflict',
  'recipient-removed': 'conflict',
  'quarantine-malware': 'conflict',
  'quarantine-unparseable': 'conflict',
  'quarantine-released': 'conflict',
  'quarantine-discarded': 'conflict',
  'relay-not-waiting': 'conflict',
  'mail-budget-exhausted': 'throttled',
  'too-many-requests': 'throttled',
  'payload-too-large': 'too_large',
  'unsupported-media-type': 'unsupported_media',
  'validation-failed': 'invalid',
  'unknown-property': 'invalid',
  'idempotency-key-reused': 'invalid',
  'attachment-not-clean': 'invalid',
  'signature-required': 'invalid',
  'signature-name-differs': 'invalid',
  'bcc-given-away': 'invalid',
  'totals-disagree': 'invalid',
  'invoice-inconsistent': 'invalid',
  'render-limit': 'invalid',
  'render-failed': 'unavailable',
} as const satisfies Record<string, ErrorKind>;
export type ProblemCode = keyof typeof kindOf;
export type ProblemStatus = (typeof statusOf)[ErrorKind];

/** The body of every error response, as RFC 9457 defines it. */
export const Problem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.number().int(),
  code: z.string(),
  detail: z.string(),
  errors: z.array(z.object({ pointer: z.string(), detail: z.string() })).optional(),
  /** Figures for `mail-budget-exhausted`. `freeAt` is the same moment as `Retry-After`, which counts in seconds. */
  quota: Quota.optional(),
});
export type Problem = z.infer<typeof Problem>;
