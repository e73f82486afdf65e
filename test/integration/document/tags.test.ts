import fc from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';
import { chromiumRenderer } from '../../../shared/adapters/chromium/renderer.ts';
import { detailDocument } from '../../../shared/documents/detail/detail-document.ts';
import type { PrintedInvoice } from '../../../shared/domain/invoice/invoice.ts';
import { computeInvoice } from '../../../shared/domain/invoice/invoice-arithmetic.ts';
import { formatMoney } from '../../../shared/domain/number-format.ts';
import type { Language } from '../../../shared/domain/text.ts';
import { labels } from '../../../shared/words/words.ts';
import { invoiceLines, manyScripts, printedOf } from '../../fixtures/printed-invoices.ts';
import { anyContract } from '../../fixtures/random-contracts.ts';
import { plain, squeezed } from '../../readers/read-pdf.ts';
import { nodesOf, readStructure, type StructureNode } from '../../readers/read-structure.ts';
import { expectedRows } from './expected-table.ts';

/** Reads our own tags on real prints of Chromium back with pdf.js, and compares each cell with the model. */

const undrawn: string[] = [];
const renderer = chromiumRenderer({ onUndrawn: ({ reason }) => undrawn.push(reason) });
afterAll(() => renderer.close());

/** Fails if the tags are Chromium's own. */
const tagged = async (printed: PrintedInvoice, language: Language): Promise<StructureNode[]> => {
  const { pdf } = await renderer.render(detailDocument(printed, language));
  expect(undrawn).toEqual([]);
  return readStructure(pdf);
};

/** pdf.js lists the rows of a table's other pages too, without their text. */
const rowsIn = (pages: readonly StructureNode[]): StructureNode[][] =>
  pages
    .slice(1)
    .flatMap((page) => nodesOf(page, 'TR').map(({ children }) => children))
    .filter((row) => row.some(({ text }) => text !== ''));

const textsOf = (rows: readonly StructureNode[][]): string[][] => rows.map((row) => row.map(({ text }) => text));

describe.each(['en', 'fr'] as const)('in %s', (language) => {
  test.each([1, 3, 40, 150])('the table of %i lines has every word in its cell', async (count) => {
    const printed = printedOf(invoiceLines(count));
    const pages = await tagged(printed, language);
    expect(textsOf(rowsIn(pages))).toEqual(expectedRows(printed, language).map(({ cells }) => cells.map(plain)));
  });

  test('the first page has its title, its headings, and each figure of the summary beside its label', async () => {
    const printed = printedOf(invoiceLines(3));
    const [first] = await tagged(printed, language);
    if (!first) throw new Error('no page');
    const words = labels(language).invoice;
    const { summary } = computeInvoice(printed.contract, printed.invoice, printed.lines);
    expect(nodesOf(first, 'H1').map(({ text }) => text)).toEqual([`${words.invoice} ${printed.invoice.number}`]);
    expect(nodesOf(first, 'H2').map(({ text }) => text)).toContain(words.summary);
    const rows = nodesOf(first, 'TR').map(({ children }) => children.map(({ text }) => text));
    for (const line of ['line1', 'line3', 'line4', 'line5', 'line6', 'line8', 'line9'] as const) {
      const row = rows.find((cells) => cells.includes(plain(words.lines[line])));
      expect(row?.at(-1), line).toBe(plain(formatMoney(summary[line], language, 'CAD')));
    }
  });
});

test('a name or description in any script stands in its cell, in logical order for Arabic and Hebrew', async () => {
  const printed = manyScripts();
  const pages = await tagged(printed, 'fr');
  // A vowel that is drawn before its consonant has its order from ActualText, which pdf.js does not read.
  const anyOrder = /[\p{Script=Tamil}\p{Script=Devanagari}]/u;
  const cellOf = (text: string): string => (anyOrder.test(text) ? [...text].sort().join('') : text);
  const characters = (rows: readonly (readonly string[])[]) =>
    rows.map((row) => row.map((text) => cellOf(squeezed(text.normalize('NFKC')))));
  expect(characters(textsOf(rowsIn(pages)))).toEqual(characters(expectedRows(printed, 'fr').map(({ cells }) => cells)));
});

test('30 random contracts have every text in its place, and every cell has the text of the model', async () => {
  for (const [i, { printed, language }] of fc.sample(anyContract, { seed: 20_261_124, numRuns: 30 }).entries()) {
    const pages = await tagged(printed, language);
    const rows = textsOf(rowsIn(pages)).map((row) => row.map((text) => squeezed(text.normalize('NFKC'))));
    const expected = expectedRows(printed, language).map(({ cells }) =>
      cells.map((text) => squeezed(text.normalize('NFKC'))),
    );
    expect(rows, `contract ${i}`).toEqual(expected);
  }
});

test('repeated heads and feet do not count as content, so the table has one head and no page number', async () => {
  const printed = printedOf(invoiceLines(150));
  const pages = await tagged(printed, 'en');
  expect(pages.length).toBeGreaterThan(4);
  const heads = rowsIn(pages).filter((row) => row.every(({ role }) => role === 'TH') && row.length > 1);
  expect(heads).toHaveLength(1);
  expect(nodesOf(pages[1] as StructureNode, 'H2')).toHaveLength(1);
  expect(pages.slice(2).flatMap((page) => nodesOf(page, 'H2'))).toEqual([]);
  const texts = (node: StructureNode): string => [node.text, ...node.children.map(texts)].join(' ');
  expect(pages.map(texts).join(' ')).not.toContain(labels('en').invoice.pageOf(2, pages.length));
});
