import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { SignatureV4 } from '@smithy/signature-v4';

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
const payloadHeader = 'x-amz-content-sha256';
const maxSkewMs = 15 * 60_000;
const maxExpirySeconds = 604_800;

type Bytes = string | ArrayBuffer | ArrayBufferView;

const toBinary = (data: Bytes): string | Uint8Array => {
  if (typeof data === 'string') return data;
  return ArrayBuffer.isView(data)
    ? new Uint8Array(data.buffer, data.byteOffset, data.byteLength)
    : new Uint8Array(data);
};

/** Node's SHA-256 in the form that the signer expects. The signer makes a new instance for each hash. */
class Sha256 {
  readonly #hash;
  constructor(secret?: Bytes) {
    this.#hash = secret === undefined ? createHash('sha256') : createHmac('sha256', toBinary(secret));
  }
  update(data: Bytes): void {
    this.#hash.update(toBinary(data));
  }
  async digest(): Promise<Uint8Array> {
    return this.#hash.digest();
  }
  reset(): void {}
}

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
    payload: value(payloadHeader) || 'UNSIGNED-PAYLOAD',
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
    payload: String(headers[payloadHeader] ?? ''),
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

/** The parameters that the signer writes into the query itself. */
const written = /^x-amz-(?:algorithm|credential|date|expires|signedheaders)$/i;

/** Signs the request again, with our own keys, as it claims to be signed. */
const signAgain = async (
  method: string,
  path: string,
  headers: IncomingHttpHeaders,
  claim: Claim,
  credentials: Credentials,
): Promise<string> => {
  const [, , signingRegion = '', signingService = ''] = claim.credential.split('/');
  const query: Record<string, string[]> = {};
  for (const [name, value] of claim.query)
    if (claim.presignedSeconds === null || !written.test(name)) query[name] = [...(query[name] ?? []), value];
  const signed = claim.signedHeaders.map((name) => [name, String(headers[name] ?? '')]);
  const request = {
    method,
    protocol: 'http:',
    hostname: 'localhost',
    path,
    query,
    headers: { ...Object.fromEntries(signed), [payloadHeader]: claim.payload },
  };
  const signer = new SignatureV4({
    credentials,
    region: signingRegion,
    service: signingService,
    sha256: Sha256,
    uriEscapePath: false,
  });
  const options = {
    signingDate: new Date(parseDate(claim.at)),
    signingRegion,
    signingService,
    signableHeaders: new Set(claim.signedHeaders),
    // The signer reads the payload's hash from this header, which a presigned URL does not sign.
    unsignableHeaders: new Set(claim.signedHeaders.includes(payloadHeader) ? [] : [payloadHeader]),
  };
  if (claim.presignedSeconds === null) {
    const { headers } = await signer.sign(request, options);
    return /Signature=(\w+)/.exec(headers.authorization ?? '')?.[1] ?? '';
  }
  const unhoistableHeaders = new Set(Object.keys(request.headers));
  const presigned = await signer.presign(request, {
    ...options,
    unhoistableHeaders,
    expiresIn: claim.presignedSeconds,
  });
  return String(presigned.query?.['X-Amz-Signature']);
};

/** Null when the request is valid. */
export const checkSignature = async (
  request: SignedRequest,
  own: Credentials,
  now = Date.now(),
): Promise<S3Error | null> => {
  const [path = '/', rawQuery = ''] = request.url.split(/\?(.*)/s);
  const query = [...new URLSearchParams(rawQuery)];
  const { authorization } = request.headers;
  const presigned = query.some(([name]) => name.toLowerCase() === 'x-amz-signature');
  if (!presigned && !authorization?.startsWith(algorithm)) return denied('Access Denied');
  const claim = presigned ? fromQuery(query) : fromHeader(authorization ?? '', request.headers, query);

  const [accessKeyId] = claim.credential.split('/');
  if (accessKeyId !== own.accessKeyId)
    return { status: 403, code: 'InvalidAccessKeyId', message: 'The AWS Access Key Id you provided does not exist.' };
  const late = checkTime(claim, now);
  if (late) return late;
  const unsigned = Object.keys(request.headers).find(
    (name) => name.startsWith('x-amz-') && !claim.signedHeaders.includes(name),
  );
  if (unsigned) return denied('There were headers present in the request which were not signed');

  const expected = Buffer.from(await signAgain(request.method, path, request.headers, claim, own));
  const given = Buffer.from(claim.signature);
  if (expected.length === given.length && timingSafeEqual(expected, given)) return null;
  return {
    status: 403,
    code: 'SignatureDoesNotMatch',
    message: 'The request signature we calculated does not match the signature you provided.',
  };
};
