import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { type RunningBrowser, startBrowser } from '../../../shared/adapters/chromium/browser.ts';
import { fitAndMeasure, MeasuredBoxes } from '../../../shared/adapters/chromium/fit-page.ts';
import { chromiumRenderer } from '../../../shared/adapters/chromium/renderer.ts';
import { detailDocument } from '../../../shared/documents/detail/detail-document.ts';
import { softHyphen } from '../../../shared/documents/layout/line-breaking.ts';
import type { PrintedInvoice } from '../../../shared/domain/invoice/invoice.ts';
import type { Language } from '../../../shared/domain/text.ts';
import { labels } from '../../../shared/words/words.ts';
import { htmlOf } from '../../fixtures/html-document.ts';
import { withLogo } from '../../fixtures/logos.ts';
import { hardTexts, invoiceLines, manyScripts, printedOf, signedBy } from '../../fixtures/printed-invoices.ts';
import { anyContract } from '../../fixtures/random-contracts.ts';
import { frozenSteel } from '../../fixtures/steel-frame.ts';
import { readPdf, squeezed } from '../../readers/read-pdf.ts';
import { nodesOf, readStructure } from '../../readers/read-structure.ts';
import { inPixels, misplaced } from './printed-rows.ts';

/** The browser lays out the first page, zooms it to fit, and measures it for the tags. */

const seed = Number(process.env.COURRIEL_SEED ?? 20_261_124);

let browser: RunningBrowser;
beforeAll(async () => {
  browser = await startBrowser();
});
afterAll(() => browser.kill());

const base = printedOf(invoiceLines(3));
const longName = 'Société en commandite de construction et de rénovation patrimoniale du Bas-Saint-Laurent';

/** An invoice with long names, many taxes and long numbers. */
const crowded = (): PrintedInvoice => {
  const taxes = ['TPS', 'TVQ', 'Redevance sur les matières résiduelles', 'D'].map((code) => ({
    code,
    rate: '0.09975',
    registration: `${code.slice(0, 12)} 1234567890 TQ0001`,
  }));
  return {
    ...base,
    company: { ...base.company, name: `${longName} et filles`, taxNumbers: taxes },
    project: { ...base.project, name: longName, address: 'un\ndeux\ntrois\nquatre' },
    contract: { ...base.contract, title: longName, client: { name: longName, address: 'a\nb\nc\nd\ne' } },
    invoice: { ...base.invoice, taxes, previousCertificates: '99999999.99', dueDate: null },
  };
};

/** The longest texts that the schemas allow. */
const longest = (): PrintedInvoice => {
  const name = 'W'.repeat(200);
  const address = 'W\n'.repeat(250);
  return {
    ...base,
    project: { name, number: 'W'.repeat(60), address, currency: 'XXX' },
    company: {
      name,
      address,
      taxNumbers: Array(10).fill({ code: 'W'.repeat(20), registration: 'W'.repeat(60) }),
      payee: {
        name: 'W'.repeat(120),
        title: 'W'.repeat(120),
        phone: 'W'.repeat(60),
        email: `${'w'.repeat(64)}@${`${'w'.repeat(62)}.`.repeat(3)}ca`,
        address,
      },
      licence: { label: 'W'.repeat(40), value: 'W'.repeat(60) },
    },
    contract: {
      ...base.contract,
      number: 'W'.repeat(60),
      title: name,
      client: { name, address },
      originalSum: '-99999999999.99',
      purchaseOrder: 'W'.repeat(60),
      paymentTerms: 'W'.repeat(200),
      paymentInstructions: 'W\n'.repeat(500),
      retainageRates: { work: '0.123456', materials: '0.123456' },
      changeOrders: base.contract.changeOrders.map((order) => ({ ...order, amount: '-99999999999.99' })),
    },
    invoice: {
      ...base.invoice,
      number: 'W'.repeat(40),
      taxes: Array(10).fill({ code: 'X'.repeat(20), rate: '0.123456', registration: 'W'.repeat(60) }),
    },
  };
};

const samples: [name: string, printed: PrintedInvoice, language: Language][] = [
  ['an ordinary invoice', base, 'fr'],
  ['long names and many taxes', crowded(), 'fr'],
  ['many scripts', manyScripts(), 'fr'],
  ['hard texts', hardTexts(), 'en'],
  ['a logo', withLogo(base, 400), 'en'],
  ['a payee, terms and instructions', frozenSteel(3), 'fr'],
  ['a watermark', { ...frozenSteel(3), invoice: { ...frozenSteel(3).invoice, status: 'draft' } }, 'en'],
  ['the longest texts', longest(), 'en'],
  ['a signature', signedBy(base, 'Amélie Tremblay', 'Chargée de projet'), 'fr'],
  ['the longest signature beside the longest texts', signedBy(longest(), 'W'.repeat(120), 'W'.repeat(120)), 'en'],
  ['a signature in another script', signedBy(base, 'أميلي ترمبلاي', '项目经理'), 'en'],
];

/** Lines of text as the browser shows them, in CSS pixels inside the margins. */
const shownLines = `(() => {
  const range = document.createRange();
  const texts = document.createTreeWalker(document.querySelector('.page'), NodeFilter.SHOW_TEXT);
  const lines = [];
  while (texts.nextNode()) {
    range.selectNodeContents(texts.currentNode);
    if (texts.currentNode.data.trim() === '') continue;
    for (const { left, top, right, bottom, width } of range.getClientRects()) {
      if (width > 0) lines.push({ left, top, right, bottom });
    }
  }
  return lines;
})()`;
const Line = z.object({ left: z.number(), top: z.number(), right: z.number(), bottom: z.number() });

const laidOut = async (printed: PrintedInvoice, language: Language) => {
  const document = detailDocument(printed, language).pages;
  const page = await browser.newPage();
  await page.setContent(htmlOf({ ...document, all: document.all.slice(0, 1) }));
  const boxes = await page.evaluate(fitAndMeasure, MeasuredBoxes);
  const lines = await page.evaluate(shownLines, z.array(Line));
  const texts = await page.evaluate(
    `Array.from(document.querySelectorAll('p'), ({ textContent }) => textContent)`,
    z.array(z.string()),
  );
  const zoom = Number(await page.evaluate(`document.querySelector('[data-zooms]').style.zoom`, z.string()));
  const read = await readPdf(await page.print());
  page.close();
  return { boxes, lines, texts, zoom, pages: inPixels(read) };
};

type LaidOut = Awaited<ReturnType<typeof laidOut>>;

/** Pixels by which a text may exceed its box, by rounding. */
const slack = 0.6;

/** The texts that do not lie in exactly one tagged box. */
const astrayIn = ({ boxes, pages }: LaidOut): string[] => {
  const holders = boxes.filter(({ role }) => !['Table', 'TR', 'Figure'].includes(role));
  return misplaced(holders, pages.flat(), slack);
};

describe.each(samples)('the first page with %s', (_, printed, language) => {
  let page: LaidOut;
  beforeAll(async () => {
    page = await laidOut(printed, language);
  });

  test('is one page, with no text beyond its edges or in its foot', () => {
    expect(page.pages).toHaveLength(1);
    const foot = 720 - 26;
    const beyond = page.lines.filter(({ left, right }) => left < 0 || right > 960);
    expect(beyond).toEqual([]);
    expect(page.lines.filter(({ top, bottom }) => top < foot && bottom > foot)).toEqual([]);
    expect(Math.max(...page.lines.map(({ bottom }) => bottom))).toBeLessThan(720);
  });

  test('is printed exactly where it was measured', () => {
    const [texts = []] = page.pages;
    expect(texts.length).toBeGreaterThan(60);
    const astray = texts.filter(
      ({ left, right, baseline }) =>
        !page.lines.some(
          (line) =>
            line.left - slack < left && right < line.right + slack && line.top < baseline && baseline < line.bottom,
        ),
    );
    expect(astray).toEqual([]);
    const unprinted = page.lines.filter(
      (line) =>
        !texts.some(
          ({ right, baseline }) => Math.abs(right - line.right) < 4 && line.top < baseline && baseline < line.bottom,
        ),
    );
    expect(unprinted).toEqual([]);
  });

  test('has each text in one tagged box', () => {
    expect(astrayIn(page)).toEqual([]);
  });
});

test('thirty random contracts have each text of the first page in one tagged box', async () => {
  for (const [i, { printed, language }] of fc.sample(anyContract, { seed, numRuns: 30 }).entries()) {
    expect(astrayIn(await laidOut(printed, language)), `contract ${i} of seed ${seed}`).toEqual([]);
  }
}, 60_000);

test('the page is zoomed by the largest of the factors at which it fits, and the smallest fits all texts', async () => {
  const [first] = detailDocument(base, 'en').pages.all;
  const zooms = (/data-zooms="([^"]*)"/.exec(first?.html() ?? '')?.[1] ?? '').split(' ').map(Number);
  // An ordinary invoice is zoomed little, so that its texts stay above 7 points.
  expect(zooms.slice(0, 3)).toContain((await laidOut(base, 'en')).zoom);
  const crowdedZoom = (await laidOut(crowded(), 'fr')).zoom;
  expect(zooms.slice(1, -4)).toContain(crowdedZoom);
  // The smallest is used even if the page does not fit, so only a larger one proves that it fits.
  expect((await laidOut(longest(), 'fr')).zoom).toBeGreaterThan(zooms.at(-1) ?? 0);
});

test('a soft hyphen stands where a word is broken, and only there', async () => {
  const word = 'Donaudampfschifffahrtsgesellschaft'.repeat(3);
  const name = `${longName} ${word} 混凝土浇筑工程混凝土浇筑工程混凝土浇筑工程混凝土浇筑工程混凝土浇筑工程`;
  const { texts } = await laidOut({ ...base, project: { ...base.project, name } }, 'fr');
  const shown = texts.find((text) => text.startsWith(longName)) ?? '';
  expect(shown.replaceAll(softHyphen, '')).toBe(name);
  const [first = '', second = '', ...others] = shown.split(softHyphen);
  expect(first.startsWith(`${longName} Donau`)).toBe(true);
  expect(second.length).toBeGreaterThan(20);
  expect(others.length).toBeLessThan(3);
});

describe('in the finished PDF', () => {
  const undrawn: string[] = [];
  const renderer = chromiumRenderer({ onUndrawn: ({ reason }) => undrawn.push(reason) });
  afterAll(() => renderer.close());

  test.each(samples)('every text of %s is tagged', async (_, printed, language) => {
    const { pdf } = await renderer.render(detailDocument(printed, language));
    expect(undrawn).toEqual([]);
    const [first] = await readStructure(pdf);
    const words = labels(language).invoice;
    expect(first && nodesOf(first, 'H2').map(({ text }) => text)).toEqual([
      words.billTo,
      words.project,
      words.clientContract,
      ...(printed.company.payee ? [words.payee] : []),
      words.summary,
      words.retainage.title,
      words.changeOrders,
      words.taxes,
      ...(printed.contract.paymentTerms ? [words.payment] : []),
    ]);
  });

  test('an address has its line breaks, and one of many lines is joined', async () => {
    const address = Array.from({ length: 9 }, (_, i) => `ligne ${i}`).join('\n');
    const printed = { ...base, contract: { ...base.contract, client: { ...base.contract.client, address } } };
    const { pages } = await readPdf((await renderer.render(detailDocument(printed, 'fr'))).pdf);
    const texts = pages[0]?.placed.map(({ text }) => squeezed(text)) ?? [];
    for (const line of printed.company.address.split('\n')) expect(texts).toContain(squeezed(line));
    expect(texts.some((text) => text.includes('ligne3,ligne4'))).toBe(true);
  });
});
