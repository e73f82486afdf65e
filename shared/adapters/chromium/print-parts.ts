import { setImmediate as yieldToEventLoop } from 'node:timers/promises';
import type { GlyphSheet, Page, Pages, TaggedBox } from '../../ports/display-list.ts';
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
  pages: Pages;
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

type Part = { html: string; pages: readonly Page[]; glyphSheet: GlyphSheet | null };

/** Divides the pages into parts, each with the drawn pages that follow its printed ones. */
const cutParts = (all: readonly Page[]): Page[][] => {
  const sizes = partSizes(all.filter(({ isDrawn }) => !isDrawn).length);
  let next = 0;
  return sizes.map((size) => {
    const first = next;
    for (let left = size; next < all.length; next++) {
      if (all[next]?.isDrawn) continue;
      if (left === 0) break;
      left -= 1;
    }
    return all.slice(first, next);
  });
};

const partOf = ({ pages, check }: Job, some: readonly Page[], isFirst: boolean): Part => {
  const glyphSheet = isFirst ? pages.glyphSheet : null;
  const printed = some.filter(({ isDrawn }) => !isDrawn).map((page) => page.html());
  const html = [pages.head, ...printed, glyphSheet?.html() ?? '', pages.tail].join('');
  check(html);
  return { html, pages: some, glyphSheet };
};

/** `measured`: the boxes of the page that the browser laid out. */
const contentOf = ({ list, isDrawn }: Page, measured: readonly TaggedBox[]): PageContent => {
  if (!list) return { boxes: () => measured };
  return isDrawn ? { list } : { boxes: () => list().boxes };
};

/** `meanwhile` runs once the browser has all it needs. The page stays open. */
const printPart = async (
  page: LockedPage,
  { html, pages, glyphSheet }: Part,
  meanwhile: () => Promise<void>,
): Promise<PrintedPart> => {
  await page.setContent(html);
  const measured = await page.evaluate(fitAndMeasure, MeasuredBoxes);
  const [pdf] = await Promise.all([page.print(), meanwhile()]);
  return { pdf, pages: pages.map((one) => contentOf(one, measured)), glyphSheet };
};

export const printParts = async (browser: RunningBrowser, job: Job): Promise<void> => {
  const { pages, take } = job;
  const parts = cutParts(pages.all);
  const partAt = (index: number) => partOf(job, parts[index] ?? [], index === 0);
  let printed: PrintedPart | null = null;
  let page = await browser.newPage();
  try {
    let part = partAt(0);
    for (let i = 0; i < parts.length; i++) {
      if (i > 0) {
        page.close();
        page = await browser.newPage();
      }
      const before = printed;
      printed = await printPart(page, part, async () => {
        await yieldToEventLoop();
        if (i + 1 < parts.length) {
          browser.prewarmPage();
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
