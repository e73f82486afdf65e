import type { IncomingMessage, ServerResponse } from 'node:http';
import { answer, readBody } from '../http.ts';
import type { LocalBucket } from '../template/storage.ts';
import { corsHeaders, corsRule } from './bucket-cors.ts';
import { checkBody } from './checksums.ts';
import { type Credentials, checkSignature, type S3Error } from './signature.ts';

/**
 * S3 as the page and the functions see it, under /s3 of the page's own port. The store behind this proxy keeps the
 * objects; the proxy adds what the store lacks: signatures and expiry, checksums, conditional writes, CORS, the
 * response-… overrides.
 */

const maxObjectBytes = 128 * 1024 * 1024;

/**
 * Headers that concern only the request to the proxy, that the proxy handles itself, or by which the store would look
 * for a virtual host.
 */
const notForwarded = [
  'host',
  'connection',
  'authorization',
  'if-none-match',
  'expect',
  'transfer-encoding',
  'content-length',
];

const overrides: Record<string, string> = {
  'response-content-type': 'content-type',
  'response-content-disposition': 'content-disposition',
  'response-content-language': 'content-language',
  'response-content-encoding': 'content-encoding',
  'response-cache-control': 'cache-control',
  'response-expires': 'expires',
};

const xmlText = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');

type Headers = Record<string, string>;

const refuse = (response: ServerResponse, { status, code, message }: S3Error, cors: Headers): void =>
  answer(
    response,
    status,
    `<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>${code}</Code><Message>${xmlText(message)}</Message></Error>`,
    { 'content-type': 'application/xml', ...cors },
  );

const preconditionFailed: S3Error = {
  status: 412,
  code: 'PreconditionFailed',
  message: 'At least one of the pre-conditions you specified did not hold',
};

export const s3Proxy = (options: {
  store: string;
  prefix: string;
  buckets: LocalBucket[];
  credentials: Credentials;
}) => {
  const { store, prefix, buckets, credentials } = options;
  const writing = new Map<string, Promise<void>>();

  const forward = (request: IncomingMessage, path: string, body: Buffer): Promise<Response> => {
    const headers = new Headers();
    for (const [name, value] of Object.entries(request.headers))
      if (!notForwarded.includes(name) && value !== undefined) headers.set(name, [value].flat().join(', '));
    // The store handles a condition on reading; a condition on writing is handled below.
    const condition = request.headers['if-none-match'];
    if (condition && request.method !== 'PUT') headers.set('if-none-match', condition);
    const method = request.method ?? 'GET';
    return fetch(`${store}${path}`, {
      method,
      headers,
      body: method === 'GET' || method === 'HEAD' ? null : new Uint8Array(body),
    });
  };

  const exists = async (path: string): Promise<boolean> => (await fetch(`${store}${path}`, { method: 'HEAD' })).ok;

  /** Writes of a key run one at a time, so that exactly one of two conditional writes finds it absent. */
  const inTurn = async <T>(key: string, work: () => Promise<T>): Promise<T> => {
    const before = writing.get(key) ?? Promise.resolve();
    const result = before.then(work);
    const settled = result.then(
      () => {},
      () => {},
    );
    writing.set(key, settled);
    void settled.then(() => writing.get(key) === settled && writing.delete(key));
    return result;
  };

  const perform = async (request: IncomingMessage, path: string, body: Buffer): Promise<Response | S3Error> => {
    if (request.method !== 'PUT') return forward(request, path, body);
    const object = path.replace(/\?.*/s, '');
    return inTurn(object, async () => {
      if (request.headers['if-none-match'] === '*' && (await exists(object))) return preconditionFailed;
      return forward(request, path, body);
    });
  };

  return async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const url = request.url ?? '/';
    const path = url.slice(prefix.length) || '/';
    const bucket = buckets.find(({ name }) => name === path.split(/[/?]/)[1]);
    const rule = corsRule(bucket?.cors ?? [], request);
    const cors = corsHeaders(rule, request);
    if (request.method === 'OPTIONS') {
      if (rule) answer(response, 200, '', cors);
      else refuse(response, { status: 403, code: 'AccessForbidden', message: 'CORSResponse: not allowed' }, {});
      return;
    }
    const body = await readBody(request, maxObjectBytes);
    const refusal =
      (await checkSignature({ method: request.method ?? 'GET', url, headers: request.headers }, credentials)) ??
      (body === null ? { status: 400, code: 'EntityTooLarge', message: 'Too large for the local run' } : null) ??
      checkBody(request.headers, body ?? Buffer.alloc(0));
    if (refusal) return refuse(response, refusal, cors);

    const result = await perform(request, path, body ?? Buffer.alloc(0));
    if (!(result instanceof Response)) return refuse(response, result, cors);
    const headers: Headers = { ...cors };
    result.headers.forEach((value, name) => {
      if (!['connection', 'keep-alive', 'transfer-encoding', 'date'].includes(name)) headers[name] = value;
    });
    if (result.ok) {
      const query = new URL(url, store).searchParams;
      for (const [name, header] of Object.entries(overrides)) {
        const value = query.get(name);
        if (value !== null) headers[header] = value;
      }
    }
    response.writeHead(result.status, headers);
    response.end(request.method === 'HEAD' ? undefined : Buffer.from(await result.arrayBuffer()));
  };
};
