import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Invoice, PrintedInvoice } from '../../../../shared/domain/invoice/invoice.ts';
import { computeInvoice } from '../../../../shared/domain/invoice/invoice-arithmetic.ts';
import { canonicalJson, printedHead, versionOf } from '../../../../shared/domain/invoice/printed-invoice.ts';
import { Contract, Project } from '../../../../shared/domain/project/project.ts';
import { invoiceLines, printedOf } from '../../../fixtures/printed-invoices.ts';

const lines = invoiceLines(5);
const printed = printedOf(lines);
const project = Project.parse({
  ...printed.project,
  id: 'prj_1',
  timeZone: 'America/Toronto',
  company: printed.company,
  sendingPaused: false,
});
const contract = Contract.parse({
  ...printed.contract,
  id: 'con_1',
  projectId: 'prj_1',
  recipients: { to: ['cnt_1'] },
});
const invoice = Invoice.parse({
  ...printed.invoice,
  id: 'inv_1',
  projectId: 'prj_1',
  contractId: 'con_1',
  lineCount: lines.length,
  linesSha256: 'a'.repeat(64),
  summary: computeInvoice(printed.contract, printed.invoice, lines).summary,
  updatedAt: '2026-10-01T12:00:00.000Z',
});

const version = (p = project, c = contract, i = invoice, l = lines) => versionOf({ ...printedHead(p, c, i), lines: l });

describe('the version of an invoice', () => {
  test('is a SHA-256 hash, and the same for the same content', () => {
    expect(version()).toMatch(/^[0-9a-f]{64}$/);
    expect(version()).toBe(version(structuredClone(project), structuredClone(contract), structuredClone(invoice)));
  });

  test('covers content that passes its own schema', () => {
    const whole = { ...printedHead(project, contract, invoice), lines };
    expect(PrintedInvoice.parse(whole)).toEqual(whole);
  });

  test('changes with the signature, and is the same without one as before signatures existed', () => {
    const whole = { ...printedHead(project, contract, invoice), lines };
    const signature = { name: 'A', title: '', signedAt: '2026-12-01T10:15:32-05:00', invoiceVersion: versionOf(whole) };
    const signed = versionOf({ ...whole, signature });
    expect(signed).not.toBe(version());
    expect(versionOf({ ...whole, signature: { ...signature, name: 'B' } })).not.toBe(signed);
    expect(versionOf({ ...whole, signature: undefined })).toBe(version());
  });

  test('does not change with data that is not printed', () => {
    expect(version(project, { ...contract, signatureRequired: true })).toBe(version());
    expect(version({ ...project, sendingPaused: true, timeZone: 'America/Vancouver' })).toBe(version());
    expect(version(project, { ...contract, recipients: { to: ['cnt_2'], cc: [] } })).toBe(version());
    expect(version(project, { ...contract, signatureRequired: true })).toBe(version());
    expect(version(project, contract, { ...invoice, updatedAt: '2027-01-01T00:00:00.000Z' })).toBe(version());
  });

  test('is still that of an invoice stored before there was a payee or a purchase order', () => {
    expect(version()).toBe('1aa90da9b611fae308d44a589ea17cd55cc8fdc308008a8d62761069df34caf0');
  });

  test('does not change with a change order that does not count yet', () => {
    const later = { id: 'co-9', number: '9', title: 'Later', amount: '1.00', approvedOn: '2026-10-01' };
    const pending = { ...later, id: 'co-10', approvedOn: null };
    const more = { ...contract, changeOrders: [...contract.changeOrders, later, pending] };
    expect(version(project, more)).toBe(version());
  });

  test.each([
    ['the project', () => version({ ...project, name: 'Another' })],
    ['the company', () => version({ ...project, company: { ...project.company, address: 'Elsewhere' } })],
    ['the client', () => version(project, { ...contract, client: { name: 'Another', address: '' } })],
    ['a change order that counts', () => version(project, { ...contract, changeOrders: [] })],
    ['the payee', () => version({ ...project, company: { ...project.company, payee: { name: 'Anne' } } })],
    ['the purchase order', () => version(project, { ...contract, purchaseOrder: 'BC-1' })],
    ['the terms of payment', () => version(project, { ...contract, paymentTerms: 'Net 30' })],
    ['the rates of retainage', () => version(project, { ...contract, retainageRates: { work: '0.05' } })],
    ['what was released before', () => version(project, contract, { ...invoice, releasedBefore: { work: '1.00' } })],
    ['the status', () => version(project, contract, { ...invoice, status: 'approved' })],
    ['a line', () => version(project, contract, invoice, lines.slice(1))],
    ['the order of lines', () => version(project, contract, invoice, lines.toReversed())],
  ])('changes with %s', (_what, changed) => {
    expect(changed()).not.toBe(version());
  });
});

describe('canonical JSON', () => {
  test('sorts keys at every depth, keeps the order of lists and drops undefined values', () => {
    expect(canonicalJson({ b: [2, 1], a: { d: undefined, c: 'é' } })).toBe('{"a":{"c":"é"},"b":[2,1]}');
  });

  test('gives the same text for equal values, whatever the order of their keys', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (value) => {
        const turned = Object.fromEntries(Object.entries(value).toReversed());
        expect(canonicalJson(turned)).toBe(canonicalJson(value));
        expect(JSON.parse(canonicalJson(value))).toEqual(JSON.parse(JSON.stringify(value)));
      }),
    );
  });

  test('refuses values that JSON cannot express', () => {
    expect(() => canonicalJson(undefined)).toThrow(TypeError);
  });
});
