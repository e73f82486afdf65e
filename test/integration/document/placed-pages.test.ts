import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type RunningBrowser, startBrowser } from '../../../shared/adapters/chromium/browser.ts';
import { detailDocument } from '../../../shared/documents/detail/detail-document.ts';
import type { PrintedInvoice } from '../../../shared/domain/invoice/invoice.ts';
import type { TaggedBox } from '../../../shared/ports/display-list.ts';
import { htmlOf } from '../../fixtures/html-document.ts';
import { hardTexts, invoiceLines, manyScripts, printedOf } from '../../fixtures/printed-invoices.ts';
import { anyContract } from '../../fixtures/random-contracts.ts';
import { type Placed, readPdf } from '../../readers/read-pdf.ts';

/** Texts are tagged by their places, so Chromium must print each text of a display list where the list says. */

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
  const { pages, height } = await readPdf(await page.print());
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

const holds = (box: TaggedBox, { left, right, baseline }: OnPage): boolean =>
  left >= box.left - slack && right <= box.right + slack && baseline > box.top && baseline < box.bottom;

/** Each text that is not in exactly one box for texts, in words. */
const faultsOf = (boxes: readonly TaggedBox[], texts: readonly OnPage[]): string[] => {
  const holders = boxes.filter(({ role }) => role !== 'TR');
  return texts.flatMap((text) => {
    const count = holders.filter((box) => holds(box, text)).length;
    return count === 1 ? [] : [`"${text.text}" is in ${count} boxes`];
  });
};

const check = async (printed: PrintedInvoice, language: 'en' | 'fr'): Promise<void> => {
  const { pages } = detailDocument(printed, language);
  const schedule = pages.all.slice(1);
  const texts = await printedPages(htmlOf({ ...pages, all: schedule }));
  expect(texts).toHaveLength(schedule.length);
  const faults = schedule.flatMap(({ list }, i) =>
    faultsOf(list?.().boxes ?? [], texts[i] ?? []).map((fault) => `page ${i + 2}: ${fault}`),
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
