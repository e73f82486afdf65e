import fc from 'fast-check';
import { expect, test } from 'vitest';
import { invoiceJson } from '../../../../../shared/documents/detail/data/invoice-json.ts';
import { InvoiceInput, type PrintedInvoice } from '../../../../../shared/domain/invoice/invoice.ts';
import { computeInvoice } from '../../../../../shared/domain/invoice/invoice-arithmetic.ts';
import { checkTotals } from '../../../../../shared/domain/invoice/invoice-checks.ts';
import { ContractInput, ProjectInput } from '../../../../../shared/domain/project/project.ts';
import { invoiceLines, printedOf } from '../../../../fixtures/printed-invoices.ts';
import { anyContract } from '../../../../fixtures/random-contracts.ts';

const computed = ({ contract, invoice, lines }: PrintedInvoice) => computeInvoice(contract, invoice, lines);
const dataOf = (printed: PrintedInvoice) => JSON.parse(invoiceJson(printed, computed(printed).summary));

/** A body of an import, with the id of the contract that a payer's system would give it. */
const read = (printed: PrintedInvoice) => {
  const data = dataOf(printed);
  return {
    project: ProjectInput.parse(data.project),
    contract: ContractInput.parse(data.contract),
    invoice: InvoiceInput.parse({ ...data.invoice, contractId: 'con_1' }),
  };
};

test('the data of any contract can be imported, and gives the printed figures again', () => {
  fc.assert(
    fc.property(anyContract, ({ printed }) => {
      const { contract, invoice } = read(printed);
      const { summary } = computeInvoice(contract, invoice, printed.lines);
      expect(invoice.lines).toHaveLength(printed.lines.length);
      expect(checkTotals(summary, invoice.totals)).toEqual([]);
      expect(Object.keys(invoice.totals ?? {}).length).toBeGreaterThanOrEqual(12);
      expect(summary).toEqual(computed(printed).summary);
    }),
  );
});

test('a line names its change order by the printed number, and two orders of one number stay apart', () => {
  const base = printedOf(invoiceLines(40));
  const changeOrders = base.contract.changeOrders.map((order) => ({ ...order, number: 'OC-9' }));
  const printed = { ...base, contract: { ...base.contract, changeOrders } };
  const lines = printed.lines.map((line, i) => ({ ...line, changeOrderId: [null, 'co-1', 'co-2'][i % 3] ?? null }));
  const { contract, invoice } = read({ ...printed, lines });
  expect(contract.changeOrders.map(({ id }) => id)).toEqual(['OC-9', 'OC-9 (2)']);
  expect(invoice.lines?.slice(0, 3).map(({ changeOrderId }) => changeOrderId)).toEqual([null, 'OC-9', 'OC-9 (2)']);
});

test('the data holds no logo, and no id of ours or of the sender’s system', () => {
  const base = printedOf(invoiceLines(3));
  const signature = {
    name: 'Julie Tremblay',
    title: 'Directrice',
    signedAt: '2026-09-30T09:00:00-04:00',
    invoiceVersion: 'a'.repeat(64),
  };
  const company = { ...base.company, logo: 'data:image/png;base64,AAAA' };
  const lines = base.lines.map((line) => ({ ...line, changeOrderId: 'co-1' }));
  const data = dataOf({ ...base, company, lines, signature });
  expect(JSON.stringify(data)).not.toMatch(/data:image|AAAA|"co-|(?:prj|con|inv|cnt|usr)_/);
  expect(data.signature).toEqual(signature);
});

test('a field that the printed invoice gets later comes along', () => {
  const base = printedOf(invoiceLines(1));
  const data = dataOf({ ...base, invoice: { ...base.invoice, purchaseOrder: 'PO-7' } as PrintedInvoice['invoice'] });
  expect(data.invoice.purchaseOrder).toBe('PO-7');
});
