import { expect, test } from 'vitest';
import { chromiumRenderer } from '../../../shared/adapters/chromium/renderer.ts';
import { detailDocument } from '../../../shared/documents/detail/detail-document.ts';
import { sha256Hex } from '../../../shared/domain/ids.ts';
import type { PrintedInvoice } from '../../../shared/domain/invoice/invoice.ts';
import { hardTexts, invoiceLines, printedOf } from '../../fixtures/printed-invoices.ts';

/** Preview and attachment must be the same file, even when one of them is rendered again by another browser. */

const hashes = async (documents: readonly ReturnType<typeof detailDocument>[]) => {
  const undrawn: string[] = [];
  const renderer = chromiumRenderer({ onUndrawn: ({ reason }) => undrawn.push(reason) });
  const found = [];
  for (const document of documents) found.push(sha256Hex((await renderer.render(document)).pdf));
  await renderer.close();
  expect(undrawn).toEqual([]);
  return found;
};

test.each<[what: string, printed: PrintedInvoice]>([
  ['drawn pages', printedOf(invoiceLines(60))],
  ['pages that the browser prints', hardTexts()],
])('the same version gives the same bytes in any browser and after any other document: %s', async (_, printed) => {
  const document = detailDocument(printed, 'fr');
  const [alone] = await hashes([document]);
  const [other, ...after] = await hashes([detailDocument(printedOf(invoiceLines(3)), 'fr'), document, document]);
  expect(after).toEqual([alone, alone]);
  expect(other).not.toBe(alone);
});
