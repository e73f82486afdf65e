import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { InvoiceLine, ReleasedBefore } from '../../../../shared/domain/invoice/invoice.ts';
import { computeInvoice } from '../../../../shared/domain/invoice/invoice-arithmetic.ts';
import {
  releasedBefore,
  releasedToDate,
  withMaterialsBefore,
} from '../../../../shared/domain/invoice/retainage-history.ts';
import { toCents } from '../../../../shared/domain/money.ts';
import { anyChain, type Chain, chainOf, someTaxes } from '../../../fixtures/invoice-chains.ts';

/** Each invoice of a chain as it is stored after those before it, and its figures of retainage. */
const stored = ({ contract, invoices }: Chain) => {
  let lines: InvoiceLine[] | null = null;
  let released: ReleasedBefore | null = null;
  return invoices.map((invoice) => {
    const own = withMaterialsBefore(invoice, invoice.lines, lines);
    const head = { ...invoice, releasedBefore: releasedBefore(invoice, released) };
    const { summary } = computeInvoice(contract, head, own);
    lines = own;
    released = releasedToDate(summary.retainage);
    if (!summary.retainage) throw new Error('every invoice has figures of retainage');
    return { lines: own, summary, ...summary.retainage };
  });
};

const month = (current: number, stock = 0, releasedPercent = 0) => ({ current, stored: stock, releasedPercent });
const plan = (workRate: string, months: ReturnType<typeof month>[]) => ({
  scheduled: 10_000_000,
  approvedIn: null,
  workRate,
  materialsRate: '0.10',
  months,
});

describe('the retainage of three invoices', () => {
  const chain = chainOf(
    [
      plan('0.10', [month(6_000_000), month(4_500_000), month(1_500_000, 0, 100)]),
      plan('0.10', [month(1_278_761, 950_055), month(3_000_000, 400_000), month(4_246_314, 0, 100)]),
      plan('0.05', [month(0), month(430_000, 120_000), month(1_003_333, 50_000, 0)]),
    ],
    3,
    someTaxes,
  );
  const figures = stored(chain);

  test('on work begins with what was held, and shows what is retained, released and held', () => {
    expect(figures.map((one) => one.work)).toEqual([
      { rate: '0.10', before: '0.00', retained: '7278.76', released: '0.00', held: '7278.76', releasedToDate: '0.00' },
      {
        rate: '0.10',
        before: '7278.76',
        retained: '7715.00',
        released: '0.00',
        held: '14993.76',
        releasedToDate: '0.00',
      },
      {
        rate: '0.10',
        before: '14993.76',
        retained: '6247.98',
        released: '20525.07',
        held: '716.67',
        releasedToDate: '20525.07',
      },
    ]);
  });

  test('on materials is released line by line as they move into work', () => {
    expect(figures.map((one) => one.materials)).toEqual([
      { rate: '0.10', before: '0.00', retained: '950.06', released: '0.00', held: '950.06', releasedToDate: '0.00' },
      // The second line's falls from 950.06 to 400.00, and the third begins with 120.00.
      {
        rate: '0.10',
        before: '950.06',
        retained: '120.00',
        released: '550.06',
        held: '520.00',
        releasedToDate: '550.06',
      },
      {
        rate: '0.10',
        before: '520.00',
        retained: '0.00',
        released: '470.00',
        held: '50.00',
        releasedToDate: '1020.06',
      },
    ]);
  });
});

describe('in any contract billed over several months', () => {
  const check = (property: (chain: Chain) => void) => fc.assert(fc.property(anyChain, property), { numRuns: 200 });
  const kinds = ['work', 'materials'] as const;

  test('what was held, and is retained less released, is held', () => {
    check((chain) => {
      for (const { summary, ...figures } of stored(chain))
        for (const kind of kinds) {
          const { before, retained, released, held } = figures[kind];
          const cents = [before, retained, released, held].map((amount) => toCents(amount ?? '-1.00'));
          expect((cents[0] ?? 0) + (cents[1] ?? 0) - (cents[2] ?? 0)).toBe(cents[3]);
          expect(held).toBe(kind === 'work' ? summary.line5a : summary.line5b);
        }
    });
  });

  test('each invoice begins with what the one before it held and had released', () => {
    check((chain) => {
      const all = stored(chain);
      for (const kind of kinds)
        for (const [i, now] of all.entries()) {
          const before = all[i - 1]?.[kind];
          expect(now[kind].before).toBe(before?.held ?? '0.00');
          const released = toCents(before?.releasedToDate ?? '0.00') + toCents(now[kind].released ?? '');
          expect(toCents(now[kind].releasedToDate ?? '')).toBe(released);
        }
    });
  });
});

describe('a contract that began elsewhere', () => {
  const [, second] = chainOf([plan('0.10', [month(100_000, 5_000), month(50_000, 2_000)])], 2, []).invoices;
  if (!second) throw new Error('expected two invoices');
  const terms = { originalSum: '100000.00', changeOrders: [] };
  const retainage = (head: typeof second & { releasedBefore?: ReleasedBefore }, lines: InvoiceLine[]) => {
    const before = releasedBefore(head, null);
    return computeInvoice(terms, { ...head, releasedBefore: before }, withMaterialsBefore(head, lines, null)).summary
      .retainage;
  };

  test('does not know what was released before, nor what was held on materials', () => {
    expect(retainage(second, second.lines)).toEqual({
      work: {
        rate: '0.10',
        before: '100.00',
        retained: '50.00',
        released: '0.00',
        held: '150.00',
        releasedToDate: null,
      },
      materials: { rate: '0.10', before: null, retained: null, released: null, held: '2.00', releasedToDate: null },
    });
  });

  test('knows both if the import gives them', () => {
    const lines = second.lines.map((line) => ({ ...line, materialsRetainage: { rate: '0.10', previous: '5.00' } }));
    expect(retainage({ ...second, releasedBefore: { work: '7.00', materials: '1.00' } }, lines)).toMatchObject({
      work: { releasedToDate: '7.00' },
      materials: { before: '5.00', retained: '0.00', released: '3.00', held: '2.00', releasedToDate: '4.00' },
    });
  });

  test('had nothing held on the materials of lines that say nothing, once anything is said', () => {
    const said = { ...second, releasedBefore: { work: '7.00' } };
    expect(retainage(said, second.lines)?.materials).toMatchObject({
      before: '0.00',
      held: '2.00',
      releasedToDate: null,
    });
  });
});

test('several lines with one key share what was held on their materials', () => {
  const [first, second] = chainOf([plan('0.10', [month(100_000, 5_000), month(50_000, 2_000)])], 2, []).invoices;
  const [line] = second?.lines ?? [];
  if (!first || !second || !line) throw new Error('expected two invoices with a line');
  const lines = withMaterialsBefore(second, [line, line, { ...line, item: 'new' }], [...first.lines, ...first.lines]);
  expect(lines.map((one) => one.materialsRetainage.previous)).toEqual(['10.00', '0.00', '0.00']);
});
