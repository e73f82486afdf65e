import type { z } from 'zod';
import { type Access, seesDetail } from '../../domain/conversation/permissions.ts';
import type { Invoice } from '../../domain/invoice/invoice.ts';
import type { Contract, Project } from '../../domain/project/project.ts';
import type { InvoiceHeader } from '../shapes/invoices.ts';

/** An invoice's header for one viewer. A missing contract (`null`) leaves its fields empty. */
export const invoiceHeader = (
  viewer: Access,
  project: Project,
  contract: Contract | null,
  invoice: Invoice,
): z.input<typeof InvoiceHeader> => ({
  id: invoice.id,
  number: invoice.number,
  status: invoice.status,
  contractId: invoice.contractId,
  contractNumber: contract?.number ?? '',
  contractTitle: contract?.title ?? '',
  client: contract?.client.name ?? '',
  billingPeriod: invoice.billingPeriod,
  billingDate: invoice.billingDate,
  dueDate: invoice.dueDate,
  currency: project.currency,
  lineCount: invoice.lineCount,
  due: seesDetail(viewer) ? invoice.summary.due : null,
});
