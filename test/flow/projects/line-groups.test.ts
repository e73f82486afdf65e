import { beforeEach, expect, test } from 'vitest';
import { type ApiWorld, contractBody, invoiceBody, invoicePath, seededWorld } from '../../fakes/worlds/api-world.ts';

const order = { id: 'co1', number: '1', title: 'Ajout', amount: '250.00', approvedOn: '2026-09-15' };
const [first, second] = invoiceBody.lines;
const extra = { ...first, item: '3', changeOrderId: 'co1', scheduledValue: '250.00', thisPeriod: '100.00' };

let built: ApiWorld;
beforeEach(async () => {
  built = await seededWorld();
  await built.imported('/projects/prj_a/contracts/con_1', { ...contractBody, changeOrders: [order] });
  // The import has the change order's line between those of the contract.
  await built.imported(invoicePath, { ...invoiceBody, lines: [first, extra, second] });
});
const lines = async (query = '') => (await built.call('usr_boss', 'GET', `${invoicePath}/lines${query}`)).json;
const items = (list: { items: { item: string }[] }) => list.items.map(({ item }) => item);

test('the lines of an invoice are listed in the groups of its document, with subtotals and totals', async () => {
  const list = await lines();
  expect(items(list)).toEqual(['1', '2', '3']);
  expect(list.groups).toEqual([
    {
      changeOrderId: null,
      lines: 2,
      sums: {
        scheduledValue: '205250.75',
        previous: '0.00',
        thisPeriod: '72787.61',
        materialsStored: '9500.55',
        total: '82288.16',
        percent: '40.09',
        balance: '122962.59',
        retainage: '8228.82',
      },
    },
    {
      changeOrderId: 'co1',
      lines: 1,
      sums: {
        scheduledValue: '250.00',
        previous: '0.00',
        thisPeriod: '100.00',
        materialsStored: '0.00',
        total: '100.00',
        percent: '40.00',
        balance: '150.00',
        retainage: '10.00',
      },
    },
  ]);
  expect(list.totals).toMatchObject({ scheduledValue: '205500.75', total: '82388.16', retainage: '8238.82' });
});

test('pages of lines continue through the groups, and only the first has the sums', async () => {
  const page = await lines('?limit=2');
  expect(items(page)).toEqual(['1', '2']);
  const next = await lines(`?limit=2&cursor=${page.nextCursor}`);
  expect(items(next)).toEqual(['3']);
  expect([next.groups, next.totals, next.nextCursor]).toEqual([null, null, null]);
});
