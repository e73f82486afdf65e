import { isPlain, type Letters, newLetters } from '../../layout/simple-script.ts';
import { figureNames } from './columns.ts';
import type { PlacedRow } from './geometry.ts';
import type { Fragment } from './pagination.ts';

/** Finds the schedule pages that contain only plain letters, and collects those letters. */

/** A row is plain when each of its texts is; figures consist of digits and the signs of language and currency. */
const isPlainRow = ({ row, item, budgetCode, description }: Fragment): boolean =>
  description.every(({ text }) => isPlain(text)) &&
  item.every(isPlain) &&
  budgetCode.every(isPlain) &&
  figureNames.every((name) => isPlain(row.cells[name]));

const addLetters = ({ row, item, budgetCode, description }: Fragment, letters: Letters): void => {
  const weight = row.kind === 'line' ? 'regular' : 'bold';
  for (const { text, isNote } of description) letters.add(text, isNote ? 'regular' : weight);
  for (const text of item) letters.add(text, weight);
  for (const text of budgetCode) letters.add(text, weight);
  for (const name of figureNames) {
    letters.add(row.cells[name], name === 'percent' && row.overbilled ? 'bold' : weight);
  }
};

/** `everywhere`: the text on each page besides the rows. */
export const findPlainPages = (
  pages: readonly (readonly PlacedRow[])[],
  everywhere: { regular: string; bold: string },
): { isPlainPage: boolean[]; letters: Letters } => {
  const letters = newLetters();
  if (!isPlain(everywhere.regular) || !isPlain(everywhere.bold)) return { isPlainPage: [], letters };
  letters.add(everywhere.regular, 'regular');
  letters.add(everywhere.bold, 'bold');
  const isPlainPage = pages.map((rows) => rows.every(({ fragment }) => isPlainRow(fragment)));
  for (const rows of pages.filter((_, i) => isPlainPage[i])) {
    for (const { fragment } of rows) addLetters(fragment, letters);
  }
  return { isPlainPage, letters };
};
