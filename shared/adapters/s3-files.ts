import {
  GetObjectCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  type S3Client,
  S3ServiceException,
} from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import type { Files } from '../ports/ports.ts';

/** Files in one S3 bucket. A missing object is `null` or `false`; every other failure is thrown as the SDK's error. */

/** Percent-encodes all but RFC 5987's attr-char. encodeURIComponent leaves these five characters unencoded. */
const encodeExtended = (name: string): string =>
  encodeURIComponent(name).replaceAll(/['()*!]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`);

/** RFC 6266: an ASCII name for old programs beside the true one. `fileName` must not contain control characters. */
const attachmentDisposition = (fileName: string): string => {
  const ascii = fileName
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .replaceAll(/[^\x20-\x7e]|["\\%]/g, '_');
  return `attachment; filename="${ascii}"; filename*=UTF-8''${encodeExtended(fileName.toWellFormed())}`;
};

const statusOf = (error: unknown): number | undefined =>
  error instanceof S3ServiceException ? error.$metadata.httpStatusCode : undefined;

/** Turns the status codes that mean a missing object into null. */
const nullWhen =
  (missing: readonly number[]) =>
  async <T>(read: () => Promise<T>): Promise<T | null> => {
    try {
      return await read();
    } catch (error) {
      if (missing.includes(statusOf(error) ?? 0)) return null;
      throw error;
    }
  };

/**
 * The headers for the browser's PUT, signed so that only the announced bytes are accepted. It adds content-length
 * itself.
 */
const signUpload = async (
  client: S3Client,
  Bucket: string,
  Key: string,
  file: { bytes: number; contentType: string; sha256: string },
  seconds: number,
) => {
  const checksum = Buffer.from(file.sha256, 'hex').toString('base64');
  const command = new PutObjectCommand({
    Bucket,
    Key,
    ContentLength: file.bytes,
    ContentType: file.contentType,
    ChecksumSHA256: checksum,
  });
  // By default the presigner moves x-amz-* headers into the query, where S3 does not enforce them, and omits
  // content-type.
  const url = await getSignedUrl(client, command, {
    expiresIn: seconds,
    unhoistableHeaders: new Set(['x-amz-checksum-sha256']),
    signableHeaders: new Set(['host', 'content-length', 'content-type', 'x-amz-checksum-sha256']),
  });
  return {
    method: 'PUT' as const,
    url,
    headers: { 'content-type': file.contentType, 'x-amz-checksum-sha256': checksum },
  };
};

/** For a missing key, S3 answers 403 to a role without s3:ListBucket: such a caller passes `mayList: false`. */
export const s3Files = (client: S3Client, Bucket: string, { mayList } = { mayList: true }): Files => {
  const nullWhenMissing = nullWhen(mayList ? [404] : [404, 403]);
  const put: Files['put'] = async (Key, Body, ContentType, Metadata) => {
    await client.send(new PutObjectCommand({ Bucket, Key, Body, ContentType, Metadata }));
  };
  const tryPut = async (Key: string, Body: Uint8Array, ContentType: string, Metadata?: Record<string, string>) => {
    try {
      await client.send(new PutObjectCommand({ Bucket, Key, Body, ContentType, Metadata, IfNoneMatch: '*' }));
      return 'stored';
    } catch (error) {
      if (statusOf(error) === 412) return 'there';
      if (statusOf(error) === 409) return 'conflict';
      throw error;
    }
  };
  return {
    put,
    get: (Key) =>
      nullWhenMissing(async () => {
        const { Body } = await client.send(new GetObjectCommand({ Bucket, Key }));
        return Body ? await Body.transformToByteArray() : new Uint8Array();
      }),
    head: (Key) =>
      nullWhenMissing(async () => {
        const found = await client.send(new HeadObjectCommand({ Bucket, Key }));
        return {
          bytes: found.ContentLength ?? 0,
          contentType: found.ContentType ?? 'application/octet-stream',
          metadata: found.Metadata ?? {},
        };
      }),
    putIfAbsent: async (key, bytes, contentType, metadata) => {
      // 409: another conditional write of this key was in progress. A second try shows whether that one succeeded.
      const first = await tryPut(key, bytes, contentType, metadata);
      const outcome = first === 'conflict' ? await tryPut(key, bytes, contentType, metadata) : first;
      if (outcome === 'conflict') throw new Error('S3 kept answering a conditional write with a conflict');
      return outcome === 'stored';
    },
    downloadUrl: (Key, file, seconds) =>
      getSignedUrl(
        client,
        new GetObjectCommand({
          Bucket,
          Key,
          ResponseContentDisposition: attachmentDisposition(file.fileName),
          ResponseContentType: file.contentType,
          ResponseCacheControl: 'private, no-store',
        }),
        { expiresIn: seconds },
      ),
    uploadUrl: (key, file, seconds) => signUpload(client, Bucket, key, file, seconds),
    list: async (Prefix, limit) => {
      const { Contents = [] } = await client.send(new ListObjectsV2Command({ Bucket, Prefix, MaxKeys: limit }));
      return Contents.map((object) => ({ key: object.Key ?? '', at: object.LastModified ?? new Date(0) }));
    },
  };
};
