import { type ProblemText, ServiceError } from '../domain/errors.ts';
import { maxJsonDepth } from '../domain/limits.ts';
import type { HttpEvent } from './http-event.ts';

/** Decodes a request's body to JSON, with the checks that must precede any schema. */

const invalidJson = (why: ProblemText): ServiceError => new ServiceError('bad_request', 'invalid-json', why);
const unusable = (why: ProblemText): ServiceError =>
  new ServiceError('invalid', 'validation-failed', (say) => say.request.bodyInvalid, [{ pointer: '', detail: why }]);

const isJson = (contentType: string): boolean =>
  /^application\/json\s*(?:;\s*charset\s*=\s*"?utf-8"?\s*)?$/i.test(contentType.trim());

/** Counts the depth of brackets outside strings before parsing, since deep nesting could exhaust the parser's stack. */
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

/** JSON.parse makes `__proto__` an own property, which pollutes the prototype as soon as code copies it key by key. */
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
    // Recovery: the decoder throws on bytes that are not UTF-8, and the caller gets a 400.
    throw invalidJson((say) => say.request.notUtf8);
  }
};

const parse = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    // Recovery: the caller gets a 400 without the parser's message, which quotes the body.
    throw invalidJson((say) => say.request.notJson);
  }
};

/** The body as a JSON object. Throws 400, 413, 415 or 422 for any other body. */
export const readJsonBody = (
  event: Pick<HttpEvent, 'body' | 'isBase64Encoded' | 'headers'>,
  maxBytes: number,
): Record<string, unknown> => {
  if (!isJson(event.headers['content-type'] ?? ''))
    throw new ServiceError('unsupported_media', 'unsupported-media-type', (say) => say.request.sendJson);
  const bytes = Buffer.from(event.body, event.isBase64Encoded ? 'base64' : 'utf8');
  if (bytes.length > maxBytes)
    throw new ServiceError('too_large', 'payload-too-large', (say) => say.request.bodyTooLarge(maxBytes));
  const text = decode(bytes);
  if (tooDeep(text)) throw unusable((say) => say.request.tooDeep(maxJsonDepth));
  const value = parse(text);
  if (!isObject(value) || Array.isArray(value)) throw unusable((say) => say.schema.object);
  if (pollutes(value)) throw unusable((say) => say.request.propertyNotAllowed);
  return value;
};
