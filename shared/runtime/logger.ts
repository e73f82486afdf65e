import { Logger } from '@aws-lambda-powertools/logger';
import type { MiddlewareObj } from '@middy/core';
import { ServiceError } from '../domain/errors.ts';
import type { Log } from '../ports/ports.ts';

/**
 * Logs two structured lines for each invocation, and what use cases log. Lines carry ids only: never an address, a
 * name, a subject, a body or a token.
 */

type Fields = Record<string, string | number | boolean | null>;

export const createLog = (name: string): Log => {
  const logger = new Logger({ serviceName: name });
  return {
    info: (message, fields = {}) => logger.info(message, fields),
    warn: (message, fields = {}) => logger.warn(message, fields),
  };
};

/** The only fields of an input or output that are logged. Any other could be an address, a subject or a token. */
const loggable = ['projectId', 'invoiceId', 'communicationId', 'emailId', 'recipientId', 'run', 'state', 'failedStep'];

/** The loggable top-level fields of a value; none when it is not an object. */
export const idsOf = (value: unknown): Fields => {
  if (typeof value !== 'object' || value === null) return {};
  const known = Object.entries(value).filter(([key]) => loggable.includes(key));
  return Object.fromEntries(
    known.filter((entry): entry is [string, string | number] => ['string', 'number'].includes(typeof entry[1])),
  );
};

/**
 * The fields of an error that are logged: its name and code, and the stack frames of a bug. The message is never
 * logged, because it may quote the bad value.
 */
export const errorFields = (error: unknown): Fields => {
  if (error instanceof ServiceError) return { error: error.name, kind: error.kind, code: error.code };
  if (!(error instanceof Error)) return { error: 'not-an-error' };
  const frames = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  return { error: error.name, frames: frames.slice(0, 8).join('\n') };
};

/**
 * Logs the lines `start` and `end` (or `failed`) of an invocation; `fieldsOf` takes fields from its event and from its
 * response. They are kept by request, because one process may serve several at a time.
 */
export const invocationLines = <E, R>(log: Log, fieldsOf: (value: unknown) => Fields = idsOf): MiddlewareObj<E, R> => {
  const lines = new WeakMap<object, Fields>();
  return {
    before: (request) => {
      const fields = { requestId: request.context?.awsRequestId ?? null, ...fieldsOf(request.event) };
      lines.set(request, fields);
      log.info('start', fields);
    },
    after: (request) => log.info('end', { ...lines.get(request), ...fieldsOf(request.response) }),
    onError: (request) => log.warn('failed', { ...lines.get(request), ...errorFields(request.error) }),
  };
};
