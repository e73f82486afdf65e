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
  pagesPerPart: number;
  /** Looks at the HTML of each part before the browser gets it. */
  check(html: string): void;
  take(part: PrintedPart): void;
  onProgress?: OnProgress | undefined;
};

const partFrom = ({ sheets, pagesPerPart, check }: Job, first: number) => {
  const count = Math.min(pagesPerPart, sheets.count - first);
  const some = Array.from({ length: count }, (_, i) => sheets.sheet(first + i));
  const html = [sheets.head, ...some.map((sheet) => sheet.html), sheets.tail].join('');
  check(html);
  return { html, bands: some.map((sheet) => sheet.bands) };
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
    await page.close();
  }
};

export const printSheets = async (browser: RunningBrowser, job: Job): Promise<void> => {
  const { sheets, pagesPerPart, take, onProgress } = job;
  let part = partFrom(job, 0);
  let printed: PrintedPart | null = null;
  for (let first = 0; first < sheets.count; first += pagesPerPart) {
    const next = first + pagesPerPart;
    const before = printed;
    const now = part;
    printed = await printPart(browser, now, () => {
      if (next < sheets.count) {
        browser.expectPage();
        part = partFrom(job, next);
      }
      if (before) take(before);
    });
    onProgress?.(Math.min(next, sheets.count), sheets.count);
  }
  if (printed) take(printed);
};
