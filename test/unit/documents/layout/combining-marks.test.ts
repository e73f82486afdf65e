import { expect, test } from 'vitest';
import { detailDocument } from '../../../../shared/documents/detail/detail-document.ts';
import { fitText, wrapText } from '../../../../shared/documents/layout/line-breaking.ts';
import { htmlOf } from '../../../fixtures/html-document.ts';
import { invoiceLines, printedOf } from '../../../fixtures/printed-invoices.ts';

const style = { size: 8, weight: 'regular' } as const;
const zalgo = `a${'\u0301\u0316\u0489\u20dd\u034f'.repeat(100)}b`;
const joined = `a${'\u0301\u200d'.repeat(250)}`;
const marksOf = (text: string): number => text.match(/\p{M}/gu)?.length ?? 0;

test('a letter with five hundred marks is printed with two, anywhere in the document (Y30)', () => {
  expect(marksOf(wrapText(zalgo, 200, style).join(''))).toBeLessThanOrEqual(2);
  expect(marksOf(wrapText(joined, 200, style).join(''))).toBeLessThanOrEqual(2);
  expect(marksOf(fitText(zalgo, 200, style))).toBeLessThanOrEqual(2);
  const lines = invoiceLines(3).map((line) => ({ ...line, description: zalgo, item: zalgo.slice(0, 40) }));
  const base = printedOf(lines);
  const printed = {
    ...base,
    project: { ...base.project, name: zalgo, address: zalgo },
    company: { ...base.company, name: zalgo, address: zalgo },
    contract: { ...base.contract, title: zalgo, client: { name: zalgo, address: zalgo } },
  };
  const html = htmlOf(detailDocument(printed, 'fr').pages);
  const body = html.slice(html.indexOf('<body>'));
  expect(body).toContain('b');
  expect(body).not.toMatch(/[\p{M}\u200d]{4,}/u);
});

test.each([
  ['Vietnamese', 'Thiết kế kỹ thuật'],
  ['Hebrew with points', '\u05e9\u05c1\u05b8\u05bc\u05dc\u05d5\u05b9\u05dd'],
  ['Arabic with vowels', '\u0645\u064f\u062d\u064e\u0645\u0651\u064e\u062f'],
  ['Hindi', 'क्षितिज निर्माण'],
  ['a family of emoji', '👨‍👩‍👧'],
])('%s keeps its marks', (_what, text) => {
  expect(wrapText(text, 400, style).join('')).toBe(text.normalize('NFC'));
});
