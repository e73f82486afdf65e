import { setImmediate as yieldToEventLoop } from 'node:timers/promises';
import type { Sheet, Sheets, Specimen } from '../../ports/page-map.ts';
import type { PageContent, PrintedPart } from '../pdf/assemble-pdf.ts';
import type { RunningBrowser } from './browser.ts';
import { fitAndMeasure, MeasuredBoxes } from './fit-page.ts';
import type { LockedPage } from './page.ts';

/**
 * Prints a document in parts, without tags. Each part gets a new browser page, so that the browser's memory does not
 * grow with the document. While the browser prints one part, we process the previous one and build the HTML of the
 * next. Pages that are drawn without the browser are handed on with the part to which they belong.
 */
type Job = {
  sheets: Sheets;
  /** Checks the HTML of each part before the browser gets it; may throw. */
  check(html: string): void;
  take(part: PrintedPart): Promise<void>;
};

/**
 * Larger parts save little time and cost memory: for 20,000 lines, 292 MB at 34 pages, 386 MB at 68, 668 MB at once.
 */
const mostPages = 40;
/** The last part is processed while nothing prints, so it is kept small in documents with more than one part. */
const lastPages = 10;

/** The number of pages that the browser prints in each part. */
export const partSizes = (count: number): number[] => {
  if (count <= 2 * lastPages) return [count];
  const rest = count - lastPages;
  const parts = Math.ceil(rest / mostPages);
  const sizes = Array.from(
    { length: parts },
    (_, i) => Math.floor(((i + 1) * rest) / parts) - Math.floor((i * rest) / parts),
  );
  return [...sizes, lastPages];
};

/** A page that the browser lays out has no content until then. */
type Part = { html: string; pages: (PageContent | null)[]; specimen: Specimen | null };

const isDrawn = (sheets: Sheets, { draw }: Sheet): boolean => sheets.specimen !== null && draw !== null;

/** Divides the pages into parts, each with the drawn pages that follow its printed ones. */
const cutParts = (sheets: Sheets): Sheet[][] => {
  const all = Array.from({ length: sheets.count }, (_, i) => sheets.sheet(i));
  const sizes = partSizes(all.filter((sheet) => !isDrawn(sheets, sheet)).length);
  let next = 0;
  return sizes.map((size) => {
    const first = next;
    for (let left = size; next < all.length; next++) {
      const sheet = all[next];
      if (!sheet || isDrawn(sheets, sheet)) continue;
      if (left === 0) break;
      left -= 1;
    }
    return all.slice(first, next);
  });
};

const contentOf = ({ bands, draw }: Sheet, isOurs: boolean): PageContent | null =>
  bands && { bands, ...(isOurs && draw ? { draw } : {}) };

const partOf = ({ sheets, check }: Job, some: readonly Sheet[], isFirst: boolean): Part => {
  const printed = some.filter((sheet) => !isDrawn(sheets, sheet));
  const specimen = isFirst ? sheets.specimen : null;
  const html = [sheets.head, ...printed.map((sheet) => sheet.html), specimen?.html ?? '', sheets.tail].join('');
  check(html);
  return { html, pages: some.map((sheet) => contentOf(sheet, isDrawn(sheets, sheet))), specimen };
};

/** The number of pages drawn while the browser prints, when our process would otherwise be idle. */
const drawnAhead = 8;

const drawAhead = (pages: Part['pages']): Part['pages'] =>
  pages.map((page, i) => {
    if (i >= drawnAhead || !page?.draw) return page;
    const drawn = page.draw();
    return { ...page, draw: () => drawn };
  });

/** `meanwhile` runs once the browser has all it needs. The page stays open. */
const printPart = async (
  page: LockedPage,
  { html, pages, specimen }: Part,
  meanwhile: () => Promise<void>,
): Promise<PrintedPart> => {
  await page.setContent(html);
  // The page handles commands in order, so the print does not wait for the answer to this one.
  const measuring = page.evaluate(fitAndMeasure, MeasuredBoxes);
  measuring.catch(() => undefined);
  const printing = page.print({ tagged: false });
  const ahead = drawAhead(pages);
  const [pdf, regions] = await Promise.all([printing, measuring, meanwhile()]);
  return { pdf, pages: ahead.map((content) => content ?? { regions }), specimen };
};

export const printSheets = async (browser: RunningBrowser, job: Job): Promise<void> => {
  const { sheets, take } = job;
  const parts = cutParts(sheets);
  const partAt = (index: number) => partOf(job, parts[index] ?? [], index === 0);
  let printed: PrintedPart | null = null;
  let page = await browser.newPage(sheets.head);
  try {
    let part = partAt(0);
    for (let i = 0; i < parts.length; i++) {
      if (i > 0) {
        page.close();
        page = await browser.newPage(sheets.head);
      }
      const before = printed;
      printed = await printPart(page, part, async () => {
        await yieldToEventLoop();
        if (i + 1 < parts.length) {
          browser.expectPage();
          part = partAt(i + 1);
        }
        if (before) await take(before);
      });
    }
    if (printed) await take(printed);
  } finally {
    // Closed only after the last part is processed, because closing takes processor time that we need.
    page.close();
  }
};
