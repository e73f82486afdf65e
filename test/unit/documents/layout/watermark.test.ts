import { expect, test } from 'vitest';
import { detailDocument } from '../../../../shared/documents/detail/detail-document.ts';
import { draftWatermark } from '../../../../shared/documents/layout/watermark.ts';
import { invoiceLines, printedOf } from '../../../fixtures/printed-invoices.ts';

const base = printedOf(invoiceLines(40));
const pagesOf = (status: 'draft' | 'approved', language: 'en' | 'fr') => {
  const { pages } = detailDocument({ ...base, invoice: { ...base.invoice, status } }, language);
  return pages.all.map((page) => page.html().includes(draftWatermark(language).path));
};

test.each(['en', 'fr'] as const)(
  'each page of a draft has the word across it in %s, and no other page has it',
  (language) => {
    expect(pagesOf('draft', language)).toEqual([true, true, true]);
    expect(pagesOf('approved', language)).toEqual([false, false, false]);
  },
);

test.each(['en', 'fr'] as const)('the outline of the word in %s lies inside the page’s margins', (language) => {
  const { path } = draftWatermark(language);
  expect(path).toMatch(/^(?:M\d+ \d+(?:L\d+ \d+)+Z)+$/);
  const numbers = (path.match(/\d+/g) ?? []).map(Number);
  const at = (axis: number) => numbers.filter((_, i) => i % 2 === axis);
  expect(Math.max(...at(0))).toBeLessThan(960);
  expect(Math.max(...at(1))).toBeLessThan(720);
});
