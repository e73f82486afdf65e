import { byteOrderMark, csvLine, figureCell, textCell } from '../../../domain/csv.ts';
import type { ComputedLine, PrintedInvoice } from '../../../domain/invoice/invoice.ts';
import { groupLines } from '../../../domain/invoice/line-groups.ts';
import type { Labels } from '../../../words/words.ts';
import type { Words } from '../rows.ts';
import { figureNames } from '../schedule/columns.ts';

/**
 * The lines of the schedule of values as a table, in the printed order. The columns are the printed ones; what is
 * printed above and below lines is in columns too: the change order, the quantity with its unit price, and the retainage
 * released. Figures are decimals with a point in both languages, so that every program reads them alike. Subtotals are
 * left out: a program that adds up a column would count them twice.
 */

const headOf = ({ columns, changeOrder, dataFiles }: Labels['invoice']): string => {
  const beside = [dataFiles.quantity, dataFiles.unit, dataFiles.unitPrice];
  const texts = [columns.item, columns.budgetCode, changeOrder, columns.description, ...beside];
  return csvLine([...texts, ...figureNames.map((name) => columns[name]), dataFiles.released].map(textCell));
};

const rowOf = (line: ComputedLine, order: string): string =>
  csvLine([
    ...[line.item, line.budgetCode, order, line.description].map(textCell),
    figureCell(line.quantity ?? ''),
    textCell(line.unit ?? ''),
    figureCell(line.unitPrice ?? ''),
    ...figureNames.map((name) => figureCell(line[name] ?? '')),
    figureCell(line.workRetainage.released),
  ]);

export const scheduleCsv = (
  { contract }: Pick<PrintedInvoice, 'contract'>,
  lines: readonly ComputedLine[],
  words: Words,
): string => {
  const rows = groupLines(contract.changeOrders, lines).flatMap(({ changeOrder, lines: own }) =>
    own.map((line) => rowOf(line, changeOrder?.number ?? '')),
  );
  return byteOrderMark + headOf(words.labels.invoice) + rows.join('');
};
