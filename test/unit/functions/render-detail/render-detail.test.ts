import { S3Client } from '@aws-sdk/client-s3';
import { expect, test } from 'vitest';
import { renderDetail } from '../../../../functions/render-detail/render-detail.ts';
import { s3Files } from '../../../../shared/adapters/s3-files.ts';
import type { RenderRequest } from '../../../../shared/domain/conversation/flow.ts';
import { documentKey, documentTemplate, frozenInvoiceKey } from '../../../../shared/domain/files/file-keys.ts';
import { sha256Hex } from '../../../../shared/domain/ids.ts';
import { canonicalJson, versionOf } from '../../../../shared/domain/invoice/printed-invoice.ts';
import type { Renderer } from '../../../../shared/ports/ports.ts';
import { fakeLog } from '../../../fakes/ports/fake-log.ts';
import { world } from '../../../fakes/worlds/world.ts';
import { htmlOf } from '../../../fixtures/html-document.ts';
import { invoiceLines, printedOf } from '../../../fixtures/printed-invoices.ts';

/** Tests render-detail over a bucket in memory: a frozen version is printed once, whatever else happens. */

const printed = printedOf(invoiceLines(2));
const version = versionOf(printed);
const request: RenderRequest = { projectId: 'prj_1', version, template: documentTemplate, language: 'fr' };
const key = documentKey('prj_1', version, documentTemplate, 'fr');

/** A renderer that makes a different PDF each time, as a browser does. */
const countingRenderer = () => {
  const titles: string[] = [];
  const render: Renderer['render'] = async ({ pages, title }) => {
    titles.push(title);
    return { pdf: Buffer.from(`%PDF ${titles.length} ${htmlOf(pages)}`), pages: 2 };
  };
  return { titles, render };
};

const setUp = async () => {
  const { files, clock } = world();
  await files.put(frozenInvoiceKey('prj_1', version), Buffer.from(canonicalJson(printed)), 'application/json');
  const renderer = countingRenderer();
  return { files, clock, renderer, run: renderDetail({ files, clock, renderer, log: fakeLog() }) };
};

test('stores the PDF of the frozen version with its hash and number of pages', async () => {
  const { files, renderer, run } = await setUp();
  const result = await run(request);
  const stored = await files.get(key);
  if (!stored) throw new Error('nothing was stored');
  expect(result).toEqual({ key, sha256: sha256Hex(stored), bytes: stored.byteLength, pages: 2 });
  expect((await files.head(key))?.metadata).toEqual({ sha256: sha256Hex(stored), pages: '2' });
  expect((await files.head(key))?.contentType).toBe('application/pdf');
  expect(renderer.titles).toEqual([`Facture 7 – Contrat C-104 – ${printed.project.name}`]);
});

test('renders once, and the second time returns the stored document', async () => {
  const { renderer, run } = await setUp();
  const first = await run(request);
  expect(await run(request)).toEqual(first);
  expect(renderer.titles).toHaveLength(1);
});

test('renders each language separately', async () => {
  const { files, renderer, run } = await setUp();
  await run(request);
  await run({ ...request, language: 'en' });
  expect(renderer.titles[1]).toMatch(/^Invoice 7/);
  expect([...files.stored.keys()].filter((stored) => stored.endsWith('.pdf'))).toHaveLength(2);
});

test('two concurrent calls return the same PDF, the one that was stored first', async () => {
  const { files, run } = await setUp();
  const [one, other] = await Promise.all([run(request), run(request)]);
  expect(one).toEqual(other);
  expect(sha256Hex((await files.get(key)) ?? '')).toBe(one.sha256);
});

test('a version that was never frozen is an error with a code, and no document is stored', async () => {
  const { files, run } = await setUp();
  const unknown = { ...request, version: 'a'.repeat(64) };
  await expect(run(unknown)).rejects.toMatchObject({ code: 'frozen-invoice-missing' });
  expect([...files.stored.keys()].filter((stored) => stored.endsWith('.pdf'))).toEqual([]);
});

test('a failed render stores nothing, and the next attempt renders', async () => {
  const { files, clock, renderer, run } = await setUp();
  const failing = renderDetail({
    files,
    clock,
    log: fakeLog(),
    renderer: {
      render: async () => {
        throw new Error('the browser died');
      },
    },
  });
  await expect(failing(request)).rejects.toThrow('the browser died');
  expect(await files.head(key)).toBeNull();
  await run(request);
  expect(renderer.titles).toHaveLength(1);
});

/** An S3 that answers 403 to every call, as it answers a role without s3:ListBucket if the key does not exist. */
const forbiddenClient = () =>
  new S3Client({
    region: 'ca-central-1',
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    requestHandler: {
      handle: async () => ({ response: { statusCode: 403, headers: {}, body: new Uint8Array() } }),
      // The client only needs `handle`.
    } as never,
  });

test('for a role that may not list, 403 means that the PDF does not exist yet', async () => {
  const files = s3Files(forbiddenClient(), 'files', { mayList: false });
  expect(await files.head(key)).toBeNull();
  expect(await files.get(key)).toBeNull();
});

test('for every other role, 403 is a failure', async () => {
  await expect(s3Files(forbiddenClient(), 'files').head(key)).rejects.toThrow();
});
