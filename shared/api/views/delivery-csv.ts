import type { Language } from '../../domain/text.ts';
import { type Labels, labels } from '../../words/words.ts';
import type { DeliveryRow } from '../shapes/deliveries.ts';

/** The delivery report as CSV (RFC 4180), in UTF-8 with the byte order mark that Excel needs to detect it. */

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

/** Characters that a spreadsheet may skip before it looks for a formula. */
const skippedPrefix = /^[\p{White_Space}\p{Default_Ignorable_Code_Point}\p{C}]+/u;

/**
 * Text that a spreadsheet would read as a formula is prefixed with an apostrophe (OWASP, CSV Injection). East Asian
 * versions of Excel treat full-width signs like the plain ones.
 */
const harmless = (text: string): string =>
  /^[=+\-@|%]/.test(text.replace(skippedPrefix, '').normalize('NFKC')) ? `'${text}` : text;

const cell = (text: string): string => `"${harmless(text).replaceAll('"', '""')}"`;

const line = (cells: readonly string[]): string => `${cells.map(cell).join(',')}\r\n`;

const byteOrderMark = '\ufeff';

export const deliveryCsv = (rows: readonly DeliveryRow[], language: Language): string =>
  byteOrderMark +
  line(columns.map(({ head }) => labels(language).csv[head])) +
  rows.map((row) => line(columns.map(({ of }) => of(row)))).join('');
