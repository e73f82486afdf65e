import fc from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';
import { chromiumRenderer, undrawn } from '../../../shared/adapters/chromium/renderer.ts';
import { detailDocument } from '../../../shared/documents/detail/detail-document.ts';
import type { PrintedInvoice } from '../../../shared/domain/invoice/invoice.ts';
import { hardTexts, invoiceLines, manyScripts, printedOf } from '../../fixtures/printed-invoices.ts';
import { anyContract } from '../../fixtures/random-contracts.ts';
import { type Placed, readPdf } from '../../readers/read-pdf.ts';
import { readStructure } from '../../readers/read-structure.ts';
import { drawPages, type Grey } from './page-images.ts';

/** Compares the pages that we draw with the same pages drawn by Chromium, letter by letter. */

const undrawnReasons: string[] = [];
const renderer = chromiumRenderer({ onUndrawn: ({ reason }) => undrawnReasons.push(reason) });
afterAll(() => renderer.close());

const seed = Number(process.env.COURRIEL_SEED ?? 20_261_124);

/** The tolerance in points: Chromium rounds to 64ths of a pixel, and the PDF to hundredths of a point. */
const near = 0.03;

const inOrder = (placed: readonly Placed[]): Placed[] =>
  placed.toSorted((a, b) => (Math.abs(a.baseline - b.baseline) > near ? b.baseline - a.baseline : a.left - b.left));

const faultsOf = (ours: readonly Placed[], theirs: readonly Placed[]): string[] => {
  const far = (a: number, b: number): boolean => Math.abs(a - b) > near;
  const others = inOrder(theirs);
  const faults = inOrder(ours).flatMap((text, i) => {
    const other = others[i];
    if (!other || other.text !== text.text) return [`"${text.text}" for "${other?.text}"`];
    const isOff =
      far(text.left, other.left) ||
      far(text.right, other.right) ||
      far(text.baseline, other.baseline) ||
      far(text.height, other.height);
    return isOff
      ? [
          `"${text.text}" at ${text.left}-${text.right} ${text.baseline} for ${other.left}-${other.right} ${other.baseline}`,
        ]
      : [];
  });
  return ours.length === others.length ? faults : [`${ours.length} texts for ${others.length}`, ...faults];
};

/**
 * The share of pixels that differ in grey. Edges of letters make up 0.4 %; a tint or the hairlines of a page would be
 * ten times as much.
 */
const differing = (a: Grey, b: Grey): number =>
  a.pixels.reduce((sum, grey, i) => sum + (grey === b.pixels[i] ? 0 : 1), 0) / a.pixels.length;

const bothWays = async (printed: PrintedInvoice, language: 'en' | 'fr') => {
  const document = detailDocument(printed, language);
  const drawn = document.pages.all.filter(({ isDrawn }) => isDrawn);
  const ours = await renderer.render(document);
  const theirs = await renderer.render({ ...document, pages: undrawn(document.pages) });
  expect(undrawnReasons).toEqual([]);
  return { drawn, ours: ours.pdf, theirs: theirs.pdf };
};

const check = async (printed: PrintedInvoice, language: 'en' | 'fr'): Promise<number> => {
  const { drawn, ours, theirs } = await bothWays(printed, language);
  const [a, b] = [await readPdf(ours), await readPdf(theirs)];
  expect(a.pages).toHaveLength(b.pages.length);
  expect(
    a.pages.flatMap((page, i) =>
      faultsOf(page.placed, b.pages[i]?.placed ?? []).map((fault) => `page ${i + 1}: ${fault}`),
    ),
  ).toEqual([]);
  return drawn.length;
};

describe('a page drawn by us has each letter where Chromium puts it', () => {
  test.each([
    ['no lines', printedOf([]), 'en', 1],
    ['40 lines', printedOf(invoiceLines(40)), 'fr', 2],
    ['300 lines', printedOf(invoiceLines(300)), 'en', 13],
    ['hard texts', hardTexts(), 'en', 0],
  ] as const)('%s', async (_, printed, language, least) => {
    expect(await check(printed, language)).toBeGreaterThanOrEqual(least);
  });

  test('between pages with letters that only Chromium can set', async () => {
    const { lines } = manyScripts();
    const printed = printedOf([...invoiceLines(70), ...lines, ...invoiceLines(70)]);
    const drawn = await check(printed, 'fr');
    expect(drawn).toBeGreaterThanOrEqual(4);
    expect(drawn).toBeLessThan(detailDocument(printed, 'fr').pages.all.length - 1);
  });

  test('of random contracts', async () => {
    await fc.assert(
      fc.asyncProperty(anyContract, async ({ printed, language }) => void (await check(printed, language))),
      { seed, numRuns: 8 },
    );
  });
});

test('a page drawn by us looks like Chromium’s, tints and rules included, and has the same tags', async () => {
  const { ours, theirs } = await bothWays(printedOf(invoiceLines(45)), 'en');
  const pages = [2, -1];
  const [a, b] = [await drawPages(ours, pages), await drawPages(theirs, pages)];
  for (const [i, picture] of a.entries()) {
    const other = b[i];
    expect(other && differing(picture, other)).toBeLessThan(0.008);
  }
  expect(await readStructure(ours)).toEqual(await readStructure(theirs));
});

describe('a page is left to Chromium', () => {
  const document = detailDocument(printedOf(invoiceLines(40)), 'en');
  const { pages } = document;
  const { glyphSheet } = pages;
  if (!glyphSheet) throw new Error('an ordinary invoice has no glyph sheet');
  const { boxes, samples } = glyphSheet;

  const renderWith = async (changed: Partial<typeof glyphSheet>) => {
    const reasons: string[] = [];
    const own = chromiumRenderer({ onUndrawn: ({ reason }) => reasons.push(reason) });
    const { pdf } = await own.render({ ...document, pages: { ...pages, glyphSheet: { ...glyphSheet, ...changed } } });
    await own.close();
    return { reasons, pdf };
  };
  const chromiums = async () => (await renderer.render({ ...document, pages: undrawn(pages) })).pdf;

  test('when the glyph sheet has more glyphs than letters', async () => {
    const first = samples.findIndex(({ style }) => style === null);
    const { text = '', ...sample } = samples[first] ?? {};
    const { reasons, pdf } = await renderWith({
      samples: samples.with(first, { style: null, weight: 'regular', ...sample, text: text.slice(1) }),
    });
    expect(reasons).toEqual([`${text.length} glyphs of ${text.length - 1} letters`]);
    expect(pdf).toEqual(await chromiums());
  });

  test('when a letter is not on the glyph sheet', async () => {
    const others = samples.map((sample) => ({ ...sample, text: sample.text.replace('0', 'Ω') }));
    const { reasons, pdf } = await renderWith({ samples: others });
    expect(reasons).toEqual(['a letter that the glyph sheet lacks']);
    expect(pdf).toEqual(await chromiums());
  });

  test('when a style has no sample', async () => {
    const elsewhere = boxes.map((box, i) => (samples[i]?.style === 'bold' ? { ...box, top: 900, bottom: 901 } : box));
    const { reasons, pdf } = await renderWith({ boxes: elsewhere });
    expect(reasons).toEqual(['no sample of bold']);
    expect(pdf).toEqual(await chromiums());
  });
});
