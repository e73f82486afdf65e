import type { Sheets } from '../domain/page-map.ts';
import type { OnProgress } from '../domain/ports.ts';
import type { RunningBrowser } from './chromium-browser.ts';
import { measureRegions } from './chromium-regions.ts';
import type { PageContent, PrintedPart } from './pdf/assemble-pdf.ts';

/**
 * A document printed part by part, without tags: each part in a new page, so that the browser's memory does not grow with
 * the document. While the browser prints one part, the next one's HTML is made.
 */
type PrintedSheets = { parts: PrintedPart[]; pages: PageContent[] };

/** `check` looks at the HTML of each part before the browser gets it. */
type Job = { sheets: Sheets; pagesPerPart: number; check: (html: string) => void; onProgress?: OnProgress | undefined };

const partFrom = ({ sheets, pagesPerPart, check }: Job, first: number) => {
  const count = Math.min(pagesPerPart, sheets.count - first);
  const some = Array.from({ length: count }, (_, i) => sheets.sheet(first + i));
  const html = [sheets.head, ...some.map((sheet) => sheet.html), sheets.tail].join('');
  check(html);
  return { html, bands: some.map((sheet) => sheet.bands) };
};

export const printSheets = async (browser: RunningBrowser, job: Job): Promise<PrintedSheets> => {
  const { sheets, pagesPerPart, onProgress } = job;
  const printed: PrintedSheets = { parts: [], pages: [] };
  let part = partFrom(job, 0);
  for (let first = 0; first < sheets.count; first += pagesPerPart) {
    const { html, bands } = part;
    const page = await browser.newPage();
    await page.setContent(html);
    const unknown = bands.flatMap((known, i) => (known === null ? [i] : []));
    const regions = await measureRegions(page, unknown);
    const printing = page.print({ tagged: false });
    const next = first + pagesPerPart;
    if (next < sheets.count) {
      browser.expectPage();
      part = partFrom(job, next);
    }
    printed.parts.push({ pdf: await printing });
    await page.close();
    printed.pages.push(
      ...bands.map((known, i) => (known === null ? { regions: regions[unknown.indexOf(i)] ?? [] } : { bands: known })),
    );
    onProgress?.(Math.min(next, sheets.count), sheets.count);
  }
  return printed;
};
