import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { afterAll, describe, expect, test } from 'vitest';
import { chromiumRenderer } from '../../../shared/adapters/chromium/renderer.ts';
import { detailDocument } from '../../../shared/documents/detail/detail-document.ts';
import type { Language } from '../../../shared/domain/text.ts';
import { invoiceLines, manyScripts, printedOf } from '../../fixtures/printed-invoices.ts';
import { catalogOf, objectsOf, referencesIn } from '../../readers/read-objects.ts';

/** The invoice's data inside the PDF, read back with pdf.js as a payer's program would. */

const renderer = chromiumRenderer();
afterAll(() => renderer.close());

const filesIn = async (pdf: Uint8Array) => {
  const loading = getDocument({ data: Uint8Array.from(pdf), verbosity: 0 });
  const document = await loading.promise;
  const found = [...((await document.getAttachments()) ?? [])].map(async ([id, { filename, description }]) => {
    const content = await document.getAttachmentContent(id);
    return { name: filename, description, text: Buffer.from(content ?? []).toString('utf8') };
  });
  const files = await Promise.all(found);
  await loading.destroy();
  return files;
};

describe.each(['en', 'fr'] as const)('in %s', (language: Language) => {
  test('the PDF holds the invoice and its schedule as files, each with a description', async () => {
    const document = detailDocument(manyScripts(), language);
    const { pdf } = await renderer.render(document);
    const expected = document.dataFiles.map(({ name, description, text }) => ({ name, description, text: text() }));
    expect(await filesIn(pdf)).toEqual(expected);
    expect(expected.map(({ name }) => name)).toEqual(['invoice.json', 'schedule.csv']);
  });
});

test('the catalog names the files as the source of the document and the data behind it', async () => {
  const { pdf } = await renderer.render(detailDocument(printedOf(invoiceLines(3)), 'fr'));
  const objects = objectsOf(pdf);
  const [, associated = ''] = /\/AF\[([^\]]*)\]/.exec(catalogOf(pdf, objects)) ?? [];
  const files = referencesIn(associated).map((number) => objects.text(number));
  expect(files.map((file) => /\/AFRelationship\/(\w+)/.exec(file)?.[1])).toEqual(['Source', 'Data']);
});

test('5,000 lines make at most 2 MB without the data, and 2.5 MB with it', async () => {
  const document = detailDocument(printedOf(invoiceLines(5000)), 'fr');
  const whole = await renderer.render(document);
  const bare = await renderer.render({ ...document, dataFiles: [] });
  expect(bare.pdf.byteLength).toBeLessThanOrEqual(2_000_000);
  expect(whole.pdf.byteLength).toBeLessThanOrEqual(2_500_000);
});
