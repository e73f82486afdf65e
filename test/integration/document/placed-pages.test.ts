import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type RunningBrowser, startBrowser } from '../../../shared/adapters/chromium/browser.ts';
import { detailDocument } from '../../../shared/documents/detail/detail-document.ts';
import type { PrintedInvoice } from '../../../shared/domain/invoice/invoice.ts';
import { htmlOf } from '../../fixtures/html-document.ts';
import { hardTexts, invoiceLines, manyScripts, printedOf } from '../../fixtures/printed-invoices.ts';
import { anyContract } from '../../fixtures/random-contracts.ts';
import { readPdf } from '../../readers/read-pdf.ts';
import { inPixels, misplaced } from './printed-rows.ts';

/** Texts are tagged by their places, so Chromium must print each text of a display list where the list says. */

const seed = Number(process.env.COURRIEL_SEED ?? 20_261_124);

let browser: RunningBrowser;
beforeAll(async () => {
  browser = await startBrowser();
});
afterAll(() => browser.kill());

const printedPages = async (html: string) => {
  const page = await browser.newPage();
  await page.setContent(html);
  const read = await readPdf(await page.print());
  await page.close();
  return inPixels(read);
};

/** By rounding, a text may exceed its box by this many pixels. */
const slack = 0.5;

const check = async (printed: PrintedInvoice, language: 'en' | 'fr'): Promise<void> => {
  const { pages } = detailDocument(printed, language);
  const schedule = pages.all.slice(1);
  const texts = await printedPages(htmlOf({ ...pages, all: schedule }));
  expect(texts).toHaveLength(schedule.length);
  const faults = schedule.flatMap(({ list }, i) => {
    const holders = list?.().boxes.filter(({ role }) => role !== 'TR') ?? [];
    return misplaced(holders, texts[i] ?? [], slack).map((fault) => `page ${i + 2}: ${fault}`);
  });
  expect(faults).toEqual([]);
};

const samples: [name: string, printed: PrintedInvoice, language: 'en' | 'fr'][] = [
  ['no lines', printedOf([]), 'en'],
  ['40 lines', printedOf(invoiceLines(40)), 'fr'],
  ['300 lines', printedOf(invoiceLines(300)), 'en'],
  ['many scripts', manyScripts(), 'fr'],
  ['hard texts', hardTexts(), 'en'],
];

describe('each text that the browser prints on a page of the schedule is in one tagged box, for', () => {
  test.each(samples)('%s', async (_, printed, language) => {
    await check(printed, language);
  });

  test('thirty random contracts', async () => {
    for (const [i, { printed, language }] of fc.sample(anyContract, { seed, numRuns: 30 }).entries()) {
      await check(printed, language).catch((error: unknown) => {
        throw new Error(`contract ${i} of seed ${seed}: ${error}`, { cause: error });
      });
    }
  }, 60_000);
});
