import { ServiceError } from '../domain/errors.ts';
import { maxJsonDepth } from '../domain/limits.ts';
import type { HttpEvent } from './http-event.ts';

/** A request's body as JSON, before any schema sees it. */

const invalidJson = (why: string): ServiceError => new ServiceError('bad_request', 'invalid-json', why);
const unusable = (why: string): ServiceError =>
  new ServiceError('invalid', 'validation-failed', 'The body is not acceptable.', [{ pointer: '', detail: why }]);

const isJson = (contentType: string): boolean =>
  /^application\/json\s*(?:;\s*charset\s*=\s*"?utf-8"?\s*)?$/i.test(contentType.trim());

/** Depth of brackets outside strings, counted before parsing, so that no parser ever recurses into a bomb. */
const tooDeep = (text: string): boolean => {
  let depth = 0;
  let inString = false;
  for (let i = 0; i < text.length; i += 1) {
    const c = text[i];
    if (inString) {
      if (c === '\\') i += 1;
      else if (c === '"') inString = false;
    } else if (c === '"') inString = true;
    else if (c === '{' || c === '[') depth += 1;
    else if (c === '}' || c === ']') depth -= 1;
    if (depth > maxJsonDepth) return true;
  }
  return false;
};

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;

/** JSON.parse makes `__proto__` an own property, which is harmless until somebody copies it key by key. Nobody gets to. */
const pollutes = (value: unknown): boolean =>
  isObject(value) &&
  Object.entries(value).some(
    ([key, inner]) =>
      key === '__proto__' ||
      (key === 'constructor' && isObject(inner) && Object.hasOwn(inner, 'prototype')) ||
      pollutes(inner),
  );

const decode = (bytes: Uint8Array): string => {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    // Recovery: the caller is told. The decoder throws on bytes that are not UTF-8.
    throw invalidJson('The body is not UTF-8.');
  }
};

const parse = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    // Recovery: the caller is told, without the parser's message, which quotes the body.
    throw invalidJson('The body is not JSON.');
  }
};

export const readJsonBody = (
  event: Pick<HttpEvent, 'body' | 'isBase64Encoded' | 'headers'>,
  maxBytes: number,
): Record<string, unknown> => {
  if (!isJson(event.headers['content-type'] ?? ''))
    throw new ServiceError('unsupported_media', 'unsupported-media-type', 'Send application/json in UTF-8.');
  const bytes = Buffer.from(event.body, event.isBase64Encoded ? 'base64' : 'utf8');
  if (bytes.length > maxBytes)
    throw new ServiceError('too_large', 'payload-too-large', `The body may hold ${maxBytes} bytes.`);
  const text = decode(bytes);
  if (tooDeep(text)) throw unusable(`is nested more than ${maxJsonDepth} deep`);
  const value = parse(text);
  if (!isObject(value) || Array.isArray(value)) throw unusable('must be an object');
  if (pollutes(value)) throw unusable('holds a property name that is not allowed');
  return value;
};
