/** CSV (RFC 4180) in which no cell is a formula. It begins with the byte order mark that Excel needs to detect UTF-8. */

export const byteOrderMark = '\ufeff';

/** Characters that a spreadsheet may skip before it looks for a formula. */
const skippedPrefix = /^[\p{White_Space}\p{Default_Ignorable_Code_Point}\p{C}]+/u;

/** Nearly all cells begin with a letter or digit, which is no formula, nor is the head of a column of percentages. */
const surelyHarmless = /^(?:[0-9A-Za-z\u00c0-\u00d6]|%$)/;

/**
 * Text that a spreadsheet would read as a formula is prefixed with an apostrophe (OWASP, CSV Injection). East Asian
 * versions of Excel treat full-width signs like the plain ones.
 */
const harmless = (text: string): string =>
  /^[=+\-@|%]/.test(text.replace(skippedPrefix, '').normalize('NFKC')) ? `'${text}` : text;

export const textCell = (text: string): string => {
  const safe = text === '' || surelyHarmless.test(text) ? text : harmless(text);
  return `"${safe.includes('"') ? safe.replaceAll('"', '""') : safe}"`;
};

/** A decimal number. It may begin with a minus sign, as a credit does. */
export const figureCell = (decimal: string): string => `"${decimal}"`;

export const csvLine = (cells: readonly string[]): string => `${cells.join(',')}\r\n`;
