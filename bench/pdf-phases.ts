import { setTimeout as wait } from 'node:timers/promises';
import { type RunningBrowser, startBrowser } from '../shared/adapters/chromium/browser.ts';
import type { LockedPage } from '../shared/adapters/chromium/page.ts';
import { printParts } from '../shared/adapters/chromium/print-parts.ts';
import { pdfAssembly } from '../shared/adapters/pdf/assemble-pdf.ts';
import { detailDocument } from '../shared/documents/detail/detail-document.ts';
import { benchInvoice } from './pdf/invoice.ts';

/**
 * `node bench/pdf-phases.ts [lines …]`: breaks down the time of a document into phases, in a warm browser and a warm
 * program. Prints milliseconds: the median, and the minimum, which is more reliable on a busy machine.
 */
const given = process.argv.slice(2).map(Number);
const sizes = given.length > 0 ? given : [10, 100, 1000, 5000];
const runs = (size: number): number => (size > 1000 ? 9 : 60);

const spans = new Map<string, number[]>();
const note = (phase: string, since: number): void => {
  spans.set(phase, [...(spans.get(phase) ?? []), performance.now() - since]);
};
const timed = async <T>(phase: string, work: () => Promise<T> | T): Promise<T> => {
  const before = performance.now();
  const result = await work();
  note(phase, before);
  return result;
};

/** Setting the content and printing overlap, so they are measured as one phase. */
const timedPage = (page: LockedPage): LockedPage => {
  let before = 0;
  return {
    ...page,
    setContent: (html) => {
      before = performance.now();
      return page.setContent(html);
    },
    print: async () => {
      const pdf = await page.print();
      note('browser: lay out, paint, write, hand over', before);
      return pdf;
    },
  };
};

const make = async (browser: RunningBrowser, size: number): Promise<void> => {
  const invoice = benchInvoice(size);
  const newPage = () => timed('browser: open a page', async () => timedPage(await browser.newPage()));
  await timed('all', async () => {
    const document = await timed('lay out, paginate', () => detailDocument(invoice, 'en'));
    const { add, finish } = pdfAssembly({ ...document, bookmarks: document.pages.bookmarks });
    await printParts(
      { ...browser, newPage },
      {
        pages: document.pages,
        check: () => undefined,
        take: (part) => timed('read, place, draw, tag, pack', () => add(part)),
      },
    );
    await timed('finish the file', finish);
  });
  // Prepare the next page as the renderer does between two documents.
  browser.prewarmPage();
  await wait(15);
};

const browser = await startBrowser();
const hold = setInterval(() => undefined, 1000);
for (const size of sizes) {
  for (let run = 0; run < runs(size); run += 1) {
    // The first third of the runs is a warm-up in which code is compiled.
    if (run === Math.floor(runs(size) / 3)) spans.clear();
    await make(browser, size);
  }
  console.log(`\n${size} lines`);
  for (const [phase, times] of spans) {
    const sorted = times.toSorted((a, b) => a - b);
    const [median = 0, least = 0] = [sorted[Math.floor(sorted.length / 2)], sorted[0]];
    console.log(`${phase.padEnd(42)} ${median.toFixed(1).padStart(7)} ${least.toFixed(1).padStart(7)}`);
  }
  spans.clear();
}
clearInterval(hold);
await browser.kill();
