import { byteOrderMark, csvLine, textCell } from '../../domain/csv.ts';
import type { Language } from '../../domain/text.ts';
import { type Labels, labels } from '../../words/words.ts';
import type { DeliveryRow } from '../shapes/deliveries.ts';

/** The delivery report as CSV. */

const columns: { head: keyof Labels['csv']; of: (row: DeliveryRow) => string }[] = [
  { head: 'invoice', of: (row) => row.invoiceNumber },
  { head: 'recipient', of: (row) => row.name },
  { head: 'address', of: (row) => row.address },
  { head: 'role', of: (row) => row.role },
  { head: 'state', of: (row) => row.state },
  { head: 'temporary', of: (row) => (row.soft ? '1' : '') },
  { head: 'since', of: (row) => row.at },
  { head: 'detail', of: (row) => row.detail ?? '' },
  { head: 'attempt', of: (row) => String(row.attempt) },
  { head: 'communication', of: (row) => row.communicationId },
  { head: 'email', of: (row) => row.emailId },
];

export const deliveryCsv = (rows: readonly DeliveryRow[], language: Language): string =>
  byteOrderMark +
  csvLine(columns.map(({ head }) => textCell(labels(language).csv[head]))) +
  rows.map((row) => csvLine(columns.map(({ of }) => textCell(of(row))))).join('');
