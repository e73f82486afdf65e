import { createHash } from 'node:crypto';
import { GetObjectCommand, ListObjectsV2Command, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { s3Files } from '../../../shared/adapters/s3-files.ts';
import { startFixture } from './stack.ts';

describe('S3 of the local run', () => {
  let run: Awaited<ReturnType<typeof startFixture>>;
  let client: S3Client;
  beforeAll(async () => {
    run = await startFixture();
    const { urls, credentials } = run.endpoints;
    // The client is made as in a function, where only the environment says where S3 is.
    client = new S3Client({ region: 'ca-central-1', endpoint: urls.S3, credentials });
  });
  afterAll(async () => {
    await run.stop();
    run.remove();
  });

  const bytes = Buffer.from('une facture');
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const file = { bytes: bytes.length, contentType: 'text/plain', sha256 };
  const files = () => s3Files(client, 'files');
  const put = (
    upload: { url: string; headers: Record<string, string> },
    body: Uint8Array,
    more: Record<string, string> = {},
  ) => fetch(upload.url, { method: 'PUT', headers: { ...upload.headers, ...more }, body: new Uint8Array(body) });
  const codeOf = async (response: Response): Promise<string> =>
    `${response.status} ${/<Code>(.*)<\/Code>/.exec(await response.text())?.[1]}`;

  test('an announced upload accepts exactly its bytes, and its download serves them under the given name', async () => {
    const upload = await files().uploadUrl('uploads/a', file, 60);
    expect(upload.url.startsWith(`${run.urls.page}/s3/files/uploads/a?`)).toBe(true);
    expect((await put(upload, bytes)).status).toBe(200);
    const url = await files().downloadUrl('uploads/a', { fileName: 'reçu.txt', contentType: 'text/plain' }, 60);
    const answer = await fetch(url);
    expect(answer.headers.get('content-disposition')).toContain("filename*=UTF-8''re%C3%A7u.txt");
    expect(answer.headers.get('content-type')).toBe('text/plain');
    expect(await answer.text()).toBe('une facture');
  });

  test('an upload of another length, other bytes, another type or with an unsigned header is refused', async () => {
    const upload = await files().uploadUrl('uploads/b', file, 60);
    expect(await codeOf(await put(upload, Buffer.from('longer than that')))).toBe('403 SignatureDoesNotMatch');
    expect(await codeOf(await put(upload, Buffer.from('une fracture'.slice(0, 11))))).toBe('400 BadDigest');
    expect(await codeOf(await put(upload, bytes, { 'content-type': 'text/html' }))).toBe('403 SignatureDoesNotMatch');
    expect(await codeOf(await put(upload, bytes, { 'x-amz-meta-a': 'b' }))).toBe('403 AccessDenied');
    expect(await files().head('uploads/b')).toBeNull();
  });

  test('a URL that is expired, edited, signed with other keys or unsigned is refused', async () => {
    await files().put('documents/c', bytes, 'text/plain');
    const command = new GetObjectCommand({ Bucket: 'files', Key: 'documents/c' });
    const old = await getSignedUrl(client, command, { expiresIn: 60, signingDate: new Date(Date.now() - 61_000) });
    expect(await codeOf(await fetch(old))).toBe('403 AccessDenied');
    const good = await getSignedUrl(client, command, { expiresIn: 60 });
    expect((await fetch(good)).status).toBe(200);
    expect(await codeOf(await fetch(good.replace('documents/c', 'documents/d')))).toBe('403 SignatureDoesNotMatch');
    expect(await codeOf(await fetch(good.replace('X-Amz-Expires=60', 'X-Amz-Expires=6000')))).toBe(
      '403 SignatureDoesNotMatch',
    );
    expect(await codeOf(await fetch(good, { method: 'DELETE' }))).toBe('403 SignatureDoesNotMatch');
    const wrong = { accessKeyId: 'local', secretAccessKey: 'guessed' };
    const stranger = new S3Client({ region: 'ca-central-1', endpoint: run.endpoints.urls.S3, credentials: wrong });
    expect(await codeOf(await fetch(await getSignedUrl(stranger, command)))).toBe('403 SignatureDoesNotMatch');
    await expect(stranger.send(command)).rejects.toMatchObject({ name: 'SignatureDoesNotMatch' });
    expect(await codeOf(await fetch(`${run.urls.page}/s3/files/documents/c`))).toBe('403 AccessDenied');
  });

  test('exactly one of many simultaneous conditional writes of one key is made', async () => {
    const writes = await Promise.all(
      Array.from({ length: 10 }, (_, n) => files().putIfAbsent('once', Buffer.from(String(n)), 'text/plain')),
    );
    expect(writes.filter(Boolean)).toHaveLength(1);
    expect(Buffer.from((await files().get('once')) ?? []).toString()).toBe(String(writes.indexOf(true)));
  });

  test('an object larger than the embedded store accepts is kept byte for byte, with its metadata', async () => {
    const large = Buffer.alloc(30_000_000, 'mail');
    await files().put('large', large, 'message/rfc822', { pages: '3' });
    expect(Buffer.compare(Buffer.from((await files().get('large')) ?? []), large)).toBe(0);
    expect(await files().head('large')).toMatchObject({ bytes: large.length, metadata: { pages: '3' } });
  });

  test('keys with spaces and accents can be written, read and listed', async () => {
    const Key = 'dossier é/a b+c.txt';
    await client.send(new PutObjectCommand({ Bucket: 'files', Key, Body: 'x' }));
    const { Contents = [] } = await client.send(new ListObjectsV2Command({ Bucket: 'files', Prefix: 'dossier é/' }));
    expect(Contents.map((one) => one.Key)).toEqual([Key]);
    expect(Buffer.from((await files().get(Key)) ?? []).toString()).toBe('x');
  });

  test('the bucket’s CORS rules follow the template', async () => {
    const { url } = await files().uploadUrl('uploads/e', file, 60);
    const preflight = (origin: string, method: string, headers: string) =>
      fetch(url, {
        method: 'OPTIONS',
        headers: { origin, 'access-control-request-method': method, 'access-control-request-headers': headers },
      });
    const allowed = await preflight('https://page.test', 'PUT', 'content-type');
    expect(allowed.status).toBe(200);
    expect(allowed.headers.get('access-control-allow-origin')).toBe('https://page.test');
    expect((await preflight('https://other.test', 'PUT', 'content-type')).status).toBe(403);
    expect((await preflight('https://page.test', 'DELETE', 'content-type')).status).toBe(403);
    expect((await preflight('https://page.test', 'PUT', 'x-other')).status).toBe(403);
  });
});
