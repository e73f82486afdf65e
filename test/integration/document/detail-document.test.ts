import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { chromiumRenderer } from '../../../shared/adapters/chromium/renderer.ts';
import { detailDocument } from '../../../shared/documents/detail/detail-document.ts';
import type { InvoiceLine, PrintedInvoice } from '../../../shared/domain/invoice/invoice.ts';
import { computeInvoice } from '../../../shared/domain/invoice/invoice-arithmetic.ts';
import { fromCents, sumCents, toCents } from '../../../shared/domain/money.ts';
import { formatMoney, formatPercent } from '../../../shared/domain/number-format.ts';
import type { Language } from '../../../shared/domain/text.ts';
import { labels } from '../../../shared/words/words.ts';
import { invoiceLines, printedOf } from '../../fixtures/printed-invoices.ts';
import { type Placed, plain, type ReadPdf, readPdf, squeezed } from '../../readers/read-pdf.ts';
import { margin, outsideMargins, slack } from './printed-rows.ts';

/** Compares the PDF, as a PDF reader shows it, with the figures of the model. */

const renderer = chromiumRenderer();
afterAll(() => renderer.close());

const printOut = async (printed: PrintedInvoice, language: Language): Promise<ReadPdf> => {
  const { pdf, pages } = await renderer.render(detailDocument(printed, language));
  const read = await readPdf(pdf);
  expect(read.pages).toHaveLength(pages);
  return read;
};

const overlapping = ({ pages }: ReadPdf): [string, string][] =>
  pages.flatMap(({ placed }) => {
    const lines = Map.groupBy(placed, (p) => Math.round(p.baseline));
    return [...lines.values()].flatMap((line) => {
      const sorted = line.toSorted((a, b) => a.left - b.left);
      return sorted.flatMap((p, i): [string, string][] => {
        const next = sorted[i + 1];
        return next && next.left < p.right - slack ? [[p.text, next.text]] : [];
      });
    });
  });

/** Texts that reach into the page's foot, whose rule is 19.5 points above the margin. */
const inFoot = ({ pages }: ReadPdf): Placed[] =>
  pages.flatMap(({ placed }) => {
    const foot = Math.min(...placed.map((p) => p.baseline));
    return placed.filter((p) => p.baseline > foot + 1 && p.baseline < margin + 13.5 + p.height * 0.2);
  });

const scheduled = (lines: InvoiceLine[]): string =>
  fromCents(sumCents(lines.map((line) => toCents(line.scheduledValue))));

const rowText = (line: InvoiceLine, printed: PrintedInvoice, language: Language): string => {
  const [computed] = computeInvoice(printed.contract, printed.invoice, [line]).lines;
  if (!computed) throw new Error('the line was not computed');
  const columns = ['scheduledValue', 'previous', 'thisPeriod', 'materialsStored', 'total'] as const;
  return [
    line.item,
    line.budgetCode,
    line.description,
    line.quantity ? (language === 'fr' ? '1 250,5 m² × 45,25 $' : '1,250.5 m² × $45.25') : '',
    ...columns.map((column) => formatMoney(computed[column], language)),
    formatPercent(computed.percent, language),
    formatMoney(computed.balance, language),
    formatMoney(computed.retainage, language),
  ].join(' ');
};

describe.each(['en', 'fr'] as const)('an invoice of 40 lines in %s', (language) => {
  const words = labels(language).invoice;
  const printed = printedOf(invoiceLines(40));
  const { summary } = computeInvoice(printed.contract, printed.invoice, printed.lines);
  let read: ReadPdf;
  beforeAll(async () => {
    read = await printOut(printed, language);
  });

  test('is Letter, tagged, and carries its title and language', () => {
    expect([read.width, read.height].sort()).toEqual([612, 792]);
    expect(read.tagged).toBe(true);
    expect(read.language).toBe(`${language}-CA`);
    expect(read.title).toBe(words.documentTitle('7', 'C-104', printed.project.name));
  });

  test('shows every figure of the summary beside its label on the first page', () => {
    const first = read.pages[0]?.text ?? '';
    for (const [line, label] of Object.entries(words.lines)) {
      const amount = summary[line as keyof typeof words.lines];
      const working = words.workings[line] ?? '';
      expect(first).toContain(plain(`${label} ${working} ${formatMoney(amount, language)}`));
    }
    for (const tax of summary.taxes) expect(first).toContain(plain(formatMoney(tax.amount, language)));
    expect(first).toContain(plain(formatMoney(summary.due, language)));
    expect(first).toContain(plain(formatPercent(summary.percentComplete, language)));
  });

  test('names parties, project, contract, period, dates and status on the first page', () => {
    const first = squeezed(read.pages[0]?.text ?? '');
    const { company, contract, project, invoice } = printed;
    for (const text of [
      `${words.invoice} ${invoice.number}`,
      ...[company, contract.client, project].flatMap(({ name, address }) => [name, address]),
      contract.number,
      contract.title,
      contract.date,
      words.period(invoice.billingPeriod.start, invoice.billingPeriod.end),
      invoice.billingDate,
      invoice.dueDate ?? '',
      words.statuses[invoice.status],
      '123456789 RT0001',
      '1234567890 TQ0001',
    ]) {
      expect(first).toContain(squeezed(text));
    }
  });

  test('adds up the change orders of earlier periods and of this one', () => {
    const first = read.pages[0]?.text ?? '';
    const money = (...amounts: string[]) => plain(amounts.map((a) => formatMoney(a, language)).join(' '));
    expect(first).toContain(`${words.approvedBefore} ${money('14333.33', '0.00', '14333.33')}`);
    expect(first).toContain(`${words.approvedNow} ${money('0.00', '-2500.00', '-2500.00')}`);
    expect(first).toContain(`${words.total} ${money('14333.33', '-2500.00', '11833.33')}`);
  });

  test('repeats the head of the table on each page and ends with the totals', () => {
    expect(read.pages.length).toBeGreaterThan(2);
    for (const page of read.pages.slice(1)) {
      for (const head of Object.values(words.columns)) expect(squeezed(page.text)).toContain(squeezed(head));
    }
    const last = read.pages.at(-1)?.text ?? '';
    expect(last).toContain(plain(`${words.totals} ${formatMoney(scheduled(printed.lines), language)}`));
    expect(read.pages.slice(0, -1).some((page) => page.text.includes(`${words.totals} `))).toBe(false);
  });

  test('numbers its pages', () => {
    const { pages } = read;
    pages.forEach((page, i) => {
      expect(page.text).toContain(words.pageOf(i + 1, pages.length));
    });
  });

  test('has headings and tables with header cells, and nothing outside its margins or over other text', () => {
    const roles = new Set(read.pages.flatMap((page) => page.roles));
    for (const role of ['H1', 'H2', 'P', 'Table', 'TR', 'TH', 'TD']) expect(roles).toContain(role);
    expect(outsideMargins(read)).toEqual([]);
    expect(overlapping(read)).toEqual([]);
    expect(inFoot(read)).toEqual([]);
  });
});

test.each(['en', 'fr'] as const)(
  'an invoice of 1,000 lines has each of them once, group by group (%s)',
  async (language) => {
    const printed = printedOf(invoiceLines(1000));
    const read = await printOut(printed, language);
    const all = squeezed(read.pages.map((page) => page.text).join(' '));
    let at = 0;
    const grouped = [null, 'co-1'].flatMap((order) => printed.lines.filter((line) => line.changeOrderId === order));
    expect(grouped).toHaveLength(printed.lines.length);
    for (const line of grouped) {
      const row = squeezed(rowText(line, printed, language));
      const found = all.indexOf(row, at);
      expect(found, `line ${line.item}`).toBeGreaterThanOrEqual(at);
      expect(all.indexOf(row, found + 1), `line ${line.item} again`).toBe(-1);
      at = found + row.length;
    }
    expect(outsideMargins(read)).toEqual([]);
    expect(overlapping(read)).toEqual([]);
    expect(inFoot(read)).toEqual([]);
  },
);

test('texts that are wide, long, unbroken, with ligatures or in other scripts stay inside their columns', async () => {
  const base = invoiceLines(1)[0];
  if (!base) throw new Error('the invoice has no line');
  const descriptions = [
    'W'.repeat(300),
    'ffi ffl fi AVATAR To Ty Wa '.repeat(30),
    'Ελληνικά Кириллица ŁódźĲ '.repeat(12),
    '張伟工程 – 混凝土浇筑 '.repeat(12),
    '👷🏽‍♀️ 🏗️ '.repeat(40),
    'mot '.repeat(500),
    `${'ligne\n'.repeat(300)}fin`,
    'e\u0301'.repeat(200),
  ];
  const amounts = ['-9999999999.99', '9999999999.99', '0.00', '1.00'];
  const lines = descriptions.map((description, i) => ({
    ...base,
    item: i % 2 ? 'W'.repeat(40) : `A-${i}`,
    budgetCode: i % 3 ? '05-12-00-ABCDEF/GHIJKL-0001'.repeat(2) : '',
    description,
    scheduledValue: amounts[i % amounts.length] ?? '',
  }));
  const read = await printOut(printedOf(lines), 'fr');
  expect(outsideMargins(read)).toEqual([]);
  expect(overlapping(read)).toEqual([]);
  expect(inFoot(read)).toEqual([]);
  const all = squeezed(
    read.pages
      .slice(1)
      .map((page) => page.text)
      .join(' '),
  );
  expect(all.split('ligne')).toHaveLength(301);
  expect(all.split('mot')).toHaveLength(501);
});
