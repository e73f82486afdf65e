import { z } from 'zod';
import { AttachmentId, ContractId, InvoiceId, ProjectId } from '../ids.ts';
import { maxInvoiceLines } from '../limits.ts';
import { Amount, Rate } from '../money.ts';
import { ChangeOrder, Company, PaymentTerms, RetainageRates } from '../project/project.ts';
import { fault } from '../schema-fault.ts';
import { Block, Instant, IsoDate, Line, MailLine, OptionalLine, Sha256 } from '../text.ts';
import { PrintedSignature } from './signature.ts';

/** Shapes of an invoice. The sums are in invoice-arithmetic.ts. */

export const InvoiceStatus = z.enum(['draft', 'under_review', 'revise_and_resubmit', 'approved']);
export type InvoiceStatus = z.infer<typeof InvoiceStatus>;

export const InvoiceLine = z.strictObject({
  item: Line(40),
  budgetCode: OptionalLine(60).default(''),
  description: Block(2000),
  changeOrderId: z.string().max(60).nullable().default(null),
  quantity: z
    .string()
    .regex(/^-?\d{1,11}(?:\.\d{1,6})?$/)
    .optional(),
  unit: OptionalLine(20).optional(),
  unitPrice: z
    .string()
    .regex(/^-?\d{1,11}(?:\.\d{1,6})?$/)
    .optional(),
  scheduledValue: Amount,
  previous: Amount,
  thisPeriod: Amount,
  materialsStored: Amount.default('0.00'),
  workRetainage: z
    .strictObject({ previous: Amount.default('0.00'), rate: Rate, released: Amount.default('0.00') })
    .default({ previous: '0.00', rate: '0', released: '0.00' }),
  materialsRetainage: z
    .strictObject({
      /** Held on this line's stored materials by the previous invoice. Absent where nobody knows. */
      previous: Amount.optional(),
      rate: Rate,
    })
    .default({ rate: '0' }),
});
export type InvoiceLine = z.infer<typeof InvoiceLine>;

/** A line of a PUT body. Where it names no rate of retainage, that for all lines applies (set-retainage.ts). */
export const InvoiceLineInput = InvoiceLine.extend({
  workRetainage: InvoiceLine.shape.workRetainage.unwrap().partial({ rate: true }).optional(),
  materialsRetainage: InvoiceLine.shape.materialsRetainage.unwrap().partial().optional(),
});
export type InvoiceLineInput = z.infer<typeof InvoiceLineInput>;

export const Tax = z.strictObject({ code: Line(20), rate: Rate, registration: OptionalLine(60).default('') });
export type Tax = z.infer<typeof Tax>;

export const BillingPeriod = z
  .strictObject({ start: IsoDate, end: IsoDate })
  .refine((p) => p.start <= p.end, fault('period'));

/** Retainage released by all invoices before this one. A figure is absent where nobody knows it. */
export const ReleasedBefore = z.strictObject({ work: Amount.optional(), materials: Amount.optional() });
export type ReleasedBefore = z.infer<typeof ReleasedBefore>;

const head = {
  number: Line(40),
  contractId: ContractId,
  status: InvoiceStatus,
  billingPeriod: BillingPeriod,
  billingDate: IsoDate,
  dueDate: IsoDate.nullable().default(null),
  previousCertificates: Amount.default('0.00'),
  taxes: z.array(Tax).max(10).default([]),
  releasedBefore: ReleasedBefore.optional(),
};

const Totals = z.partialRecord(z.string().regex(/^(?:line[1-9]|line5[ab]|due|tax\.[^\s]{1,20})$/), Amount);

/** The PUT body, with `lines` or with `linesUploadId`: an uploaded NDJSON file that has one line object per row. */
export const InvoiceInput = z.strictObject({
  ...head,
  number: MailLine(40),
  lines: z.array(InvoiceLineInput).max(maxInvoiceLines).optional(),
  linesUploadId: AttachmentId.optional(),
  totals: Totals.optional(),
  /** The rates of lines without rates of their own; each wins over the contract's. */
  retainageRates: RetainageRates.optional(),
  /**
   * Every line releases all the retainage held on its work; a line's own `released` must then be zero or the same
   * amount.
   */
  releaseAllRetainage: z.boolean().optional(),
});
export type InvoiceInput = z.infer<typeof InvoiceInput>;

/**
 * How retainage came from the previous invoice to this one: before + retained − released = held. `rate` is the rate of
 * most lines. Null is what nobody knows, because the earlier invoices are not stored.
 */
const RetainageFigures = z.object({
  rate: z.string().nullable(),
  before: Amount.nullable(),
  retained: Amount.nullable(),
  released: Amount.nullable(),
  held: Amount,
  releasedToDate: Amount.nullable(),
});
export type RetainageFigures = z.infer<typeof RetainageFigures>;

/** Computed figures, as decimal strings. line1 … line9 are the lines of docs/document.md#arithmetic. */
export const InvoiceSummary = z.object({
  line1: Amount,
  line2: Amount,
  line3: Amount,
  line4: Amount,
  line5a: Amount,
  line5b: Amount,
  line5: Amount,
  line6: Amount,
  line7: Amount,
  line8: Amount,
  line9: Amount,
  taxes: z.array(z.object({ code: z.string(), rate: z.string(), amount: Amount })),
  due: Amount,
  /** Absent in invoices stored before these figures existed. */
  retainage: z.object({ work: RetainageFigures, materials: RetainageFigures }).optional(),
  /** 0 to 100 with two decimals; null when nothing is scheduled. */
  percentComplete: z.string().nullable(),
});
export type InvoiceSummary = z.infer<typeof InvoiceSummary>;

/** A line with its computed columns: `total` (G), `percent` (G/C, two decimals), `balance` (H) and `retainage` (I). */
export const ComputedLine = InvoiceLine.extend({
  total: Amount,
  percent: z.string().nullable(),
  balance: Amount,
  retainage: Amount,
  overbilled: z.boolean(),
});
export type ComputedLine = z.infer<typeof ComputedLine>;

/** The stored invoice; its lines are one object in S3, keyed by their hash. */
export const Invoice = z.object({
  ...head,
  id: InvoiceId,
  projectId: ProjectId,
  lineCount: z.number().int(),
  linesSha256: Sha256,
  summary: InvoiceSummary,
  /**
   * The version computed when the invoice was stored. It is valid while its `key` is the print key
   * (printed-invoice.ts).
   */
  printed: z.object({ key: Sha256, version: Sha256 }).optional(),
  updatedAt: Instant,
});
export type Invoice = z.infer<typeof Invoice>;

/** The frozen content to print. Its version is the SHA-256 of its canonical JSON (printed-invoice.ts). */
export const PrintedInvoice = z.object({
  project: z.object({ name: z.string(), number: z.string(), address: z.string(), currency: z.string() }),
  company: Company,
  contract: z.object({
    number: z.string(),
    title: z.string(),
    client: z.object({ name: z.string(), address: z.string() }),
    date: IsoDate,
    originalSum: Amount,
    changeOrders: z.array(ChangeOrder),
    ...PaymentTerms.shape,
  }),
  invoice: z.object({ ...head }).omit({ contractId: true }),
  lines: z.array(InvoiceLine),
  /** Absent from a version that nobody signed. */
  signature: PrintedSignature.optional(),
});
export type PrintedInvoice = z.infer<typeof PrintedInvoice>;
