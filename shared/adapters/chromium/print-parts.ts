import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Sheet, Sheets, Specimen } from '../../ports/page-map.ts';
import type { PageContent, PrintedPart } from '../pdf/assemble-pdf.ts';
import type { RunningBrowser } from './browser.ts';
import type { LockedPage } from './page.ts';

/**
 * A document printed part by part, without tags: each part in a new page, so that the browser's memory does not grow with
 * the document. While the browser prints one part, the one before is taken and the next one's HTML is made. Pages that can
 * be drawn without the browser go along in the part that they stand in.
 */
type Job = {
  sheets: Sheets;
  /** Looks at the HTML of each part before the browser gets it. */
  check(html: string): void;
  take(part: PrintedPart): Promise<void>;
};

/** More pages at a time save little time and cost memory: 292 MB at 34, 386 at 68, 668 at once for 20,000 lines. */
const mostPages = 40;
/** What is taken when nothing is left to print is waited for: little, in a document that is worth a second part. */
const lastPages = 10;

/** How many pages the browser prints in each part. */
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

type Part = { html: string; pages: PageContent[]; specimen: Specimen | null };

const isDrawn = (sheets: Sheets, { draw }: Sheet): boolean => sheets.specimen !== null && draw !== null;

/** Parts of so many pages for the browser, each with the pages after them that are drawn without it. */
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

const contentOf = (sheet: Sheet, isOurs: boolean): PageContent => ({
  ...(sheet.bands === null ? { regions: sheet.regions } : { bands: sheet.bands }),
  ...(isOurs && sheet.draw ? { draw: sheet.draw } : {}),
});

const partOf = ({ sheets, check }: Job, some: readonly Sheet[], isFirst: boolean): Part => {
  const printed = some.filter((sheet) => !isDrawn(sheets, sheet));
  const specimen = isFirst ? sheets.specimen : null;
  const html = [sheets.head, ...printed.map((sheet) => sheet.html), specimen?.html ?? '', sheets.tail].join('');
  check(html);
  return {
    html,
    pages: some.map((sheet) => contentOf(sheet, isDrawn(sheets, sheet))),
    specimen,
  };
};

/** Drawn while the browser prints: a few pages, which would wait for nothing else. */
const drawnAhead = 8;

const drawAhead = (pages: readonly PageContent[]): PageContent[] =>
  pages.map((page, i) => {
    if (i >= drawnAhead || !page.draw) return page;
    const drawn = page.draw();
    return { ...page, draw: () => drawn };
  });

/** `meanwhile` runs when the browser has all that it needs. The page is left open. */
const printPart = async (
  page: LockedPage,
  { html, pages, specimen }: Part,
  meanwhile: () => Promise<void>,
): Promise<PrintedPart> => {
  await page.setContent(html);
  const printing = page.print({ tagged: false });
  const ahead = drawAhead(pages);
  const [pdf] = await Promise.all([printing, meanwhile()]);
  return { pdf, pages: ahead, specimen };
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
        await nextTurn();
        if (i + 1 < parts.length) {
          browser.expectPage();
          part = partAt(i + 1);
        }
        if (before) await take(before);
      });
    }
    if (printed) await take(printed);
  } finally {
    // After the last part is taken: the browser works at closing it, and would take the processor from us.
    page.close();
  }
};
