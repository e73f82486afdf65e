import { expect, test } from 'vitest';
import { scheduleCsv } from '../../../../../shared/documents/detail/data/schedule-csv.ts';
import type { PrintedInvoice } from '../../../../../shared/domain/invoice/invoice.ts';
import { computeInvoice } from '../../../../../shared/domain/invoice/invoice-arithmetic.ts';
import type { Language } from '../../../../../shared/domain/text.ts';
import { labels } from '../../../../../shared/words/words.ts';
import { hardTexts, invoiceLines, printedOf } from '../../../../fixtures/printed-invoices.ts';

const csvOf = (printed: PrintedInvoice, language: Language = 'en'): string => {
  const { lines } = computeInvoice(printed.contract, printed.invoice, printed.lines);
  return scheduleCsv(printed, lines, { language, labels: labels(language), currency: 'CAD' });
};

/** The cells of a file in which every cell is quoted (RFC 4180). */
const rowsOf = (text: string): string[][] => {
  const rows: string[][] = [[]];
  for (const [, cell = '', end] of text.slice(1).matchAll(/"((?:[^"]|"")*)"(,|\r\n)/g)) {
    rows.at(-1)?.push(cell.replaceAll('""', '"'));
    if (end === '\r\n') rows.push([]);
  }
  return rows.slice(0, -1);
};

test('the columns are the printed ones, with what is printed above and below a line, in the document’s language', () => {
  const [head] = rowsOf(csvOf(printedOf([]), 'fr'));
  const { columns, changeOrder } = labels('fr').invoice;
  const { item, budgetCode, description, ...figures } = columns;
  const beside = ['Quantité', 'Unité', 'Prix unitaire'];
  expect(head).toEqual([
    item,
    budgetCode,
    changeOrder,
    description,
    ...beside,
    ...Object.values(figures),
    'Retenue libérée cette période',
  ]);
});

test('each line is a row, in the printed order and with all its figures as decimals', () => {
  const [, ...rows] = rowsOf(csvOf(printedOf(invoiceLines(40))));
  expect(rows).toHaveLength(40);
  expect(new Set(rows.map((row) => row.length))).toEqual(new Set([16]));
  // The contract's own lines come first, then those of the change order.
  expect(rows.map((row) => row[2])).toEqual([...Array(38).fill(''), 'OC-001', 'OC-001']);
  expect(rows[5]?.slice(0, 7)).toEqual([
    '6',
    '06-150',
    '',
    'Gypsum board assemblies, level 4 finish, levels 2 to 6, including acoustic insulation in corridor partitions',
    '1250.5',
    'm²',
    '45.25',
  ]);
  for (const figure of rows.flatMap((row) => row.slice(7))) expect(figure).toMatch(/^-?\d+\.\d\d$/);
});

test('texts with quotes, line ends and any script stay within their cell (R10)', () => {
  const printed = hardTexts();
  const [, ...rows] = rowsOf(csvOf(printed));
  const found = rows.map((row) => row[3]).toSorted();
  expect(found).toEqual(printed.lines.map(({ description }) => description).toSorted());
});

test('a text that a spreadsheet would read as a formula is prefixed, and a credit stays a number (R10)', () => {
  const [line] = invoiceLines(1);
  if (!line) throw new Error('no line');
  const evil = { ...line, item: '=1+1', budgetCode: '+1', description: '@SUM(A1)', unit: '-1', quantity: '-3' };
  const [, row] = rowsOf(csvOf(printedOf([{ ...evil, thisPeriod: '-25.00' }])));
  expect(row?.slice(0, 6)).toEqual(["'=1+1", "'+1", '', "'@SUM(A1)", '-3', "'-1"]);
  expect(row?.[9]).toBe('-25.00');
});
