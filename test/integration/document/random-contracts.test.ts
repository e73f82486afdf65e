import fc from 'fast-check';
import { afterAll, expect, test } from 'vitest';
import { chromiumRenderer } from '../../../shared/adapters/chromium/renderer.ts';
import { detailDocument } from '../../../shared/documents/detail/detail-document.ts';
import type { ComputedLine } from '../../../shared/domain/invoice/invoice.ts';
import { computeInvoice } from '../../../shared/domain/invoice/invoice-arithmetic.ts';
import { fromCents, sumCents, toCents } from '../../../shared/domain/money.ts';
import { formatMoney, formatPercent } from '../../../shared/domain/number-format.ts';
import { labels } from '../../../shared/words/words.ts';
import { anyContract, type RandomContract } from '../../fixtures/random-contracts.ts';
import { readPdf, squeezed } from '../../readers/read-pdf.ts';
import { outsideMargins, overlaps, standsAfter, type TextLine, textLines } from './printed-rows.ts';

/**
 * Prints random contracts and reads them back by position. `npm run bench:documents` does this for two hundred with a
 * new seed, which it prints. COURRIEL_CONTRACTS=200 COURRIEL_SEED=<seed> repeats such a run.
 */
const count = Number(process.env.COURRIEL_CONTRACTS ?? 20);
const seed = Number(process.env.COURRIEL_SEED ?? 20_261_124);

const renderer = chromiumRenderer();
afterAll(() => renderer.close());

/** The figures from left to right, without white space. The mark of an overbilled line is checked by itself. */
type Amounts = Pick<ComputedLine, (typeof money)[number]>;
const money = ['scheduledValue', 'previous', 'thisPeriod', 'materialsStored', 'total', 'balance', 'retainage'] as const;
const withoutMark = (text: string): string => text.replaceAll('†', '');

const figures = (row: Amounts, percent: string | null, { printed, language }: RandomContract): string => {
  const texts = money.map((name) => formatMoney(row[name], language, printed.project.currency));
  return squeezed(texts.toSpliced(5, 0, formatPercent(percent, language)).join(''));
};

const sums = (lines: readonly ComputedLine[]): Amounts => {
  const sum = (name: (typeof money)[number]) => fromCents(sumCents(lines.map((line) => toCents(line[name]))));
  return {
    scheduledValue: sum('scheduledValue'),
    previous: sum('previous'),
    thisPeriod: sum('thisPeriod'),
    materialsStored: sum('materialsStored'),
    total: sum('total'),
    balance: sum('balance'),
    retainage: sum('retainage'),
  };
};

/** The lines of the contract itself come first, then those of each change order. */
const groupsOf = (lines: readonly ComputedLine[], { printed }: RandomContract): ComputedLine[][] =>
  [null, ...printed.contract.changeOrders.map((order) => order.id)]
    .map((id) => lines.filter((line) => line.changeOrderId === id))
    .filter((group) => group.length > 0);

/** The texts at or right of the description's left edge, line by line from line `from` to the end of its page. */
const descriptionsFrom = (printed: readonly TextLine[], from: number, language: 'en' | 'fr'): string[] => {
  const page = printed[from]?.page;
  const [head = ''] = labels(language).invoice.columns.description.split(' ');
  const onPage = printed.filter((line) => line.page === page).flatMap((line) => line.items);
  const edge = onPage.find((item) => item.text.trim().startsWith(head))?.left;
  if (edge === undefined) throw new Error(`no head of the table on page ${page}`);
  return printed
    .slice(from)
    .filter((line) => line.page === page)
    .map(({ items }) => squeezed(items.map((item) => (item.left > edge - 1 ? item.text : '')).join('')));
};

/** Expects each line once, in order, complete and on one page, and then nothing but subtotals and the total. */
const checkRows = (lines: readonly ComputedLine[], printed: readonly TextLine[], contract: RandomContract): void => {
  const groups = groupsOf(lines, contract);
  let at = printed.findIndex((line) => line.page === 2);
  for (const row of groups.flat()) {
    const expected = figures(row, row.percent, contract);
    at = printed.findIndex(
      ({ text }, i) => i >= at && text.startsWith(row.item) && withoutMark(text).endsWith(expected),
    );
    expect(at, `line ${row.item}: ${expected}`).toBeGreaterThan(0);
    expect(printed[at]?.text.includes('†'), `the mark of line ${row.item}`).toBe(row.overbilled);
    const [first = '', ...below] = descriptionsFrom(printed, at, contract.language);
    const description = withoutMark(first).slice(0, -expected.length) + below.join('');
    const wanted = squeezed(row.description).normalize('NFKC');
    // One glyph can stand for two characters (土 and the radical ⼟), so compatible characters count as equal.
    expect(description.normalize('NFKC').slice(0, wanted.length)).toBe(wanted);
    at += 1;
  }
  const sign = formatMoney('1.00', contract.language, contract.printed.project.currency).replaceAll(/[\d.,\s]/g, '');
  const rows = printed.filter(({ page, text }) => page > 1 && text.split(sign).length > money.length);
  const subtotals = groups.length > 1 || groups[0]?.[0]?.changeOrderId ? groups.length : 0;
  expect(rows).toHaveLength(lines.length + subtotals + 1);
};

const check = async (contract: RandomContract): Promise<void> => {
  const { printed, language } = contract;
  const words = labels(language).invoice;
  const { summary, lines } = computeInvoice(printed.contract, printed.invoice, printed.lines);
  const document = detailDocument(printed, language);
  const { pdf, pages } = await renderer.render(document);
  const read = await readPdf(pdf);
  expect(read.pages).toHaveLength(pages);
  expect(read.tagged).toBe(true);

  const text = textLines(read);
  const first = squeezed(read.pages[0]?.text ?? '');
  const amount = (figure: string) => squeezed(formatMoney(figure, language, printed.project.currency));
  for (const line of Object.keys(words.lines) as (keyof typeof words.lines)[]) {
    expect(standsAfter(first, squeezed(words.lines[line]), amount(summary[line])), line).toBe(true);
  }
  for (const tax of summary.taxes) expect(first).toContain(amount(tax.amount));
  expect(first).toContain(amount(summary.due));

  checkRows(lines, text, contract);
  const total = squeezed(words.totals) + figures(sums(lines), summary.percentComplete, contract);
  expect(text.filter((line) => line.text === total && line.page === pages)).toHaveLength(1);
  read.pages.forEach((page, i) => {
    expect(page.text).toContain(words.pageOf(i + 1, pages));
  });
  expect(outsideMargins(read)).toEqual([]);
  expect(overlaps(read)).toEqual([]);
};

test(`${count} random contracts print the figures of the model, with no overlapping texts and no row cut`, async () => {
  for (const [i, contract] of fc.sample(anyContract, { seed, numRuns: count }).entries()) {
    await check(contract).catch((error: unknown) => {
      throw new Error(`contract ${i} of seed ${seed} in ${contract.language}: ${error}`, { cause: error });
    });
  }
}, 600_000);
