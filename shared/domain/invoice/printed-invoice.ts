import { z } from 'zod';
import { sha256Hex } from '../ids.ts';
import type { Contract, Project } from '../project/project.ts';
import { type Invoice, PrintedInvoice } from './invoice.ts';
import { countsIn } from './invoice-arithmetic.ts';

/** An invoice's version, by which a sent document is recognised as outdated: the hash of everything that is printed. */

export type PrintedHead = Omit<PrintedInvoice, 'lines'>;

/** Everything a document shows, except its lines. A change that is not printed must not make a document outdated. */
export const printedHead = (project: Project, contract: Contract, invoice: Invoice): PrintedHead => ({
  project: { name: project.name, number: project.number, address: project.address, currency: project.currency },
  company: project.company,
  contract: {
    number: contract.number,
    title: contract.title,
    client: { name: contract.client.name, address: contract.client.address },
    date: contract.date,
    originalSum: contract.originalSum,
    changeOrders: contract.changeOrders.filter(countsIn(invoice.billingPeriod.end)),
    purchaseOrder: contract.purchaseOrder,
    paymentTerms: contract.paymentTerms,
    paymentInstructions: contract.paymentInstructions,
    retainageRates: contract.retainageRates,
  },
  invoice: {
    number: invoice.number,
    status: invoice.status,
    billingPeriod: invoice.billingPeriod,
    billingDate: invoice.billingDate,
    dueDate: invoice.dueDate,
    previousCertificates: invoice.previousCertificates,
    taxes: invoice.taxes,
    releasedBefore: invoice.releasedBefore,
  },
});

const withSortedKeys = (_key: string, value: unknown): unknown =>
  value !== null && typeof value === 'object' && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
    : value;

/**
 * JSON with sorted keys and no spaces: equal values give equal text. Throws a TypeError for a value without a JSON
 * form, such as a function.
 */
export const canonicalJson = (value: unknown): string => {
  const text = JSON.stringify(value, withSortedKeys);
  if (text === undefined) throw new TypeError('this value has no JSON form');
  return text;
};

/** The invoice's version: hex SHA-256 of the canonical JSON of everything printed. */
export const versionOf = (printed: PrintedInvoice): string => sha256Hex(canonicalJson(printed));

/**
 * A hash of the schema of a printed invoice. It is part of every key, because another version of the program may fill
 * in other defaults when it reads old lines.
 */
const printedShape = sha256Hex(JSON.stringify(z.toJSONSchema(PrintedInvoice, { unrepresentable: 'any' })));

/**
 * The print key: a hash of everything the version and the summary depend on, with the hash of the lines in place of the
 * lines. Equal keys mean equal versions, so a stored version can be checked without reading any line.
 */
export const printKey = (head: PrintedHead, linesSha256: string): string =>
  sha256Hex(canonicalJson([printedShape, head, linesSha256]));
