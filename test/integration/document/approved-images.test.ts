import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { chromiumRenderer } from '../../../shared/adapters/chromium/renderer.ts';
import { detailDocument } from '../../../shared/documents/detail/detail-document.ts';
import type { PrintedInvoice } from '../../../shared/domain/invoice/invoice.ts';
import { invoiceLines, printedOf, signedBy } from '../../fixtures/printed-invoices.ts';
import { frozenSteel } from '../../fixtures/steel-frame.ts';
import { compare, drawPages, fromPng, toPng } from './page-images.ts';

/**
 * Compares pages of the document with the pictures in test/fixtures/approved, which a person has approved. After an
 * intended change `npm run approve` rewrites them: look at each before you commit it. Differences are left in
 * .local/images.
 */
const approved = join(import.meta.dirname, '../../fixtures/approved');
const left = join(import.meta.dirname, '../../../.local/images');
const isApproving = process.env.COURRIEL_APPROVE === '1';

/** An installed Chrome may draw letters a little differently, so only the packaged browser is compared. */
const isPackaged = process.platform === 'linux' && process.arch === 'x64' && !process.env.CHROME_PATH;

/** One changed word is about this share of a page. On one machine the same document has no difference at all. */
const mostDiffering = 0.0002;

const renderer = chromiumRenderer();
afterAll(() => renderer.close());

const ofLines = (count: number) => printedOf(invoiceLines(count));
const draft = (printed: PrintedInvoice): PrintedInvoice => ({
  ...printed,
  invoice: { ...printed.invoice, status: 'draft' },
});
const cases: [name: string, printed: PrintedInvoice, pages: number[]][] = [
  ['3-lines', ofLines(3), [1, 2]],
  ['40-lines', ofLines(40), [1, 2, 3]],
  ['1000-lines', ofLines(1000), [1, 2, 3, -1]],
  ['complete', frozenSteel(3), [1, 2]],
  ['draft', draft(ofLines(3)), [1, 2]],
  ['signed', signedBy(ofLines(3), 'Amélie Tremblay', 'Chargée de projet'), [1]],
];

describe.runIf(isPackaged || isApproving)('the approved pictures match', () => {
  test.each(
    cases.flatMap(([name, printed, pages]) =>
      (['en', 'fr'] as const).map((language) => [`${name}-${language}`, language, pages, printed] as const),
    ),
  )('%s', async (caseName, language, pages, printed) => {
    const document = detailDocument(printed, language);
    const { pdf } = await renderer.render(document);
    const drawn = await drawPages(pdf, pages);
    for (const [i, picture] of drawn.entries()) {
      const number = pages[i] === -1 ? 'last' : pages[i];
      const name = `${caseName}-${number}`;
      const file = join(approved, `${name}.png`);
      if (isApproving) {
        await writeFile(file, toPng(picture));
        continue;
      }
      expect(existsSync(file), `${name} was never approved: npm run approve`).toBe(true);
      const difference = compare(picture, await fromPng(await readFile(file)));
      if (difference.share > mostDiffering) {
        await mkdir(left, { recursive: true });
        await writeFile(join(left, `${name}-actual.png`), toPng(picture));
        await writeFile(join(left, `${name}-difference.png`), toPng(difference.picture));
      }
      expect(difference.share, `${name}: see .local/images`).toBeLessThanOrEqual(mostDiffering);
    }
  });
});
