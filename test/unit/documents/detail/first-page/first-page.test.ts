import { describe, expect, test } from 'vitest';
import { detailDocument } from '../../../../../shared/documents/detail/detail-document.ts';
import type { PrintedInvoice } from '../../../../../shared/domain/invoice/invoice.ts';
import { versionOf } from '../../../../../shared/domain/invoice/printed-invoice.ts';
import { labels } from '../../../../../shared/words/words.ts';
import { invoiceLines, manyScripts, printedOf, signedBy } from '../../../../fixtures/printed-invoices.ts';
import { frozenSteel } from '../../../../fixtures/steel-frame.ts';

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

const firstPageOf = (printed: PrintedInvoice, language: 'en' | 'fr') =>
  read(detailDocument(printed, language).pages.all[0]?.html() ?? '');
const textsOf = (printed: PrintedInvoice, language: 'en' | 'fr') =>
  firstPageOf(printed, language).texts.map(({ text }) => text);

const base = printedOf(invoiceLines(3));
const logo = 'data:image/png;base64,iVBORw0KGgo=';
const overbilled = base.lines.map((line) => ({ ...line, thisPeriod: '99999999.00' }));
const samples: [name: string, printed: PrintedInvoice][] = [
  ['an invoice', base],
  ['a logo and overbilled lines', { ...base, company: { ...base.company, logo }, lines: overbilled }],
  ['nothing but zeros', printedOf([], { invoice: { ...base.invoice, taxes: [], previousCertificates: '0.00' } })],
  ['many scripts', manyScripts()],
  ['a signature', signedBy(base, 'Amélie Tremblay', 'Chargée de projet')],
];

describe.each(samples)('the first page of %s', (_, printed) => {
  const { texts, tags } = firstPageOf(printed, 'fr');

  test('has each text in one heading, paragraph or cell', () => {
    expect(texts.length).toBeGreaterThan(40);
    expect(texts.filter(({ inside }) => inside.filter((name) => roles.includes(name)).length !== 1)).toEqual([]);
  });

  test('has one main heading, and one of the second level before each block', () => {
    const headings = tags.flatMap((tag) => /^<(h\d)/.exec(tag)?.[1] ?? []);
    expect(headings[0]).toBe('h1');
    expect(headings.filter((name) => name === 'h1')).toHaveLength(1);
    // Without any retainage there is no block of it.
    expect(headings.filter((name) => name === 'h2')).toHaveLength(printed.lines.length > 0 ? 7 : 6);
  });

  test('gives each header cell a scope, and each picture an alternative text', () => {
    expect(
      tags.filter((tag) => tag.startsWith('<th') && !/ scope="(?:row|col)"/.test(tag) && tag !== '<thead>'),
    ).toEqual([]);
    expect(tags.filter((tag) => tag.startsWith('<img') && !/ alt="[^"]+"/.test(tag))).toEqual([]);
  });
});

describe('the payment on the first page', () => {
  test('names the payee, the licence, the order, the terms, the instructions and the rates, as they were entered', () => {
    const texts = textsOf(frozenSteel(3), 'en');
    expect(texts).toEqual(
      expect.arrayContaining([
        'Licence RBQ 5678-1234-01 · GST 812345678 RT0001 · QST 1223456789 TQ0001',
        'Purchase order BC-20417',
        'Retainage of the contract – Work 10% · Materials 10%',
        'Send payment to',
        'Claire Fortin',
        'Comptes clients',
        '450 555-0147, poste 12',
        'claire.fortin@lapointe.test',
        'Case postale 310\nSaint-Jérôme (Québec) J7Z 5T6',
        'Payment terms',
        'Net 30 jours',
        'Payment instructions',
      ]),
    );
  });

  test('is left out where the import does not give it', () => {
    const texts = textsOf(base, 'en');
    for (const label of ['Send payment to', 'Payment', 'Payment terms']) expect(texts).not.toContain(label);
  });

  test('shows a dash for retainage that nobody knows', () => {
    const texts = textsOf(base, 'en');
    expect(texts.slice(texts.indexOf('Materials (5b) 10%')).slice(1, 6)).toEqual(['—', '—', '—', '$0.00', '—']);
  });

  test.each([
    ['TPS', 'en', 'GST'],
    ['GST', 'fr', 'TPS'],
    ['QST', 'fr', 'TVQ'],
    ['TVH', 'en', 'HST'],
    ['PST', 'fr', 'TVP'],
    ['Eco', 'fr', 'Eco'],
  ] as const)('names the tax %s in %s as %s', (code, language, name) => {
    const taxes = [{ code, rate: '0.05', registration: '' }];
    const texts = textsOf({ ...base, invoice: { ...base.invoice, taxes } }, language);
    expect(texts.some((text) => text.startsWith(`${name} (5`))).toBe(true);
  });
});

describe('the signature block', () => {
  const blockOf = (printed: PrintedInvoice, language: 'en' | 'fr') => {
    const texts = textsOf(printed, language);
    return texts.slice(texts.findIndex((text) => text.includes(printed.company.name) && text.includes(' – ')));
  };

  test('has the name, the title, the moment and the version that was signed, in the contractor’s half only', () => {
    const signed = signedBy(base, 'Amélie Tremblay', 'Chargée de projet');
    const [who, certified, note, ...block] = blockOf(signed, 'en');
    expect(who).toBe(`Submitted by – ${base.company.name}`);
    expect(certified).toBe(labels('en').invoice.contractorWords);
    expect(note).toContain('not a qualified electronic signature');
    expect(note).toContain(versionOf(base));
    expect(block.slice(0, 12)).toEqual([
      'Name and title',
      'Amélie Tremblay\nChargée de projet',
      'Signature',
      'Amélie Tremblay',
      'Date',
      '2026-10-01\n09:05:07 UTC−04:00',
      `Certificate for payment – ${base.contract.client.name.replace('&', '&amp;')}`,
      labels('en').invoice.certifierWords,
      'Amount certified',
      'Name and title',
      'Signature',
      'Date',
    ]);
    expect(blockOf(signed, 'fr')[2]).toContain('ce n’est pas une signature électronique qualifiée');
  });

  test('is blank in both halves without a signature', () => {
    expect(blockOf(base, 'en').slice(2, 6)).toEqual([
      'Name and title',
      'Signature',
      'Date',
      `Certificate for payment – ${base.contract.client.name.replace('&', '&amp;')}`,
    ]);
  });

  test('escapes what the signer typed', () => {
    const texts = textsOf(signedBy(base, 'A', '<b onclick="x()">Chief</b>'), 'en');
    expect(texts).toContain('A\n&lt;b onclick=&quot;x()&quot;&gt;Chief&lt;/b&gt;');
  });
});
