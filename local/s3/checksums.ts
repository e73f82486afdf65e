import { createHash } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { crc32 } from 'node:zlib';
import type { S3Error } from './signature.ts';

/** Verifies the checksums of a request's body, as S3 does and the store behind the proxy does not. */

const crc32Base64 = (body: Buffer): string => {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(crc32(body));
  return bytes.toString('base64');
};
const digest = (algorithm: string) => (body: Buffer) => createHash(algorithm).update(body).digest('base64');

const checks: Record<string, (body: Buffer) => string> = {
  'x-amz-checksum-sha256': digest('sha256'),
  'x-amz-checksum-sha1': digest('sha1'),
  'x-amz-checksum-crc32': crc32Base64,
  'content-md5': digest('md5'),
};

/** Null when every checksum that the request states is right. */
export const checkBody = (headers: IncomingHttpHeaders, body: Buffer): S3Error | null => {
  // A body in signed chunks has its checksums at its end and is not verified; only programs that stream send one.
  if (headers['content-encoding']?.includes('aws-chunked')) return null;
  const payload = headers['x-amz-content-sha256'];
  if (typeof payload === 'string' && /^[0-9a-f]{64}$/.test(payload)) {
    if (createHash('sha256').update(body).digest('hex') !== payload)
      return {
        status: 400,
        code: 'XAmzContentSHA256Mismatch',
        message: 'The provided x-amz-content-sha256 does not match.',
      };
  }
  for (const [name, compute] of Object.entries(checks)) {
    const given = headers[name];
    if (given !== undefined && given !== compute(body))
      return { status: 400, code: 'BadDigest', message: `The ${name} you specified did not match what we received.` };
  }
  return null;
};
