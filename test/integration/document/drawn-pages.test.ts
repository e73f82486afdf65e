import fc from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';
import { chromiumRenderer } from '../../../shared/adapters/chromium/renderer.ts';
import { detailDocument } from '../../../shared/documents/detail/detail-document.ts';
import type { PrintedInvoice } from '../../../shared/domain/invoice/invoice.ts';
import { hardTexts, invoiceLines, manyScripts, printedOf } from '../../fixtures/printed-invoices.ts';
import { anyContract } from '../../fixtures/random-contracts.ts';
import { type Placed, readPdf } from '../../readers/read-pdf.ts';
import { readStructure } from '../../readers/read-structure.ts';
import { drawPages, type Grey } from './page-images.ts';

/** Compares the pages that we draw with the same pages drawn by Chromium, letter by letter. */

const unmatched: string[] = [];
const renderer = chromiumRenderer({ onUnmatched: ({ reason }) => unmatched.push(reason) });
afterAll(() => renderer.close());

/** An invoice whose first page must be zoomed out: labels over several lines, a credit, many taxes and long numbers. */
const crowded = (): PrintedInvoice => {
  const printed = printedOf(invoiceLines(40));
  const long = 'Société en commandite de construction et de rénovation patrimoniale du Bas-Saint-Laurent';
  const taxes = ['TPS', 'TVQ', 'Redevance sur les matières résiduelles', 'D'].map((code) => ({
    code,
    rate: '0.09975',
    registration: `${code.slice(0, 12)} 1234567890 TQ0001`,
  }));
  return {
    ...printed,
    company: { ...printed.company, name: `${long} et filles`, taxNumbers: taxes },
    project: { ...printed.project, name: long, address: 'un\ndeux\ntrois\nquatre' },
    contract: { ...printed.contract, title: long, client: { name: long, address: 'a\nb\nc\nd\ne' } },
    invoice: { ...printed.invoice, taxes, previousCertificates: '99999999.99', dueDate: null },
  };
};

/** An invoice with names of `words` words and with `taxes` taxes. */
const filled = (words: number, taxes: number): PrintedInvoice => {
  const printed = printedOf(invoiceLines(3));
  const all = 'Société en commandite de construction et de rénovation patrimoniale du Bas-Saint-Laurent';
  const name = `${all} AVANTAGE Toitures LTÉE, entrepreneurs généraux de père en fils depuis`
    .split(' ')
    .slice(0, words)
    .join(' ');
  return {
    ...printed,
    company: { ...printed.company, name },
    project: { ...printed.project, name },
    contract: { ...printed.contract, title: name, client: { ...printed.contract.client, name } },
    invoice: {
      ...printed.invoice,
      taxes: Array.from({ length: taxes }, (_, i) => ({ code: `T${i}`, rate: '0.05', registration: `123 ${i}` })),
    },
  };
};

const seed = Number(process.env.COURRIEL_SEED ?? 20_261_124);

/** The tolerance in points: Chromium rounds to 64ths of a pixel, and the PDF to hundredths of a point. */
const near = 0.03;

const inOrder = (placed: readonly Placed[]): Placed[] =>
  placed.toSorted((a, b) => (Math.abs(a.baseline - b.baseline) > near ? b.baseline - a.baseline : a.left - b.left));

/**
 * On the zoomed first page Chromium sets each letter by itself, with widths in whole 64ths of a pixel, and we set them
 * as wide as they are drawn. A text may differ by this share of its width.
 */
const slackOnFirst = 0.002;

const faultsOf = (ours: readonly Placed[], theirs: readonly Placed[], slack: number): string[] => {
  const far = (a: number, b: number, least = near): boolean => Math.abs(a - b) > least;
  const others = inOrder(theirs);
  const faults = inOrder(ours).flatMap((text, i) => {
    const other = others[i];
    if (!other || other.text !== text.text) return [`"${text.text}" for "${other?.text}"`];
    const sideways = near + slack * (text.right - text.left);
    const isOff =
      far(text.left, other.left, sideways) ||
      far(text.right, other.right, sideways) ||
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
  const { sheets } = document;
  const drawn = Array.from({ length: sheets.count }, (_, i) => i).filter((i) => sheets.sheet(i).draw !== null);
  const ours = await renderer.render(document);
  const theirs = await renderer.render({ ...document, sheets: { ...sheets, specimen: null } });
  expect(unmatched).toEqual([]);
  return { drawn, ours: ours.pdf, theirs: theirs.pdf };
};

const check = async (printed: PrintedInvoice, language: 'en' | 'fr'): Promise<number> => {
  const { drawn, ours, theirs } = await bothWays(printed, language);
  const [a, b] = [await readPdf(ours), await readPdf(theirs)];
  expect(a.pages).toHaveLength(b.pages.length);
  expect(
    a.pages.flatMap((page, i) =>
      faultsOf(page.placed, b.pages[i]?.placed ?? [], i === 0 ? slackOnFirst : 0).map(
        (fault) => `page ${i + 1}: ${fault}`,
      ),
    ),
  ).toEqual([]);
  return drawn.length;
};

describe('a page drawn by us has each letter where Chromium puts it', () => {
  test.each([
    ['no lines', printedOf([]), 'en', 2],
    ['40 lines', printedOf(invoiceLines(40)), 'fr', 3],
    ['300 lines', printedOf(invoiceLines(300)), 'en', 14],
    ['hard texts', hardTexts(), 'en', 0],
    ['a first page with little room', crowded(), 'fr', 3],
  ] as const)('%s', async (_, printed, language, least) => {
    expect(await check(printed, language)).toBeGreaterThanOrEqual(least);
  });

  test('at every zoom of a first page', async () => {
    const zooms = new Set<string>();
    for (const words of [2, 9, 20]) {
      for (const taxes of [0, 3, 6, 9, 12]) {
        const printed = filled(words, taxes);
        zooms.add(/zoom:([\d.]+)/.exec(detailDocument(printed, 'fr').sheets.sheet(0).html)?.[1] ?? '');
        expect(await check(printed, 'fr')).toBe(2);
      }
    }
    expect([...zooms].toSorted()).toEqual(['0.76', '0.82', '0.88', '0.94', '1', '1.05', '1.1']);
  });

  test('between pages with letters that only Chromium can set', async () => {
    const { lines } = manyScripts();
    const printed = printedOf([...invoiceLines(70), ...lines, ...invoiceLines(70)]);
    const drawn = await check(printed, 'fr');
    expect(drawn).toBeGreaterThanOrEqual(4);
    expect(drawn).toBeLessThan(detailDocument(printed, 'fr').sheets.count - 1);
  });

  test('of random contracts', async () => {
    await fc.assert(
      fc.asyncProperty(anyContract, async ({ printed, language }) => void (await check(printed, language))),
      { seed, numRuns: 8 },
    );
  });
});

/** The logo has eight by four pixels of one colour. */
const logo =
  'data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAgAAAAECAIAAAA8r+mnAAAAEklEQVR4nGNgCMjDihiGmgQAtGQzgUbbN5sAAAAASUVORK5CYII=';
const withLogo = (printed: PrintedInvoice): PrintedInvoice => ({ ...printed, company: { ...printed.company, logo } });

test('a page drawn by us looks like Chromium’s, tints and rules included, and has the same tags', async () => {
  const { ours, theirs } = await bothWays(withLogo(printedOf(invoiceLines(45))), 'en');
  const pages = [1, 2, -1];
  const [a, b] = [await drawPages(ours, pages), await drawPages(theirs, pages)];
  for (const [i, picture] of a.entries()) {
    const other = b[i];
    expect(other && differing(picture, other)).toBeLessThan(0.008);
  }
  expect(await readStructure(ours)).toEqual(await readStructure(theirs));
});

describe('a page is left to Chromium', () => {
  const document = detailDocument(printedOf(invoiceLines(40)), 'en');
  const { sheets } = document;
  const { specimen } = sheets;
  if (!specimen) throw new Error('an ordinary invoice has no glyph sheet');

  const renderWith = async (changed: typeof specimen) => {
    const reasons: string[] = [];
    const own = chromiumRenderer({ onUnmatched: ({ reason }) => reasons.push(reason) });
    const { pdf } = await own.render({ ...document, sheets: { ...sheets, specimen: changed } });
    await own.close();
    return { reasons, pdf };
  };
  const chromiums = async () => (await renderer.render({ ...document, sheets: { ...sheets, specimen: null } })).pdf;

  test('when the glyph sheet has more glyphs than letters', async () => {
    const [first, ...others] = specimen.letters;
    if (!first) throw new Error('the glyph sheet has no letters');
    const { reasons, pdf } = await renderWith({
      ...specimen,
      letters: [{ ...first, text: first.text.slice(1) }, ...others],
    });
    expect(reasons).toEqual([`${first.text.length} glyphs of ${first.text.length - 1} letters`]);
    expect(pdf).toEqual(await chromiums());
  });

  test('when a letter is not on the glyph sheet', async () => {
    const letters = specimen.letters.map((line) => ({ ...line, text: line.text.replace('0', 'Ω') }));
    const { reasons, pdf } = await renderWith({ ...specimen, letters });
    expect(reasons).toEqual(['a letter that the glyph sheet lacks']);
    expect(pdf).toEqual(await chromiums());
  });

  test('when a text that is drawn as a whole is not on the glyph sheet', async () => {
    const wholes = specimen.wholes.map((one) => ({ ...one, top: 0, bottom: 1 }));
    const { reasons, pdf } = await renderWith({ ...specimen, wholes });
    expect(reasons).toEqual(['a text that the glyph sheet lacks']);
    expect(pdf).toEqual(await chromiums());
  });

  test('when a style has no sample', async () => {
    const samples = specimen.samples.map((one) => (one.style === 'bold' ? { ...one, top: 0, bottom: 1 } : one));
    const { reasons, pdf } = await renderWith({ ...specimen, samples });
    expect(reasons).toEqual(['no sample of bold']);
    expect(pdf).toEqual(await chromiums());
  });
});

describe('the first page alone is left to Chromium', () => {
  const drawnOf = ({ sheets }: ReturnType<typeof detailDocument>) =>
    Array.from({ length: sheets.count }, (_, i) => sheets.sheet(i).draw !== null);

  test('when a name on it has letters that only Chromium can set', async () => {
    const printed = printedOf(invoiceLines(40));
    const arabic = { ...printed, project: { ...printed.project, address: 'شارع الملك' } };
    expect(drawnOf(detailDocument(arabic, 'en')).slice(0, 2)).toEqual([false, true]);
    await check(arabic, 'en');
  });

  test('when the glyph sheet has no room for its letters', () => {
    const printed = printedOf(invoiceLines(40));
    const cyrillic = Array.from({ length: 900 }, (_, i) => String.fromCodePoint(0x100 + i)).join('');
    const many = printed.lines.map((line) => ({ ...line, description: cyrillic }));
    expect(drawnOf(detailDocument({ ...printed, lines: many }, 'en'))[0]).toBe(false);
  });
});
