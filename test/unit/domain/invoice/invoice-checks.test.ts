import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { FieldError } from '../../../../shared/domain/errors.ts';
import type { InvoiceLine } from '../../../../shared/domain/invoice/invoice.ts';
import { lineCents } from '../../../../shared/domain/invoice/invoice-arithmetic.ts';
import * as checks from '../../../../shared/domain/invoice/invoice-checks.ts';
import { releaseAll } from '../../../../shared/domain/invoice/release-retainage.ts';
import { problems } from '../../../../shared/words/en/problems.ts';
import { anyChain, chainOf, someTaxes } from '../../../fixtures/invoice-chains.ts';

type Checked = checks.Checked;
const inEnglish = (errors: readonly FieldError[]) =>
  errors.map(({ pointer, detail }) => ({ pointer, detail: detail(problems) }));
const checkInvoice = (checked: Checked) => inEnglish(checks.checkInvoice(checked));
const checkTotals = (...given: Parameters<typeof checks.checkTotals>) => inEnglish(checks.checkTotals(...given));

const plan = (scheduled: number, current: number, approvedIn: number | null = null) => ({
  scheduled,
  approvedIn,
  workRate: '0.10',
  materialsRate: '0.10',
  months: [
    { current, stored: 0, releasedPercent: 0 },
    { current, stored: 0, releasedPercent: 0 },
  ],
});
const { contract, invoices } = chainOf([plan(100_000, 20_000), plan(50_000, 10_000), plan(7_500, 0, 2)], 2, someTaxes);
const [first, second] = invoices;
if (!first || !second) throw new Error('expected two invoices');

const good: Checked = {
  contract,
  invoice: second,
  lines: second.lines,
  previous: { invoice: first, lines: first.lines },
};

/** The second invoice with its line `i` changed. */
const withLine = (i: number, change: (line: InvoiceLine) => InvoiceLine): Checked => ({
  ...good,
  lines: good.lines.map((line, j) => (i === j ? change(line) : line)),
});

test('every consistent invoice of a contract passes, whatever the amounts', () => {
  fc.assert(
    fc.property(anyChain, (chain) => {
      for (const [i, invoice] of chain.invoices.entries()) {
        const before = chain.invoices[i - 1];
        const previous = before ? { invoice: before, lines: before.lines } : null;
        const { taxes: _taxes, percentComplete: _percent, retainage: _held, ...totals } = invoice.summary;
        const earlier = chain.invoices.slice(0, i);
        const checked = { contract: chain.contract, invoice, lines: invoice.lines, totals, previous, earlier };
        expect(checkInvoice(checked)).toEqual([]);
      }
    }),
    { numRuns: 200 },
  );
});

test('one cent more on any scheduled value is an error', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 2 }), (i) => {
      const wrong = withLine(i, (line) => ({
        ...line,
        scheduledValue: (Number(line.scheduledValue) + 0.01).toFixed(2),
      }));
      expect(checkInvoice(wrong)).toHaveLength(1);
    }),
  );
});

describe('an invoice check', () => {
  test('compares the contract’s own lines with the original sum', () => {
    expect(checkInvoice(withLine(0, (line) => ({ ...line, scheduledValue: '900.00' })))).toEqual([
      {
        pointer: '/lines',
        detail:
          "scheduled values of the contract's own lines against the original contract sum: 1400.00 given, 1500.00 expected",
      },
    ]);
  });

  test('compares a change order’s lines with the change order', () => {
    expect(checkInvoice(withLine(2, (line) => ({ ...line, scheduledValue: '80.00' })))).toEqual([
      {
        pointer: '/lines',
        detail: 'scheduled values of the lines of change order 2 (approved): 80.00 given, 75.00 expected',
      },
    ]);
  });

  test('refuses lines of a change order that is not approved by the end of the period', () => {
    const early = { ...good, invoice: { ...second, billingPeriod: first.billingPeriod } };
    expect(checkInvoice(early).map((error) => error.detail)).toEqual([
      'scheduled values of the lines of change order 2 (not approved by the end of the period): 75.00 given, 0.00 expected',
    ]);
  });

  test('refuses a change order that is not in the contract', () => {
    expect(checkInvoice(withLine(2, (line) => ({ ...line, changeOrderId: 'other' })))).toContainEqual({
      pointer: '/lines/2/changeOrderId',
      detail: 'line 3: this change order is not in the contract',
    });
  });

  test('compares previous certificates with line 6 of the previous invoice', () => {
    expect(checkInvoice({ ...good, invoice: { ...second, previousCertificates: '269.99' } })).toEqual([
      {
        pointer: '/previousCertificates',
        detail: 'previous certificates against line 6 of the previous invoice: 269.99 given, 270.00 expected',
      },
    ]);
  });

  test('compares previous certificates with the payments of all earlier invoices, if one was changed', () => {
    const third = { ...good, invoice: { ...second, previousCertificates: second.summary.line6 } };
    const previous = { invoice: second, lines: [] };
    const changed = { ...first, summary: { ...first.summary, line8: '271.00' } };
    const since = { ...third, previous, earlier: [changed, second] };
    expect(checkInvoice(since).filter(({ pointer }) => pointer === '/previousCertificates')).toEqual([
      {
        pointer: '/previousCertificates',
        detail: 'previous certificates against the payments of all earlier invoices: 540.00 given, 541.00 expected',
      },
    ]);
    const unchanged = { ...third, previous, earlier: [first, second] };
    expect(checkInvoice(unchanged).filter(({ pointer }) => pointer === '/previousCertificates')).toEqual([]);
  });

  test('accepts certificates from before the first stored invoice of a contract', () => {
    const late = { ...good, previous: { invoice: second, lines: [] }, earlier: [second] };
    const next = { ...late, invoice: { ...second, previousCertificates: second.summary.line6 } };
    expect(checkInvoice(next).filter(({ pointer }) => pointer === '/previousCertificates')).toEqual([]);
  });

  test('compares the amount that a line billed before with the previous invoice', () => {
    expect(checkInvoice(withLine(1, (line) => ({ ...line, previous: '99.99' })))).toEqual([
      { pointer: '/lines/1/previous', detail: 'line 2: previously billed: 99.99 given, 100.00 expected' },
    ]);
  });

  test('compares the initial retainage of a line with the previous invoice', () => {
    const wrong = withLine(0, (line) => ({ ...line, workRetainage: { ...line.workRetainage, previous: '21.00' } }));
    expect(checkInvoice(wrong)).toEqual([
      {
        pointer: '/lines/0/workRetainage/previous',
        detail: 'line 1: retainage held before: 21.00 given, 20.00 expected',
      },
    ]);
  });

  test('compares the initial retainage on a line’s materials with the previous invoice, where it is given', () => {
    const given = (previous: string) =>
      checkInvoice(withLine(0, (line) => ({ ...line, materialsRetainage: { rate: '0.10', previous } })));
    expect(given('0.00')).toEqual([]);
    expect(given('0.01')).toEqual([
      {
        pointer: '/lines/0/materialsRetainage/previous',
        detail: 'line 1: retainage held before on stored materials: 0.01 given, 0.00 expected',
      },
    ]);
  });

  test('compares what was released before with the earlier invoices, where both tell', () => {
    const said = { ...good, invoice: { ...second, releasedBefore: { work: '1.00', materials: '2.00' } } };
    expect(checkInvoice({ ...said, released: { work: '1.00', materials: '2.00' } })).toEqual([]);
    expect(checkInvoice({ ...said, released: {} })).toEqual([]);
    expect(checkInvoice({ ...said, released: { work: '1.50', materials: '2.50' } })).toEqual([
      {
        pointer: '/releasedBefore/work',
        detail: 'retainage on work released by all earlier invoices: 1.00 given, 1.50 expected',
      },
      {
        pointer: '/releasedBefore/materials',
        detail: 'retainage on materials released by all earlier invoices: 2.00 given, 2.50 expected',
      },
    ]);
  });

  test('refuses to leave out a line that was billed before', () => {
    const gone = { ...good, lines: good.lines.slice(1) };
    expect(checkInvoice(gone)).toContainEqual({
      pointer: '/lines',
      detail: 'line 1 of the previous invoice is missing: 200.00 billed so far',
    });
  });
});

describe('released retainage', () => {
  const released = (amount: string) =>
    checkInvoice(withLine(0, (line) => ({ ...line, workRetainage: { ...line.workRetainage, released: amount } })));

  test('all retainage held may be released', () => {
    expect(released('40.00')).toEqual([]);
  });

  test('one cent more than is held may not be released', () => {
    expect(released('40.01')).toEqual([
      { pointer: '/lines/0/workRetainage/released', detail: 'line 1: 40.01 released, 40.00 held' },
    ]);
  });

  test('a negative amount may not be released', () => {
    expect(released('-0.01')).toHaveLength(1);
  });
});

describe('all retainage released at once', () => {
  test('each line releases the retainage held on its work, and none is left', () => {
    fc.assert(
      fc.property(anyChain, ({ invoices: all }) => {
        for (const { lines: given } of all) {
          const unsaid = given.map((line) => ({ ...line, workRetainage: { ...line.workRetainage, released: '0.00' } }));
          const { lines, errors } = releaseAll(unsaid);
          expect(errors).toEqual([]);
          expect(lines.map((line) => lineCents(line).work)).toEqual(lines.map(() => 0));
        }
      }),
    );
  });

  test('a line may state the same amount, and another amount is an error with both figures', () => {
    const withReleased = (released: string) =>
      releaseAll(
        good.lines.map((line, i) => (i === 1 ? line : { ...line, workRetainage: { ...line.workRetainage, released } })),
      );
    expect(withReleased('0.00').errors).toEqual([]);
    expect(withReleased('40.00').errors.map(({ pointer }) => pointer)).toEqual(['/lines/2/workRetainage/released']);
    expect(inEnglish(withReleased('39.99').errors)[0]).toEqual({
      pointer: '/lines/0/workRetainage/released',
      detail: 'line 1: 39.99 released, 40.00 held and all to be released',
    });
  });

  test('a release above the largest amount is refused', () => {
    const huge = { previous: '99999999999.99', rate: '1', released: '0.00' };
    const lines = good.lines.map((line) => ({ ...line, thisPeriod: '1.00', workRetainage: huge }));
    expect(releaseAll(lines).errors).toHaveLength(lines.length);
  });
});

describe('totals', () => {
  test('a wrong total is an error with both figures, under its own pointer', () => {
    expect(checkInvoice({ ...good, totals: { line8: '270.01', 'tax.TPS': '13.50', due: '310.43' } })).toEqual([
      { pointer: '/totals/line8', detail: 'line8: 270.01 given, 270.00 expected' },
    ]);
  });

  test('the total of a tax that the invoice does not have is an error', () => {
    expect(checkTotals(second.summary, { 'tax.A/B~': '1.00' })).toEqual([
      { pointer: '/totals/tax.A~1B~0', detail: 'the invoice has no such figure' },
    ]);
  });

  test('a negative zero is the same amount as zero', () => {
    expect(checkTotals({ ...second.summary, line9: '0.00' }, { line9: '-0.00' })).toEqual([]);
  });
});

test('amounts too large to be added up are refused', () => {
  const huge = '99999999999.99';
  const lines = good.lines.map((line) => ({ ...line, scheduledValue: huge, previous: huge, thisPeriod: huge }));
  expect(checkInvoice({ ...good, lines })).toEqual([
    { pointer: '/lines', detail: 'the amounts of this invoice add up to more than 99999999999.99' },
  ]);
});

test('computed figures too large to be stored are refused', () => {
  const billing = { ...second, previousCertificates: '0.00', taxes: Array(10).fill({ ...someTaxes[0], rate: '1' }) };
  const lines = good.lines.map((line, i) => ({ ...line, thisPeriod: i === 0 ? '90000000000.00' : line.thisPeriod }));
  expect(checkInvoice({ ...good, invoice: billing, lines }).map((error) => error.pointer)).toEqual(['/lines']);
});

test('the first invoice of a contract is not compared with a previous one', () => {
  expect(checkInvoice({ ...good, previous: null })).toEqual([]);
});

test('only the first hundred of thousands of wrong lines are reported', () => {
  const [line] = good.lines;
  if (!line) throw new Error('there are lines');
  const lines = Array(5000).fill({ ...line, workRetainage: { ...line.workRetainage, released: '999.00' } });
  expect(checkInvoice({ ...good, lines })).toHaveLength(100);
});

test('an invoice is refused if the retainage released to date, earlier invoices included, exceeds what an amount can be', () => {
  const released = { work: '99999999999.99', materials: '0.00' };
  const checked = withLine(0, (line) => ({ ...line, workRetainage: { ...line.workRetainage, released: '10.00' } }));
  expect(checkInvoice({ ...checked, released })).toEqual([
    { pointer: '/lines', detail: 'the amounts of this invoice add up to more than 99999999999.99' },
  ]);
});
