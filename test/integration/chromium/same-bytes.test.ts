import { setTimeout as wait } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { chromiumRenderer } from '../../../shared/adapters/chromium/renderer.ts';
import { detailDocument } from '../../../shared/documents/detail/detail-document.ts';
import { sampleDocument } from '../../../shared/documents/detail/sample-document.ts';
import { sha256Hex } from '../../../shared/domain/ids.ts';
import { invoiceLines, printedOf } from '../../fixtures/printed-invoices.ts';

/** Preview and attachment must be the same file, even when one of them is rendered again by another browser. */

const hashes = async (render: () => Parameters<ReturnType<typeof chromiumRenderer>['render']>[0][]) => {
  const unmatched: string[] = [];
  const renderer = chromiumRenderer({ onUnmatched: ({ reason }) => unmatched.push(reason), sample: sampleDocument });
  const found = [];
  for (const document of render()) {
    found.push(sha256Hex((await renderer.render(document)).pdf));
    // The renderer uses this time to warm up with the sample, which must not change the result.
    await wait(20);
  }
  await renderer.close();
  return { found, unmatched };
};

test('the same version gives the same bytes in any browser and after any other document', async () => {
  const document = (lines: number) => detailDocument(printedOf(invoiceLines(lines)), 'fr');
  const alone = await hashes(() => [document(60)]);
  const after = await hashes(() => [document(3), document(60), document(60)]);
  expect(alone.unmatched.concat(after.unmatched)).toEqual([]);
  expect(after.found.slice(1)).toEqual([alone.found[0], alone.found[0]]);
  expect(after.found[0]).not.toBe(alone.found[0]);
});

test("a document with the browser's own tags has the same bytes after another document too", async () => {
  const document = () => {
    const { html, title, language, date } = detailDocument(printedOf(invoiceLines(40)), 'en');
    return { html, title, language, date };
  };
  const [alone, after] = [await hashes(() => [document()]), await hashes(() => [document(), document()])];
  expect(after.found).toEqual([alone.found[0], alone.found[0]]);
});
