import { afterAll, expect, test } from 'vitest';
import { chromiumRenderer } from '../../../shared/adapters/chromium/renderer.ts';
import { detailDocument } from '../../../shared/documents/detail/detail-document.ts';
import { invoiceLines, printedOf } from '../../fixtures/printed-invoices.ts';
import { readPdf, squeezed } from '../../readers/read-pdf.ts';
import { readTags, tagsOf } from '../../readers/read-tags.ts';
import { outsideMargins, overlaps } from './printed-rows.ts';

/** Words that are wider than their cell, in every text of the first page and of the schedule. */

const renderer = chromiumRenderer();
afterAll(() => renderer.close());

const long = (word: string): string => word.repeat(Math.ceil(200 / word.length)).slice(0, 200);

/** Sorted, since the order of right-to-left letters on several lines is up to the reader. */
const lettersOf = (text: string): string => [...squeezed(text).normalize('NFKC')].sort().join('');

test.each([
  ['Latin', long('anticonstitutionnellement')],
  ['Greek', long('σκυρόδεμα')],
  ['Arabic', long('الخرسانة')],
  ['Chinese', long('钢筋混凝土')],
  ['Thai', long('คอนกรีตเสริมเหล็ก')],
  ['Georgian', long('რკინაბეტონი')],
] as const)('a word of 200 %s letters is broken inside its cell, and all of it is there', async (_, word) => {
  const base = printedOf(invoiceLines(3));
  const address = `${word}\n${word}`;
  const printed = {
    ...base,
    project: { ...base.project, name: word, number: word.slice(0, 60), address },
    company: { ...base.company, name: word, address },
    contract: {
      ...base.contract,
      title: word,
      client: { name: word, address },
      changeOrders: base.contract.changeOrders.map((order) => ({ ...order, title: word })),
    },
    lines: base.lines.map((line, i) => ({
      ...line,
      item: word.slice(0, 40),
      budgetCode: word.slice(0, 60),
      description: word,
      changeOrderId: i === 2 ? 'co-1' : null,
    })),
  };
  const { pdf } = await renderer.render(detailDocument(printed, 'fr'));
  const read = await readPdf(pdf);
  expect(outsideMargins(read)).toEqual([]);
  expect(overlaps(read)).toEqual([]);
  const { root } = await readTags(pdf);
  const texts = [...tagsOf(root, 'P'), ...tagsOf(root, 'TD')].map(({ text }) => lettersOf(text));
  const once = lettersOf(word);
  const twice = lettersOf(word.repeat(2));
  // The company, the client, the project and the contract, and three descriptions; then three addresses.
  expect(texts.filter((text) => text === once)).toHaveLength(7);
  expect(texts.filter((text) => text === twice)).toHaveLength(3);
});
