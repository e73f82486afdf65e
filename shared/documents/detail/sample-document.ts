import type { InvoiceLine, PrintedInvoice } from '../../domain/invoice/invoice.ts';
import { fromCents, sumCents, toCents } from '../../domain/money.ts';
import { detailDocument } from './detail-document.ts';

/** A fictitious invoice that exercises every feature; used to warm up the renderer. */

const lineAt = (i: number): InvoiceLine => {
  const scheduled = 125_000 + i * 73_331;
  const previous = Math.floor(scheduled / (2 + (i % 5)));
  return {
    item: String(i + 1),
    budgetCode: `0${1 + (i % 9)}-${100 + i}`,
    description:
      i % 8 === 7
        ? 'Long description of some work that goes on over two lines of its cell, as many do'
        : `Travaux ${i}`,
    changeOrderId: null,
    scheduledValue: fromCents(scheduled),
    previous: fromCents(previous),
    thisPeriod: fromCents(i === 5 ? scheduled : Math.floor(previous / 3)),
    materialsStored: fromCents(i % 6 === 0 ? 1_250 : 0),
    workRetainage: { previous: fromCents(Math.floor(previous / 10)), rate: '0.10', released: '0.00' },
    materialsRetainage: { rate: '0.10' },
  };
};

const lines = Array.from({ length: 40 }, (_, i) => lineAt(i));

const sample: PrintedInvoice = {
  project: { name: 'Sample', number: '1', address: '1, rue Principale', currency: 'CAD' },
  company: { name: 'Sample', address: '1, rue Principale\nQuébec (Québec)', taxNumbers: [] },
  contract: {
    number: '1',
    title: 'Sample',
    client: { name: 'Sample', address: '1, rue Principale' },
    date: '2026-01-15',
    originalSum: fromCents(sumCents(lines.map((line) => toCents(line.scheduledValue)))),
    changeOrders: [],
  },
  invoice: {
    number: '1',
    status: 'approved',
    billingPeriod: { start: '2026-02-01', end: '2026-02-28' },
    billingDate: '2026-02-28',
    dueDate: '2026-03-30',
    previousCertificates: '0.00',
    taxes: [{ code: 'TPS', rate: '0.05', registration: '' }],
  },
  lines,
};

export const sampleDocument = () => detailDocument(sample, 'fr');
