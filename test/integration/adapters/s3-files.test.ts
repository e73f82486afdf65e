import { createHash } from 'node:crypto';
import { CreateBucketCommand, S3Client } from '@aws-sdk/client-s3';
import { type FauxqsServer, startFauxqs } from 'fauxqs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Listening, listen } from '../../../local/http.ts';
import { s3Proxy } from '../../../local/s3/proxy.ts';
import { s3Files } from '../../../shared/adapters/s3-files.ts';
import type { Files } from '../../../shared/ports/ports.ts';

/** These tests use the local run's S3, which checks signatures, expiry, checksums and conditions as S3 does. */
const credentials = { accessKeyId: 'local', secretAccessKey: 'local-secret' };
let store: FauxqsServer;
let front: Listening;
let client: S3Client;
let files: Files;

beforeAll(async () => {
  store = await startFauxqs({ port: 0, logger: false });
  const handle = s3Proxy({ store: `http://127.0.0.1:${store.port}`, prefix: '/s3', buckets: [], credentials });
  front = await listen(0, handle);
  const endpoint = `http://127.0.0.1:${front.port}/s3`;
  client = new S3Client({ endpoint, region: 'ca-central-1', credentials, forcePathStyle: true });
  await client.send(new CreateBucketCommand({ Bucket: 'courriel-files' }));
  files = s3Files(client, 'courriel-files');
});
afterAll(async () => {
  client.destroy();
  await front.stop();
  await store.stop();
});

const bytes = (text: string) => new TextEncoder().encode(text);

describe('an object', () => {
  test('comes back byte for byte, with its type and metadata', async () => {
    const content = Uint8Array.from({ length: 300 }, (_, i) => i % 256);
    await files.put('a/é 1.bin', content, 'application/octet-stream', { sha256: 'abc', pages: '3' });
    expect(await files.get('a/é 1.bin')).toEqual(content);
    expect(await files.head('a/é 1.bin')).toEqual({
      bytes: 300,
      contentType: 'application/octet-stream',
      metadata: { sha256: 'abc', pages: '3' },
    });
  });

  test('that is empty comes back empty, not absent', async () => {
    await files.put('a/empty', new Uint8Array(), 'text/plain');
    expect(await files.get('a/empty')).toEqual(new Uint8Array());
    expect(await files.head('a/empty')).toMatchObject({ bytes: 0, metadata: {} });
  });

  test('that does not exist comes back as null', async () => {
    expect(await files.get('a/none')).toBeNull();
    expect(await files.head('a/none')).toBeNull();
  });

  test('is replaced by a second put', async () => {
    await files.put('a/twice', bytes('one'), 'text/plain');
    await files.put('a/twice', bytes('two'), 'text/plain');
    expect(await files.get('a/twice')).toEqual(bytes('two'));
  });

  test('that cannot be stored is an error', async () => {
    await expect(s3Files(client, 'no-such-bucket').put('x', bytes('x'), 'text/plain')).rejects.toThrow();
  });
});

describe('put if absent', () => {
  test('stores once, and the first bytes stay', async () => {
    expect(await files.putIfAbsent('b/one', bytes('first'), 'text/plain', { n: '1' })).toBe(true);
    expect(await files.putIfAbsent('b/one', bytes('second'), 'text/plain', { n: '2' })).toBe(false);
    expect(await files.get('b/one')).toEqual(bytes('first'));
    expect((await files.head('b/one'))?.metadata).toEqual({ n: '1' });
  });

  test('stores one of ten that come at once', async () => {
    const answers = await Promise.all(
      Array.from({ length: 10 }, (_, i) => files.putIfAbsent('b/race', bytes(String(i)), 'text/plain')),
    );
    expect(answers.filter(Boolean)).toHaveLength(1);
    expect(await files.get('b/race')).toEqual(bytes(String(answers.indexOf(true))));
  });
});

describe('a list', () => {
  test('holds the keys under the prefix, with their times, up to the requested number', async () => {
    for (const key of ['c/1', 'c/2', 'c/3', 'd/1']) await files.put(key, bytes('x'), 'text/plain');
    const all = await files.list('c/', 10);
    expect(all.map((object) => object.key)).toEqual(['c/1', 'c/2', 'c/3']);
    for (const { at } of all) expect(Math.abs(Date.now() - at.getTime())).toBeLessThan(60_000);
    expect(await files.list('c/', 2)).toHaveLength(2);
    expect(await files.list('none/', 2)).toEqual([]);
  });
});

describe('a download URL', () => {
  test('serves the bytes as an attachment of that name and type, and forbids caching', async () => {
    await files.put('e/1', bytes('%PDF'), 'application/octet-stream');
    const url = await files.downloadUrl('e/1', { fileName: "Été '26 (a*).pdf", contentType: 'application/pdf' }, 60);
    const answer = await fetch(url);
    expect(answer.status).toBe(200);
    expect(await answer.text()).toBe('%PDF');
    expect(answer.headers.get('content-type')).toBe('application/pdf');
    expect(answer.headers.get('content-disposition')).toBe(
      `attachment; filename="Ete '26 (a*).pdf"; filename*=UTF-8''%C3%89t%C3%A9%20%2726%20%28a%2A%29.pdf`,
    );
    expect(new URL(url).searchParams.get('X-Amz-Expires')).toBe('60');
    expect(answer.headers.get('cache-control')).toBe('private, no-store');
  });

  test('cannot be made to forge a header', async () => {
    const url = await files.downloadUrl('e/1', { fileName: 'a"\r\nX: 1\\%.pdf', contentType: 'application/pdf' }, 60);
    const disposition = new URL(url).searchParams.get('response-content-disposition');
    expect(disposition).toBe(`attachment; filename="a___X: 1__.pdf"; filename*=UTF-8''a%22%0D%0AX%3A%201%5C%25.pdf`);
  });
});

describe('an upload URL', () => {
  const content = bytes('hello upload');
  const sha256 = createHash('sha256').update(content).digest('hex');
  const checksum = createHash('sha256').update(content).digest('base64');
  const announce = () => files.uploadUrl('f/1', { bytes: content.length, contentType: 'text/plain', sha256 }, 300);

  test('signs length, type and checksum as headers, not in the query', async () => {
    const { url, headers, method } = await announce();
    const query = new URL(url).searchParams;
    expect(method).toBe('PUT');
    expect(query.get('X-Amz-SignedHeaders')).toBe('content-length;content-type;host;x-amz-checksum-sha256');
    expect(query.get('X-Amz-Expires')).toBe('300');
    expect(headers).toEqual({ 'content-type': 'text/plain', 'x-amz-checksum-sha256': checksum });
    const names = [...query.keys()].map((name) => name.toLowerCase());
    expect(names.filter((name) => /checksum|^content-/.test(name))).toEqual([]);
  });

  test('accepts the announced bytes with the headers that it names', async () => {
    const { url, headers, method } = await announce();
    const answer = await fetch(url, { method, headers, body: content });
    expect(answer.status).toBe(200);
    expect(await files.get('f/1')).toEqual(content);
    expect((await files.head('f/1'))?.contentType).toBe('text/plain');
  });

  test.each([
    ['fewer bytes', bytes('hello')],
    ['more bytes', bytes('hello upload!')],
    ['other bytes of the same length', bytes('HELLO UPLOAD')],
  ])('refuses %s', async (_, body) => {
    const { url, headers, method } = await files.uploadUrl(
      'f/2',
      { bytes: content.length, contentType: 'text/plain', sha256 },
      300,
    );
    const answer = await fetch(url, { method, headers, body });
    expect([400, 403]).toContain(answer.status);
    expect(await files.get('f/2')).toBeNull();
  });

  test.each([
    ['another type', { 'content-type': 'text/html' }],
    ['another checksum', { 'x-amz-checksum-sha256': createHash('sha256').update('x').digest('base64') }],
  ])('refuses %s', async (_, other) => {
    const { url, headers, method } = await announce();
    const answer = await fetch(url, { method, headers: { ...headers, ...other }, body: content });
    expect(answer.status).toBe(403);
  });

  test('refuses another key', async () => {
    const { url, headers, method } = await announce();
    const answer = await fetch(url.replace('/f/1', '/f/9'), { method, headers, body: content });
    expect(answer.status).toBe(403);
    expect(await files.get('f/9')).toBeNull();
  });
});
