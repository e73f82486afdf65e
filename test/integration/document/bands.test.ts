import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type RunningBrowser, startBrowser } from '../../../shared/adapters/chromium/browser.ts';
import { detailDocument } from '../../../shared/documents/detail/detail-document.ts';
import type { PrintedInvoice } from '../../../shared/domain/invoice/invoice.ts';
import type { Band } from '../../../shared/ports/page-map.ts';
import { hardTexts, invoiceLines, manyScripts, printedOf } from '../../fixtures/printed-invoices.ts';
import { anyContract } from '../../fixtures/random-contracts.ts';
import { type Placed, readPdf } from '../../readers/read-pdf.ts';

/**
 * Chromium prints our pages without tags. Each printed text must lie in one tagged box of its page, each box that is
 * said to be filled must hold a text, and the pages must look like the tables that Chromium lays out by itself.
 */

const seed = Number(process.env.COURRIEL_SEED ?? 20_261_124);

let browser: RunningBrowser;
beforeAll(async () => {
  browser = await startBrowser();
});
afterAll(() => browser.kill());

/** In CSS pixels from the upper left corner inside the margins. pdf.js counts in points from the lower left corner. */
type OnPage = { text: string; left: number; right: number; baseline: number };

const printedPages = async (html: string): Promise<OnPage[][]> => {
  const page = await browser.newPage();
  await page.setContent(html);
  const { pages, height } = await readPdf(await page.print({ tagged: false }));
  await page.close();
  const onPage = ({ text, left, right, baseline }: Placed): OnPage => ({
    text,
    left: (left - 36) / 0.75,
    right: (right - 36) / 0.75,
    baseline: (height - 36 - baseline) / 0.75,
  });
  return pages.map(({ placed }) => placed.map(onPage));
};

/** By rounding, a text may exceed its box by this many pixels. */
const slack = 0.5;

const contains = (place: { left: number; right: number }, { left, right }: OnPage): boolean =>
  left >= place.left - slack && right <= place.right + slack;

/** The faults of a page, in words. */
const faultsOf = (bands: readonly Band[], texts: readonly OnPage[]): string[] => {
  const found = bands.map(() => 0);
  const faults: string[] = [];
  for (const text of texts) {
    const at = bands.flatMap((band, i) => (text.baseline > band.top && text.baseline < band.bottom ? [i] : []));
    const places = at.flatMap((i) => bands[i]?.places.flatMap((place, n) => (contains(place, text) ? [n] : [])) ?? []);
    if (at.length !== 1 || places.length !== 1)
      faults.push(`"${text.text}" is in ${at.length}/${places.length} places`);
    else found[at[0] ?? 0] = (found[at[0] ?? 0] ?? 0) | (1 << (places[0] ?? 0));
  }
  for (const [i, band] of bands.entries()) {
    if (found[i] !== band.filled) faults.push(`band ${i}: ${found[i]?.toString(2)} for ${band.filled.toString(2)}`);
  }
  return faults;
};

const checkBands = async (printed: PrintedInvoice, language: 'en' | 'fr'): Promise<void> => {
  const { sheets } = detailDocument(printed, language);
  const made = Array.from({ length: sheets.count }, (_, i) => sheets.sheet(i));
  const pages = await printedPages([sheets.head, ...made.map((sheet) => sheet.html), sheets.tail].join(''));
  expect(pages).toHaveLength(sheets.count);
  const faults = made.flatMap(({ bands }, i) =>
    bands === null ? [] : faultsOf(bands, pages[i] ?? []).map((fault) => `page ${i + 1}: ${fault}`),
  );
  expect(faults).toEqual([]);
};

const samples: [name: string, printed: PrintedInvoice, language: 'en' | 'fr'][] = [
  ['no lines', printedOf([]), 'en'],
  ['40 lines', printedOf(invoiceLines(40)), 'fr'],
  ['300 lines', printedOf(invoiceLines(300)), 'en'],
  ['many scripts', manyScripts(), 'fr'],
  ['hard texts', hardTexts(), 'en'],
];

describe('each text is in a tagged box, and each filled box has a text, for', () => {
  test.each(samples)('%s', async (_, printed, language) => {
    await checkBands(printed, language);
  });

  test('thirty random contracts', async () => {
    for (const [i, { printed, language }] of fc.sample(anyContract, { seed, numRuns: 30 }).entries()) {
      await checkBands(printed, language).catch((error: unknown) => {
        throw new Error(`contract ${i} of seed ${seed}: ${error}`, { cause: error });
      });
    }
  }, 60_000);
});

describe('our pages have the same texts in the same places as the browser’s tables, for', () => {
  const sorted = (texts: readonly OnPage[]) =>
    texts.toSorted((a, b) => Math.round(a.baseline) - Math.round(b.baseline) || a.left - b.left);

  test.each(samples)('%s', async (_, printed, language) => {
    const { sheets, html } = detailDocument(printed, language);
    const made = Array.from({ length: sheets.count }, (_, i) => sheets.sheet(i).html);
    const [ours, theirs] = [await printedPages([sheets.head, ...made, sheets.tail].join('')), await printedPages(html)];
    for (const [i, page] of ours.entries()) {
      const tables = sorted(theirs[i] ?? []);
      expect(sorted(page).map(({ text }) => text)).toEqual(tables.map(({ text }) => text));
      const moved = sorted(page).filter((text, n) => {
        const other = tables[n] ?? text;
        return Math.abs(text.left - other.left) > 1 || Math.abs(text.baseline - other.baseline) > 1;
      });
      expect(moved).toEqual([]);
    }
  });
});
