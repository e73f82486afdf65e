import { beforeEach, describe, expect, test } from 'vitest';
import {
  type ApiWorld,
  contractBody,
  invoiceBody,
  invoicePath,
  nextInvoiceBody,
  put,
  refusedAt,
  seededWorld,
} from '../../fakes/worlds/api-world.ts';

const at = '/projects/prj_a';
const payee = {
  name: 'Claire Fortin',
  title: 'Comptes clients',
  phone: '450 555-0147, poste 12',
  email: 'claire@acier.test',
  address: 'C. P. 310\nSaint-Jérôme',
};
const licence = { label: 'RBQ', value: '5678-1234-01' };
const projectBody = { name: 'prj_a', number: '2026-014', company: { name: 'Acier', payee, licence } };
const terms = {
  purchaseOrder: 'BC-20417',
  paymentTerms: 'Net 30 jours',
  paymentInstructions: 'Virement\nCompte 000',
  retainageRates: { work: '0.10', materials: '0.05' },
};

let built: ApiWorld;
beforeEach(async () => {
  built = await seededWorld();
});
const accepted = async (path: string, body: unknown) => {
  const answer = await put(built, path, body);
  expect(answer.status, answer.text).toBe(200);
  return answer.json;
};

describe('who is to be paid, and how', () => {
  test('is shown with the invoice to those who may see its Detail', async () => {
    expect((await accepted(at, projectBody)).company).toMatchObject({ payee, licence });
    expect(
      await accepted(`${at}/contracts/con_1`, { ...contractBody, ...terms, signatureRequired: true }),
    ).toMatchObject({
      ...terms,
      signatureRequired: true,
    });
    const shown = await built.call('usr_detail', 'GET', invoicePath);
    expect(shown.json.payment).toEqual({ payee, licence, ...terms });
    expect(shown.json.changeOrders).toEqual([]);
    expect((await built.call('usr_plain', 'GET', invoicePath)).json).toMatchObject({
      payment: null,
      changeOrders: null,
    });
  });

  test('may be left out, part by part', async () => {
    await accepted(at, { ...projectBody, company: { name: 'Acier', payee: { name: 'Claire' } } });
    expect((await built.call('usr_boss', 'GET', invoicePath)).json.payment).toEqual({ payee: { name: 'Claire' } });
  });

  test.each([
    ['a payee without a name', { payee: { title: 'x' } }, '/company/payee/name'],
    ['a phone number of six digits', { payee: { ...payee, phone: '555-014' } }, '/company/payee/phone'],
    ['a mail address with a name', { payee: { ...payee, email: 'Claire <c@acier.test>' } }, '/company/payee/email'],
    ['a title of two lines', { payee: { ...payee, title: 'a\nb' } }, '/company/payee/title'],
    ['a licence without a label', { licence: { value: '1' } }, '/company/licence/label'],
  ])('is checked where it is given: %s is refused', async (_what, company, pointer) => {
    expect(await refusedAt(built, at, { ...projectBody, company: { name: 'Acier', ...company } })).toEqual([pointer]);
  });

  test.each([
    [{ purchaseOrder: '' }, '/purchaseOrder'],
    [{ paymentTerms: 'a\nb' }, '/paymentTerms'],
    [{ paymentInstructions: 'x'.repeat(1001) }, '/paymentInstructions'],
    [{ retainageRates: { work: '10' } }, '/retainageRates/work'],
    [{ signatureRequired: 'yes' }, '/signatureRequired'],
  ])('is checked where a contract gives it: %o is refused', async (more, pointer) => {
    expect(await refusedAt(built, `${at}/contracts/con_1`, { ...contractBody, ...more })).toContain(pointer);
  });
});

describe('the rates of a contract', () => {
  const bare = invoiceBody.lines.map(({ workRetainage: _, materialsRetainage: __, ...line }) => line);
  const rates = async () => {
    const { json } = await built.call('usr_boss', 'GET', invoicePath);
    return [json.summary.retainage.work.rate, json.summary.retainage.materials.rate];
  };

  test('apply to lines without rates, unless the invoice gives its own', async () => {
    await accepted(`${at}/contracts/con_1`, { ...contractBody, ...terms });
    await accepted(invoicePath, { ...invoiceBody, lines: bare });
    expect(await rates()).toEqual(['0.10', '0.05']);
    await accepted(invoicePath, { ...invoiceBody, lines: bare, retainageRates: { work: '0.02' } });
    expect(await rates()).toEqual(['0.02', '0.05']);
    await accepted(invoicePath, invoiceBody);
    expect(await rates()).toEqual(['0.10', '0.10']);
  });
});

describe('retainage over several invoices', () => {
  const [first, second] = invoiceBody.lines;
  const [one, two] = nextInvoiceBody.lines;
  const next = {
    ...nextInvoiceBody,
    lines: [
      { ...one, workRetainage: { rate: '0.10', previous: '6000.00', released: '2000.00' } },
      { ...two, thisPeriod: '5500.55', materialsStored: '4000.00' },
    ],
  };
  const nextPath = `${at}/invoices/inv_a2`;
  const third = {
    ...next,
    number: '3',
    billingPeriod: { start: '2026-11-01', end: '2026-11-30' },
    previousCertificates: '76959.34',
    lines: [
      {
        ...first,
        previous: '61000.00',
        thisPeriod: '0.00',
        workRetainage: { rate: '0.10', previous: '4100.00', released: '100.00' },
      },
      {
        ...second,
        previous: '18288.16',
        thisPeriod: '0.00',
        materialsStored: '0.00',
        workRetainage: { rate: '0.10', previous: '1828.82' },
      },
    ],
  };
  const expected = {
    work: {
      rate: '0.10',
      before: '5928.82',
      retained: '0.00',
      released: '100.00',
      held: '5828.82',
      releasedToDate: '2100.00',
    },
    materials: {
      rate: '0.10',
      before: '400.00',
      retained: '0.00',
      released: '400.00',
      held: '0.00',
      releasedToDate: '950.06',
    },
  };

  test('is carried from one stored invoice to the next', async () => {
    expect((await accepted(invoicePath, invoiceBody)).summary.retainage.materials.releasedToDate).toBe('0.00');
    expect((await accepted(nextPath, next)).summary.retainage).toEqual({
      work: {
        rate: '0.10',
        before: '7278.76',
        retained: '650.06',
        released: '2000.00',
        held: '5928.82',
        releasedToDate: '2000.00',
      },
      materials: {
        rate: '0.10',
        before: '950.06',
        retained: '0.00',
        released: '550.06',
        held: '400.00',
        releasedToDate: '550.06',
      },
    });
    const { summary, releasedBefore } = await accepted(`${at}/invoices/inv_a3`, third);
    expect(summary.retainage).toEqual(expected);
    expect(releasedBefore).toEqual({ work: '2000.00', materials: '550.06' });
  });

  test('is read from the lines of invoices that an earlier version stored', async () => {
    await accepted(invoicePath, invoiceBody);
    await accepted(nextPath, next);
    for (const id of ['inv_a', 'inv_a2']) {
      const invoice = await built.w.projects.getInvoice('prj_a', id);
      if (!invoice) throw new Error('the invoice was stored');
      const { releasedBefore: _, ...head } = invoice;
      const { retainage: __, ...summary } = invoice.summary;
      await built.w.projects.putInvoice({ ...head, summary });
    }
    expect((await accepted(`${at}/invoices/inv_a3`, third)).summary.retainage).toEqual(expected);
  });

  test('is checked against the import where that states what was before', async () => {
    const [line, materials] = next.lines;
    const stated = { ...next, releasedBefore: { work: '0.00', materials: '0.00' } };
    await accepted(nextPath, stated);
    expect(
      await refusedAt(built, nextPath, { ...stated, releasedBefore: { work: '1.00' } }, 'invoice-inconsistent'),
    ).toEqual(['/releasedBefore/work']);
    const wrong = { ...materials, materialsRetainage: { rate: '0.10', previous: '950.05' } };
    expect(await refusedAt(built, nextPath, { ...next, lines: [line, wrong] }, 'invoice-inconsistent')).toEqual([
      '/lines/1/materialsRetainage/previous',
    ]);
  });
});
