import type { GlyphSheet, Page } from '../../../ports/display-list.ts';
import type { Labels } from '../../../words/words.ts';
import { fitText } from '../../layout/line-breaking.ts';
import { pageBox, pageWidth } from '../../layout/page.ts';
import { placedPage } from '../../layout/placed-page.ts';
import { isPlain, newLetters } from '../../layout/simple-script.ts';
import { type StyleName, textStyles } from '../../layout/text-styles.ts';
import { noCells, type Row } from '../rows.ts';
import { layOutTable } from './columns.ts';
import { type PlacedRow, placeRows, roomOf, totalsFragment } from './geometry.ts';
import { glyphSheetOf } from './glyph-sheet.ts';
import { paginate } from './pagination.ts';
import { type PageFrame, schedulePage } from './schedule-page.ts';

/** The schedule of values, page by page. */

type Schedule = {
  rows: readonly Row[];
  totals: Row;
  labels: Labels;
  frame: Omit<PageFrame, 'number'>;
  /** The text of the page number, for the page at this index of `count` schedule pages. */
  numberOf(index: number, count: number): string;
};

/**
 * In the structure tree a table ends after this many pages, and another begins with its own heading and column heads.
 * Some readers (pdf.js) walk through the whole table for each page of it: a second at 5,000 lines, a tenth of that with
 * this limit.
 */
export const pagesPerTable = 20;

export type SchedulePages = {
  pages: Page[];
  glyphSheet: GlyphSheet | null;
  /** The page and position at which each group begins. */
  groups: { title: string; index: number; top: number }[];
};

const fitted = ({ title, facts, ...rest }: Schedule['frame']) => ({
  ...rest,
  title: fitText(title, 440, textStyles.runningTitle),
  facts: fitText(facts, 480, textStyles.runningFacts),
});

/** Takes the place of the lines when there are none: a note across the whole width. */
const noLines = (text: string): Row => ({ kind: 'group', cells: noCells, notes: [text], overbilled: false });

const groupsOn = (rows: readonly PlacedRow[], index: number) =>
  rows
    .filter(
      ({ fragment }) => fragment.row.kind === 'group' && fragment.isFirst && fragment.row.cells.description !== '',
    )
    .map(({ fragment, top }) => ({ title: fragment.row.cells.description, index, top }));

export const schedulePages = ({ rows, totals, labels, frame, numberOf }: Schedule): SchedulePages => {
  const layout = layOutTable(
    { rows, totals, heads: labels.invoice.columns, letters: labels.invoice.letters },
    pageWidth,
  );
  const shown = rows.length > 0 ? rows : [noLines(labels.invoice.noLines)];
  const placed = paginate(shown, layout, roomOf(layout, labels.invoice.continued)).map((fragments, i, all) =>
    placeRows(i === all.length - 1 ? [...fragments, totalsFragment(totals, layout)] : fragments, layout),
  );
  const { listOf, linesOn } = schedulePage(layout);
  const texts = fitted(frame);
  const letters = newLetters();
  const styles = new Set<StyleName>();
  const addIfPlain = (lines: ReturnType<typeof linesOn>): boolean => {
    if (!lines.every(({ text }) => isPlain(text))) return false;
    for (const { text, style } of lines) {
      letters.add(text, textStyles[style].weight);
      styles.add(style);
    }
    return true;
  };
  const lists = placed.map((onPage, i) => {
    const framed = { ...texts, number: numberOf(i, placed.length) };
    const list = () => listOf(onPage, framed, i % pagesPerTable === 0);
    return { list, hasPlainText: addIfPlain(linesOn(onPage, framed)) };
  });
  const glyphSheet = glyphSheetOf(styles, letters, layout);
  const pages = lists.map(
    ({ list, hasPlainText }): Page => ({
      html: () => pageBox(placedPage(list(), layout)).html,
      list,
      isDrawn: hasPlainText && glyphSheet !== null,
    }),
  );
  return { pages, glyphSheet, groups: placed.flatMap(groupsOn) };
};
