import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { computeInvoice, lineCents, percentOf } from '../../../../shared/domain/invoice/invoice-arithmetic.ts';
import { sumCents, toCents } from '../../../../shared/domain/money.ts';
import { anyChain, type Chain, chainOf, type PlannedLine, someTaxes } from '../../../fixtures/invoice-chains.ts';

/**
 * The worked example of docs/document.md: two lines of the contract, one change order approved before the second
 * invoice.
 */
const month = (current: number, stored = 0, releasedPercent = 0) => ({ current, stored, releasedPercent });
const rates = { workRate: '0.10', materialsRate: '0.10' };
const vector: PlannedLine[] = [
  {
    ...rates,
    scheduled: 12_000_000,
    approvedIn: null,
    months: [month(6_000_000), month(4_500_000), month(1_500_000, 0, 100)],
  },
  {
    ...rates,
    scheduled: 8_525_075,
    approvedIn: null,
    months: [month(1_278_761, 950_055), month(3_000_000, 400_000), month(4_246_314, 0, 100)],
  },
  {
    ...rates,
    scheduled: 1_433_333,
    approvedIn: 2,
    months: [month(0), month(430_000), month(1_003_333, 0, 100)],
  },
];

const expected = {
  line1: ['205250.75', '205250.75', '205250.75'],
  line2: ['0.00', '14333.33', '14333.33'],
  line3: ['205250.75', '219584.08', '219584.08'],
  line4: ['82288.16', '156087.61', '219584.08'],
  line5: ['8228.82', '15608.76', '0.00'],
  line6: ['74059.34', '140478.85', '219584.08'],
  line7: ['0.00', '74059.34', '140478.85'],
  line8: ['74059.34', '66419.51', '79105.23'],
  line9: ['131191.41', '79105.23', '0.00'],
} as const;
const taxes = [
  ['3702.97', '7387.42'],
  ['3320.98', '6625.35'],
  ['3955.26', '7890.75'],
];

describe('the three invoices of the worked example', () => {
  const { invoices } = chainOf(vector, 3, someTaxes);

  test.each(Object.keys(expected) as (keyof typeof expected)[])('%s is right in each invoice', (line) => {
    expect(invoices.map((invoice) => invoice.summary[line])).toEqual(expected[line]);
  });

  test('each tax is rounded by itself, and both are added to the amount due', () => {
    expect(invoices.map(({ summary }) => summary.taxes.map((tax) => tax.amount))).toEqual(taxes);
    expect(invoices.map(({ summary }) => summary.due)).toEqual(['85149.73', '76365.84', '90951.24']);
  });

  test('retainage is shown separately for work and for materials', () => {
    expect(invoices.map(({ summary }) => [summary.line5a, summary.line5b])).toEqual([
      ['7278.76', '950.06'],
      ['15208.76', '400.00'],
      ['0.00', '0.00'],
    ]);
  });

  test('everything is billed at the end', () => {
    expect(invoices.map(({ summary }) => summary.percentComplete)).toEqual(['40.09', '71.08', '100.00']);
  });
});

describe('any contract billed over several months', () => {
  const check = (property: (chain: Chain) => void) => fc.assert(fc.property(anyChain, property), { numRuns: 300 });

  test('the scheduled values add up to line 3', () => {
    check(({ invoices }) => {
      for (const { lines, summary } of invoices) {
        expect(sumCents(lines.map((line) => toCents(line.scheduledValue)))).toBe(toCents(summary.line3));
      }
    });
  });

  test('total and balance add up to the scheduled value, and balances and retainage add up to line 9', () => {
    check(({ contract, invoices }) => {
      for (const invoice of invoices) {
        const { lines, summary } = computeInvoice(contract, invoice, invoice.lines);
        for (const line of lines) {
          expect(toCents(line.total) + toCents(line.balance)).toBe(toCents(line.scheduledValue));
        }
        const left = sumCents(lines.map((line) => toCents(line.balance)));
        expect(toCents(summary.line9)).toBe(left + toCents(summary.line5));
        expect(sumCents(lines.map((line) => toCents(line.retainage)))).toBe(toCents(summary.line5));
      }
    });
  });

  test('line 7 is the sum of every earlier line 8', () => {
    check(({ invoices }) => {
      let paid = 0;
      for (const { summary } of invoices) {
        expect(toCents(summary.line7)).toBe(paid);
        paid += toCents(summary.line8);
      }
    });
  });

  test('releasing all retainage on work leaves none held', () => {
    check(({ invoices }) => {
      for (const line of invoices.flatMap((invoice) => invoice.lines)) {
        const held = lineCents(line).work + toCents(line.workRetainage.released);
        const released = { ...line, workRetainage: { ...line.workRetainage, released: (held / 100).toFixed(2) } };
        expect(lineCents(released).work).toBe(0);
      }
    });
  });

  test('a credit note mirrors its invoice: only the sign of every figure changes', () => {
    const negate = (amount: string) => (toCents(amount) === 0 ? '0.00' : (-toCents(amount) / 100).toFixed(2));
    check(({ invoices }) => {
      for (const line of invoices.flatMap((invoice) => invoice.lines)) {
        const mirrored = lineCents({
          ...line,
          scheduledValue: negate(line.scheduledValue),
          previous: negate(line.previous),
          thisPeriod: negate(line.thisPeriod),
          materialsStored: negate(line.materialsStored),
          workRetainage: {
            ...line.workRetainage,
            previous: negate(line.workRetainage.previous),
            released: negate(line.workRetainage.released),
          },
        });
        const { total, work, materials } = lineCents(line);
        expect([mirrored.total + total, mirrored.work + work, mirrored.materials + materials]).toEqual([0, 0, 0]);
      }
    });
  });
});

describe('a single figure', () => {
  const terms = { billingPeriod: { start: '2026-09-01', end: '2026-09-30' }, previousCertificates: '0.00', taxes: [] };
  const order = (approvedOn: string | null) => ({ id: 'co', number: '1', title: 'x', amount: '10.00', approvedOn });

  test.each([
    ['2026-09-30', '10.00'],
    ['2026-10-01', '0.00'],
    [null, '0.00'],
  ])('a change order approved on %s adds %s to a period that ends on 2026-09-30', (approvedOn, line2) => {
    const contract = { originalSum: '0.00', changeOrders: [order(approvedOn)] };
    expect(computeInvoice(contract, terms, []).summary.line2).toBe(line2);
  });

  test.each([
    [1, 3, '33.33'],
    [2, 3, '66.67'],
    [1, 8, '12.50'],
    [125, 100_000, '0.13'],
    [-125, 100_000, '-0.13'],
    [150, -100, '-150.00'],
    [9_999_999_999_999, 1, '999999999999900.00'],
    [0, 5, '0.00'],
    [5, 0, null],
  ])('%i of %i is %s percent', (part, whole, percent) => {
    expect(percentOf(part, whole)).toBe(percent);
  });

  test.each([
    ['100.00', '100.01', true],
    ['100.00', '100.00', false],
    ['-100.00', '-100.01', true],
    ['-100.00', '0.00', false],
    ['0.00', '0.01', true],
  ])('%s scheduled and %s billed is overbilled: %s', (scheduledValue, thisPeriod, overbilled) => {
    const [line] = chainOf(vector, 1, []).invoices[0]?.lines ?? [];
    if (!line) throw new Error('the vector has lines');
    const given = { ...line, scheduledValue, thisPeriod, previous: '0.00', materialsStored: '0.00' };
    const { lines } = computeInvoice({ originalSum: scheduledValue, changeOrders: [] }, terms, [given]);
    expect(lines[0]?.overbilled).toBe(overbilled);
  });

  test('retainage is rounded half-up on each line, not on the sum', () => {
    const [line] = chainOf(vector, 1, []).invoices[0]?.lines ?? [];
    if (!line) throw new Error('the vector has lines');
    const small = {
      ...line,
      scheduledValue: '0.05',
      thisPeriod: '0.05',
      workRetainage: { previous: '0.00', rate: '0.1', released: '0.00' },
    };
    const { summary } = computeInvoice({ originalSum: '0.15', changeOrders: [] }, terms, [small, small, small]);
    expect(summary.line5a).toBe('0.03');
  });

  test('an invoice without lines has nothing to pay and no percentage', () => {
    const { summary } = computeInvoice({ originalSum: '0.00', changeOrders: [] }, terms, []);
    expect([summary.line8, summary.due, summary.percentComplete]).toEqual(['0.00', '0.00', null]);
  });
});
