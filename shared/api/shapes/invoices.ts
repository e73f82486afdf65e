import { z } from 'zod';
import { ContractId, InvoiceId } from '../../domain/ids.ts';
import {
  BillingPeriod,
  ComputedLine,
  InvoiceInput,
  InvoiceStatus,
  InvoiceSummary,
  Tax,
} from '../../domain/invoice/invoice.ts';
import { InvoiceSignature } from '../../domain/invoice/signature.ts';
import { Amount } from '../../domain/money.ts';
import { ChangeOrder, Company, PaymentTerms } from '../../domain/project/project.ts';
import { IsoDate, Language, Sha256 } from '../../domain/text.ts';
import { listOf } from './parameters.ts';

/**
 * Invoices and their PDF as the API returns them. Responses are parsed with these schemas, so no other field can leak.
 */

export const InvoiceHeader = z.object({
  id: InvoiceId,
  number: z.string(),
  status: InvoiceStatus,
  contractId: ContractId,
  contractNumber: z.string(),
  contractTitle: z.string(),
  client: z.string(),
  billingPeriod: BillingPeriod,
  billingDate: IsoDate,
  dueDate: IsoDate.nullable(),
  currency: z.string(),
  lineCount: z.number().int(),
  /** Null for a caller without the Detail right. */
  due: Amount.nullable(),
});

/** The terms of payment: the person to pay, the licence, the purchase order, the rates of retainage, and how to pay. */
const PaymentView = z.object({
  ...Company.pick({ payee: true, licence: true }).shape,
  ...PaymentTerms.shape,
});

/** Fields that belong to the Detail are null for a caller without the Detail right. */
export const InvoiceView = InvoiceHeader.extend({
  previousCertificates: Amount.nullable(),
  taxes: z.array(Tax).nullable(),
  summary: InvoiceSummary.nullable(),
  payment: PaymentView.nullable(),
  /** The change orders that count in this billing period. */
  changeOrders: z.array(ChangeOrder).nullable(),
  version: Sha256.nullable(),
  counts: z.object({ lines: z.number().int(), communications: z.number().int(), unread: z.number().int() }),
  permissions: z.object({ viewDetail: z.boolean(), send: z.boolean() }),
});

export const StoredInvoice = InvoiceInput.omit({
  lines: true,
  linesUploadId: true,
  totals: true,
  releaseAllRetainage: true,
  retainageRates: true,
})
  .strip()
  .extend({
    id: InvoiceId,
    lineCount: z.number().int(),
    summary: InvoiceSummary,
    version: Sha256,
  });

export const LineView = ComputedLine;

const LineSums = z.object({
  scheduledValue: z.string(),
  previous: z.string(),
  thisPeriod: z.string(),
  materialsStored: z.string(),
  total: z.string(),
  percent: z.string().nullable(),
  balance: z.string(),
  retainage: z.string(),
});

/**
 * Lines in groups: the contract's own (`changeOrderId` null), then those of each change order. A group's `lines` says
 * how many it has. Both sums are of the whole invoice, and null on later pages.
 */
export const LineList = listOf(LineView).extend({
  groups: z
    .array(z.object({ changeOrderId: z.string().nullable(), lines: z.number().int(), sums: LineSums }))
    .nullable(),
  totals: LineSums.nullable(),
});

/** With `invoiceVersion`, the preview is refused if the invoice has changed since; with `signature`, it is signed. */
export const PreviewBody = z.strictObject({
  language: Language,
  invoiceVersion: Sha256.optional(),
  signature: InvoiceSignature.optional(),
});

export const PreviewReady = z.object({
  state: z.literal('ready'),
  url: z.string(),
  sha256: Sha256,
  pages: z.number().int(),
  bytes: z.number().int(),
});

/**
 * `progress` is the fraction of pages rendered, 0 to 1. Both page counts are null until the first pages are rendered.
 */
export const PreviewRendering = z.object({
  state: z.literal('rendering'),
  progress: z.number(),
  pagesDone: z.number().int().nullable(),
  pages: z.number().int().nullable(),
});
