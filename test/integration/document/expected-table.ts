import { type ColumnName, type Row, tableRows } from '../../../shared/documents/detail/rows.ts';
import type { PrintedInvoice } from '../../../shared/domain/invoice/invoice.ts';
import { computeInvoice } from '../../../shared/domain/invoice/invoice-arithmetic.ts';
import type { Language } from '../../../shared/domain/text.ts';
import { labels } from '../../../shared/words/words.ts';

/** The schedule of values as the document's own rows define it: a head, then rows with the texts of their cells. */
type ExpectedRow = { kind: Row['kind'] | 'head'; cells: string[] };

const isText = (name: ColumnName): boolean => ['item', 'budgetCode', 'description'].includes(name);

export const expectedRows = (printed: PrintedInvoice, language: Language): ExpectedRow[] => {
  const words = { language, labels: labels(language), currency: printed.project.currency };
  const heads = words.labels.invoice.columns;
  const letterOf = (name: ColumnName) => (name === 'budgetCode' ? [] : [words.labels.invoice.letters[name]]);
  const { lines } = computeInvoice(printed.contract, printed.invoice, printed.lines);
  const table = tableRows(printed, lines, words);
  const rows = [...table.rows, table.totals];
  const hasCodes = rows.some((row) => row.cells.budgetCode !== '');
  const names = Object.keys(heads) as ColumnName[];
  const shown = names.filter((name) => name !== 'budgetCode' || hasCodes);
  const described = ({ cells, notes }: Row) => [cells.description, ...notes].join('\n');
  const cellsOf = (row: Row): string[] => {
    if (row.kind === 'group') return [described(row)];
    if (row.kind === 'line') return shown.map((name) => (name === 'description' ? described(row) : row.cells[name]));
    return [described(row), ...shown.filter((name) => !isText(name)).map((name) => row.cells[name])];
  };
  return [
    { kind: 'head', cells: shown.map((name) => [heads[name], ...letterOf(name)].join('\n')) },
    ...rows.map((row) => ({ kind: row.kind, cells: cellsOf(row) })),
  ];
};
