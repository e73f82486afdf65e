import type { ComputedLine, InvoiceSummary, PrintedInvoice } from '../../../domain/invoice/invoice.ts';
import type { DataFile } from '../../../ports/ports.ts';
import type { Words } from '../rows.ts';
import { invoiceJson } from './invoice-json.ts';
import { scheduleCsv } from './schedule-csv.ts';

/** The files inside the PDF that hold the invoice's data for programs (ADR 44). They hold what is printed only. */
export const dataFiles = (
  printed: PrintedInvoice,
  { summary, lines }: { summary: InvoiceSummary; lines: readonly ComputedLine[] },
  words: Words,
): DataFile[] => {
  const { invoice, schedule } = words.labels.invoice.dataFiles;
  return [
    {
      name: 'invoice.json',
      type: 'application/json',
      description: invoice,
      relationship: 'Source',
      text: () => invoiceJson(printed, summary),
    },
    {
      name: 'schedule.csv',
      type: 'text/csv',
      description: schedule,
      relationship: 'Data',
      text: () => scheduleCsv(printed, lines, words),
    },
  ];
};
