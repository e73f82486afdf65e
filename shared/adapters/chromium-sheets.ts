import type { Sheets } from '../domain/page-map.ts';
import type { OnProgress } from '../domain/ports.ts';
import type { RunningBrowser } from './chromium-browser.ts';
import { measureRegions } from './chromium-regions.ts';
import type { PrintedPart } from './pdf/assemble-pdf.ts';

/**
 * A document printed part by part, without tags: each part in a new page, so that the browser's memory does not grow with
 * the document. While the browser prints one part, the one before is taken and the next one's HTML is made.
 */
type Job = {
  sheets: Sheets;
  /** Looks at the HTML of each part before the browser gets it. */
  check(html: string): void;
  take(part: PrintedPart): void;
  onProgress?: OnProgress | undefined;
};

/** More pages at a time save little time and cost memory: 292 MB at 34, 386 at 68, 668 at once for 20,000 lines. */
const mostPages = 40;
/** What is taken when nothing is left to print is waited for: little, in a document that is worth a second part. */
const lastPages = 10;

/** How many pages each part has. */
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

const partFrom = ({ sheets, check }: Job, first: number, count: number) => {
  const some = Array.from({ length: count }, (_, i) => sheets.sheet(first + i));
  const html = [sheets.head, ...some.map((sheet) => sheet.html), sheets.tail].join('');
  check(html);
  return { html, bands: some.map((sheet) => sheet.bands), end: first + count };
};

type Part = ReturnType<typeof partFrom>;

/** `meanwhile` runs when the browser has all that it needs. */
const printPart = async (
  browser: RunningBrowser,
  { html, bands }: Part,
  meanwhile: () => void,
): Promise<PrintedPart> => {
  const page = await browser.newPage();
  try {
    await page.setContent(html);
    const unknown = bands.flatMap((known, i) => (known === null ? [i] : []));
    const regions = await measureRegions(page, unknown);
    const pages = bands.map((known, i) =>
      known === null ? { regions: regions[unknown.indexOf(i)] ?? [] } : { bands: known },
    );
    const [pdf] = await Promise.all([page.print({ tagged: false }), Promise.resolve().then(meanwhile)]);
    return { pdf, pages };
  } finally {
    page.close();
  }
};

export const printSheets = async (browser: RunningBrowser, job: Job): Promise<void> => {
  const { sheets, take, onProgress } = job;
  const sizes = partSizes(sheets.count);
  const partAt = (index: number, first: number) => partFrom(job, first, sizes[index] ?? 0);
  let part = partAt(0, 0);
  let printed: PrintedPart | null = null;
  for (let i = 0; i < sizes.length; i++) {
    const before = printed;
    const now = part;
    printed = await printPart(browser, now, () => {
      if (i + 1 < sizes.length) {
        browser.expectPage();
        part = partAt(i + 1, now.end);
      }
      if (before) take(before);
    });
    onProgress?.(now.end, sheets.count);
  }
  // For the next document, while this one's end is taken.
  browser.expectPage();
  if (printed) take(printed);
};
