import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';

/** Signature Version 4 as S3 verifies it: in the Authorization header, or in the query of a presigned URL. */

export type SignedRequest = {
  method: string;
  /** Path and query exactly as received. */
  url: string;
  headers: IncomingHttpHeaders;
};
export type Credentials = { accessKeyId: string; secretAccessKey: string };
export type S3Error = { status: number; code: string; message: string };

const denied = (message: string): S3Error => ({ status: 403, code: 'AccessDenied', message });
const algorithm = 'AWS4-HMAC-SHA256';
const maxSkewMs = 15 * 60_000;
const maxExpirySeconds = 604_800;

const encode = (text: string): string =>
  encodeURIComponent(text).replaceAll(/[!'()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`);

const canonicalPath = (path: string): string =>
  path
    .split('/')
    .map((segment) => encode(decodeURIComponent(segment)))
    .join('/');

const pairs = (query: string): [string, string][] =>
  query
    .split('&')
    .filter(Boolean)
    .map((pair) => {
      const [name = '', value = ''] = pair.split(/=(.*)/s);
      return [decodeURIComponent(name.replaceAll('+', ' ')), decodeURIComponent(value.replaceAll('+', ' '))];
    });

const canonicalQuery = (query: [string, string][]): string =>
  query
    .map(([name, value]) => `${encode(name)}=${encode(value)}`)
    .toSorted()
    .join('&');

const hmac = (key: string | Buffer, data: string): Buffer => createHmac('sha256', key).update(data).digest();
const sha256 = (data: string): string => createHash('sha256').update(data).digest('hex');

const signature = (secret: string, scope: string, at: string, canonical: string): string => {
  const [date = '', region = '', service = ''] = scope.split('/');
  const key = hmac(hmac(hmac(hmac(`AWS4${secret}`, date), region), service), 'aws4_request');
  return hmac(key, [algorithm, at, scope, sha256(canonical)].join('\n')).toString('hex');
};

const parseDate = (text: string): number => {
  const [, y, m, d, h, min, s] = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(text) ?? [];
  return Date.parse(`${y}-${m}-${d}T${h}:${min}:${s}Z`);
};

type Claim = {
  credential: string;
  signedHeaders: string[];
  signature: string;
  at: string;
  payload: string;
  query: [string, string][];
  presignedSeconds: number | null;
};

const fromQuery = (query: [string, string][]): Claim => {
  const value = (name: string): string => query.find(([one]) => one.toLowerCase() === name)?.[1] ?? '';
  return {
    credential: value('x-amz-credential'),
    signedHeaders: value('x-amz-signedheaders').split(';'),
    signature: value('x-amz-signature'),
    at: value('x-amz-date'),
    payload: value('x-amz-content-sha256') || 'UNSIGNED-PAYLOAD',
    query: query.filter(([name]) => name.toLowerCase() !== 'x-amz-signature'),
    presignedSeconds: Number(value('x-amz-expires')),
  };
};

const fromHeader = (authorization: string, headers: IncomingHttpHeaders, query: [string, string][]): Claim => {
  const part = (name: string): string => new RegExp(`${name}=([^,\\s]+)`).exec(authorization)?.[1] ?? '';
  return {
    credential: part('Credential'),
    signedHeaders: part('SignedHeaders').split(';'),
    signature: part('Signature'),
    at: String(headers['x-amz-date'] ?? ''),
    payload: String(headers['x-amz-content-sha256'] ?? ''),
    query,
    presignedSeconds: null,
  };
};

const checkTime = ({ at, presignedSeconds }: Claim, now: number): S3Error | null => {
  const signedAt = parseDate(at);
  if (Number.isNaN(signedAt)) return denied('The request carries no date');
  if (presignedSeconds === null || signedAt > now + maxSkewMs) {
    if (Math.abs(signedAt - now) <= maxSkewMs) return null;
    return { status: 403, code: 'RequestTimeTooSkewed', message: 'The difference between the times is too large.' };
  }
  if (!(presignedSeconds > 0 && presignedSeconds <= maxExpirySeconds))
    return { status: 400, code: 'AuthorizationQueryParametersError', message: 'X-Amz-Expires is out of range' };
  return now > signedAt + presignedSeconds * 1000 ? denied('Request has expired') : null;
};

/** Null when the request is valid. */
export const checkSignature = (request: SignedRequest, own: Credentials, now = Date.now()): S3Error | null => {
  const [path = '/', rawQuery = ''] = request.url.split(/\?(.*)/s);
  const query = pairs(rawQuery);
  const { authorization } = request.headers;
  const presigned = query.some(([name]) => name.toLowerCase() === 'x-amz-signature');
  if (!presigned && !authorization?.startsWith(algorithm)) return denied('Access Denied');
  const claim = presigned ? fromQuery(query) : fromHeader(authorization ?? '', request.headers, query);

  const [accessKeyId, ...scope] = claim.credential.split('/');
  if (accessKeyId !== own.accessKeyId)
    return { status: 403, code: 'InvalidAccessKeyId', message: 'The AWS Access Key Id you provided does not exist.' };
  const late = checkTime(claim, now);
  if (late) return late;
  const unsigned = Object.keys(request.headers).find(
    (name) => name.startsWith('x-amz-') && !claim.signedHeaders.includes(name),
  );
  if (unsigned) return denied('There were headers present in the request which were not signed');

  const header = (name: string): string =>
    String(request.headers[name] ?? '')
      .trim()
      .replaceAll(/ +/g, ' ');
  const canonical = [
    request.method,
    canonicalPath(path),
    canonicalQuery(claim.query),
    ...claim.signedHeaders.map((name) => `${name}:${header(name)}`),
    '',
    claim.signedHeaders.join(';'),
    claim.payload,
  ].join('\n');
  const expected = Buffer.from(signature(own.secretAccessKey, scope.join('/'), claim.at, canonical));
  const given = Buffer.from(claim.signature);
  if (expected.length === given.length && timingSafeEqual(expected, given)) return null;
  return {
    status: 403,
    code: 'SignatureDoesNotMatch',
    message: 'The request signature we calculated does not match the signature you provided.',
  };
};
