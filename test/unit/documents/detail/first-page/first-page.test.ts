import { describe, expect, test } from 'vitest';
import { detailDocument } from '../../../../../shared/documents/detail/detail-document.ts';
import type { PrintedInvoice } from '../../../../../shared/domain/invoice/invoice.ts';
import { invoiceLines, manyScripts, printedOf } from '../../../../fixtures/printed-invoices.ts';

/** The renderer measures these elements in the browser. Each text of the first page gets the role of its element. */
const roles = ['h1', 'h2', 'h3', 'p', 'th', 'td'];
const empty = ['br', 'col', 'img', 'path'];

type Text = { text: string; inside: string[] };

/** Each text with the elements around it, and each start tag as it is written. */
const read = (html: string): { texts: Text[]; tags: string[] } => {
  const inside: string[] = [];
  const texts: Text[] = [];
  const tags: string[] = [];
  for (const [whole, tag, closing, name = ''] of html.matchAll(/(<(\/?)([a-z0-9]+)[^>]*>)|[^<]+/g)) {
    if (tag === undefined) {
      if (whole.trim() !== '') texts.push({ text: whole.trim(), inside: [...inside] });
    } else if (closing === '/') {
      expect(inside.pop()).toBe(name);
    } else {
      tags.push(tag);
      if (!empty.includes(name)) inside.push(name);
    }
  }
  expect(inside).toEqual([]);
  return { texts, tags };
};

const base = printedOf(invoiceLines(3));
const logo = 'data:image/png;base64,iVBORw0KGgo=';
const overbilled = base.lines.map((line) => ({ ...line, thisPeriod: '99999999.00' }));
const samples: [name: string, printed: PrintedInvoice][] = [
  ['an invoice', base],
  ['a logo and overbilled lines', { ...base, company: { ...base.company, logo }, lines: overbilled }],
  ['nothing but zeros', printedOf([], { invoice: { ...base.invoice, taxes: [], previousCertificates: '0.00' } })],
  ['many scripts', manyScripts()],
];

describe.each(samples)('the first page of %s', (_, printed) => {
  const { texts, tags } = read(detailDocument(printed, 'fr').sheets.sheet(0).html);

  test('has each text in one heading, paragraph or cell', () => {
    expect(texts.length).toBeGreaterThan(40);
    expect(texts.filter(({ inside }) => inside.filter((name) => roles.includes(name)).length !== 1)).toEqual([]);
  });

  test('has one main heading, and one of the second level before each block', () => {
    const headings = tags.flatMap((tag) => /^<(h\d)/.exec(tag)?.[1] ?? []);
    expect(headings[0]).toBe('h1');
    expect(headings.filter((name) => name === 'h1')).toHaveLength(1);
    expect(headings.filter((name) => name === 'h2')).toHaveLength(6);
  });

  test('gives each header cell a scope, and each picture an alternative text', () => {
    expect(
      tags.filter((tag) => tag.startsWith('<th') && !/ scope="(?:row|col)"/.test(tag) && tag !== '<thead>'),
    ).toEqual([]);
    expect(tags.filter((tag) => tag.startsWith('<img') && !/ alt="[^"]+"/.test(tag))).toEqual([]);
  });
});
