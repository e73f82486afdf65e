import type { Language } from '../../domain/text.ts';
import type { DeliveryRow } from '../shapes/deliveries.ts';

/** The report of deliveries as a file for spreadsheets: RFC 4180, UTF-8 with the mark by which Excel knows it. Pure. */

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

/** What a spreadsheet may pass over before it looks for a formula. */
const unseen = /^[\p{White_Space}\p{Default_Ignorable_Code_Point}\p{C}]+/u;

/**
 * What a spreadsheet would take for a formula begins with an apostrophe instead (OWASP, CSV Injection). Excel in East Asian
 * languages reads full-width signs as the plain ones.
 */
const harmless = (text: string): string =>
  /^[=+\-@|%]/.test(text.replace(unseen, '').normalize('NFKC')) ? `'${text}` : text;

const cell = (text: string): string => `"${harmless(text).replaceAll('"', '""')}"`;

const line = (cells: readonly string[]): string => `${cells.map(cell).join(',')}\r\n`;

const byteOrderMark = '\ufeff';

export const deliveryCsv = (rows: readonly DeliveryRow[], language: Language): string =>
  byteOrderMark +
  line(columns.map((column) => column[language])) +
  rows.map((row) => line(columns.map(({ of }) => of(row)))).join('');
