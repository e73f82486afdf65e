import { beforeEach, describe, expect, test } from 'vitest';
import {
  type ApiWorld,
  contractBody,
  expectRefused,
  invoiceBody,
  invoicePath,
  nextInvoiceBody as next,
  seededWorld,
} from '../../fakes/worlds/api-world.ts';

const [first, second] = invoiceBody.lines;
const retained = { rate: '0.10', previous: '6000.00' };
const withFirst = (change: object) => ({ ...next, lines: [{ ...next.lines[0], ...change }, next.lines[1]] });

describe('an invoice that disagrees is refused with the line and both figures', () => {
  let built: ApiWorld;
  beforeEach(async () => {
    built = await seededWorld();
  });
  const put = (body: unknown, path = '/projects/prj_a/invoices/inv_next') =>
    built.call('usr_admin', 'PUT', path, { body });

  test.each([
    ['ΣC against line 3', withFirst({ scheduledValue: '120000.01' }), '/lines', ['205250.76', '205250.75']],
    [
      'D(n) = D(n−1) + E(n−1)',
      withFirst({ previous: '60000.01' }),
      '/lines/0/previous',
      ['line 1', '60000.01', '60000.00'],
    ],
    [
      'the previous retainage',
      withFirst({ workRetainage: { ...retained, previous: '5999.99' } }),
      '/lines/0/workRetainage/previous',
      ['line 1', '5999.99', '6000.00'],
    ],
    [
      'more retainage released than held',
      withFirst({ workRetainage: { ...retained, released: '6100.01' } }),
      '/lines/0/workRetainage/released',
      ['line 1', '6100.01', '6100.00'],
    ],
    ['line 7', { ...next, previousCertificates: '74059.35' }, '/previousCertificates', ['74059.35', '74059.34']],
    ['an unknown change order', withFirst({ changeOrderId: 'co9' }), '/lines/0/changeOrderId', ['line 1']],
  ])('for %s', async (_what, body, pointer, figures) => {
    const answer = await expectRefused(built, { status: 422, code: 'invoice-inconsistent' }, () => put(body));
    const error = answer.json.errors.find((e: { pointer: string }) => e.pointer === pointer);
    for (const figure of figures) expect(error?.detail).toContain(figure);
    expect((await put(next)).status).toBe(200);
  });

  test('for each total that we compute, taxes and amount due included', async () => {
    const { summary } = (await put(next)).json;
    const lines = Object.entries(summary).filter(([name]) => /^(?:line\d[ab]?|due)$/.test(name));
    const taxes = summary.taxes.map((tax: { code: string; amount: string }) => [`tax.${tax.code}`, tax.amount]);
    const totals: Record<string, string> = Object.fromEntries([...lines, ...taxes]);
    expect(Object.keys(totals)).toHaveLength(14);
    expect((await put({ ...next, totals })).status).toBe(200);
    for (const [name, right] of Object.entries(totals)) {
      const wrong = (Number(right) + 0.01).toFixed(2);
      const answer = await expectRefused(built, { status: 422, code: 'totals-disagree' }, () =>
        put({ ...next, totals: { ...totals, [name]: wrong } }),
      );
      expect(answer.json.errors).toEqual([
        { pointer: `/totals/${name}`, detail: `${name}: ${wrong} given, ${right} expected` },
      ]);
    }
  });

  test('but not for a negative change order, a zero scheduled value, a credit or an overbilled line', async () => {
    const order = { id: 'co1', number: '1', title: 'Retrait', amount: '-250.75', approvedOn: '2026-09-15' };
    await built.imported('/projects/prj_a/contracts/con_1', { ...contractBody, changeOrders: [order] });
    const extra = { ...second, item: '3', materialsStored: '0.00', changeOrderId: 'co1', scheduledValue: '-250.75' };
    const lines = [
      { ...first, thisPeriod: '130000.00' },
      { ...second, thisPeriod: '-100.00', quantity: '-2', unit: 'h', unitPrice: '50.00' },
      { ...extra, thisPeriod: '-250.75' },
      { ...extra, item: '4', changeOrderId: null, scheduledValue: '0.00', thisPeriod: '0.00' },
    ];
    const { status, json } = await put({ ...invoiceBody, lines }, invoicePath);
    expect(status).toBe(200);
    expect(json.summary).toMatchObject({ line2: '-250.75', line3: '205000.00', line4: '139149.80' });
    const shown = await built.call('usr_admin', 'GET', `${invoicePath}/lines`);
    type Shown = { item: string; overbilled: boolean; percent: string | null };
    // The lines of a change order come after the contract's own, as in the document.
    expect(shown.json.items.map((line: Shown) => [line.item, line.overbilled, line.percent])).toEqual([
      ['1', true, '108.33'],
      ['2', false, '11.03'],
      ['4', false, null],
      ['3', false, '100.00'],
    ]);
  });
});
