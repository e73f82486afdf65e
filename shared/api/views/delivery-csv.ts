import type { Language } from '../../domain/text.ts';
import type { DeliveryRow } from '../shapes/deliveries.ts';

/** The delivery report as CSV (RFC 4180), in UTF-8 with the byte order mark that Excel needs to detect it. */

type Column = { en: string; fr: string; of: (row: DeliveryRow) => string };

const columns: Column[] = [
  { en: 'Invoice', fr: 'Facture', of: (row) => row.invoiceNumber },
  { en: 'Recipient', fr: 'Destinataire', of: (row) => row.name },
  { en: 'Address', fr: 'Adresse', of: (row) => row.address },
  { en: 'Role', fr: 'Rôle', of: (row) => row.role },
  { en: 'State', fr: 'État', of: (row) => row.state },
  { en: 'Temporary', fr: 'Temporaire', of: (row) => (row.soft ? '1' : '') },
  { en: 'Since (UTC)', fr: 'Depuis (UTC)', of: (row) => row.at },
  { en: 'Detail', fr: 'Détail', of: (row) => row.detail ?? '' },
  { en: 'Attempt', fr: 'Tentative', of: (row) => String(row.attempt) },
  { en: 'Communication', fr: 'Communication', of: (row) => row.communicationId },
  { en: 'Email', fr: 'Courriel', of: (row) => row.emailId },
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
  line(columns.map((column) => column[language])) +
  rows.map((row) => line(columns.map(({ of }) => of(row)))).join('');
