import type { Band, Place } from '../../../ports/page-map.ts';
import { footHeight, pageHeight, pageWidth } from '../../layout/page.ts';
import type { Column, TableLayout } from './columns.ts';
import { headHeight, type PlacedRow, runningHeight, textColumnsOf } from './geometry.ts';
import type { Fragment } from './pagination.ts';

/**
 * The bands of a schedule page, with the tags of their places. Repeated heads and feet are artifacts, not content.
 */

const artifact: readonly Place[] = [{ left: 0, right: pageWidth, role: 'Artifact' }];

const edges = ({ left, width }: Column) => ({ left, right: left + width });

const placesFor = (layout: TableLayout) => {
  const { columns } = layout;
  const texts = textColumnsOf(layout);
  const figures = columns.slice(texts).map((column): Place => ({ ...edges(column), role: 'TD' }));
  const label: Place = { left: 0, right: figures[0]?.left ?? pageWidth, role: 'TH', scope: 'Row', span: texts };
  return {
    head: columns.map((column): Place => ({ ...edges(column), role: 'TH', scope: 'Column' })),
    line: columns.map(
      (column, i): Place => ({ ...edges(column), ...(i === 0 ? { role: 'TH', scope: 'Row' } : { role: 'TD' }) }),
    ),
    sum: [label, ...figures],
    group: [{ ...label, right: pageWidth, span: columns.length }],
  };
};
type Places = ReturnType<typeof placesFor>;

const bits = (flags: readonly boolean[]): number => flags.reduce((mask, flag, i) => (flag ? mask | (1 << i) : mask), 0);

const isFilled = (column: Column, { row, isFirst, item, budgetCode, description }: Fragment): boolean => {
  if (column.name === 'item') return item.length > 0;
  if (column.name === 'budgetCode') return budgetCode.length > 0;
  if (column.name === 'description') return description.length > 0;
  return isFirst && row.cells[column.name] !== '';
};

const rowBand = ({ fragment, top }: PlacedRow, layout: TableLayout, places: Places): Band => {
  const band = { top, bottom: top + fragment.height, isRow: true };
  const filled = layout.columns.map((column) => isFilled(column, fragment));
  const hasLabel = fragment.description.length > 0;
  // The heading is already in the table where its group begins, so a repeat is an artifact.
  if (fragment.row.kind === 'group' && !fragment.isFirst) return { ...band, isRow: false, places: artifact, filled: 1 };
  if (fragment.row.kind === 'group') return { ...band, places: places.group, filled: bits([hasLabel]) };
  if (fragment.row.kind === 'line') return { ...band, places: places.line, filled: bits(filled) };
  return { ...band, places: places.sum, filled: bits([hasLabel, ...filled.slice(textColumnsOf(layout))]) };
};

/** `isFirst`: a table begins on this page, so the page's column heads are the table's head. */
export const pageBands = (layout: TableLayout) => {
  const places = placesFor(layout);
  const headBottom = runningHeight + headHeight(layout);
  const title: Place[] = [
    { left: 0, right: pageWidth / 2, role: 'H2' },
    { left: pageWidth / 2, right: pageWidth, role: 'Artifact' },
  ];
  const foot: Band = { top: pageHeight - footHeight, bottom: pageHeight, isRow: false, places: artifact, filled: 1 };
  return (rows: readonly PlacedRow[], isFirst: boolean): Band[] => {
    const head = isFirst ? places.head : artifact;
    return [
      { top: 0, bottom: runningHeight, isRow: false, places: isFirst ? title : artifact, filled: isFirst ? 3 : 1 },
      { top: runningHeight, bottom: headBottom, isRow: isFirst, places: head, filled: bits(head.map(() => true)) },
      ...rows.map((row) => rowBand(row, layout, places)),
      foot,
    ];
  };
};
