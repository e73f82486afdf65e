import { forLog, ServiceError } from '../../domain/errors.ts';
import { maxAttachmentsBytes } from '../../domain/limits.ts';
import type { Sheets } from '../../ports/page-map.ts';
import type { OnProgress, Renderer } from '../../ports/ports.ts';
import { type PrintedPart, pdfAssembly } from '../pdf/assemble-pdf.ts';
import { repackPdf } from '../pdf/repack-pdf.ts';
import { UnsupportedPdf } from '../pdf/unsupported-pdf.ts';
import { type RunningBrowser, startBrowser } from './browser.ts';
import { type BrowserLife, browserKeeper, browserLife } from './browser-pool.ts';
import { fitAndMeasure, MeasuredBoxes } from './fit-page.ts';
import { printSheets } from './print-parts.ts';
import { rehearsal } from './warm-up.ts';

export type RenderLimits = {
  milliseconds: number;
  htmlBytes: number;
  pdfBytes: number;
  pages: number;
  taggedHtmlBytes: number;
};

/** 20,000 lines are about 18 MB of HTML and 680 pages. A PDF that is too large to be mailed is useless. */
export const renderLimits: RenderLimits = {
  milliseconds: 30_000,
  htmlBytes: 32_000_000,
  pdfBytes: maxAttachmentsBytes,
  pages: 2_000,
  /**
   * Chromium's own tags cost 4 kB and more than a millisecond a line: with them, a PDF of some 6,000 lines is too large
   * to be mailed, and 20,000 lines exceed the time limit. Above this size, a document is printed without tags rather
   * than not at all.
   */
  taggedHtmlBytes: 2_500_000,
};

type Document = Parameters<Renderer['render']>[0];
type Printed = Awaited<ReturnType<Renderer['render']>>;

type Options = {
  limits?: RenderLimits;
  life?: BrowserLife;
  start?: () => Promise<RunningBrowser>;
  /** Called with the reason when we cannot tag a document ourselves; it is then printed with Chromium's tags. */
  onUnmatched?: (facts: { projectId: string; reason: string; pages: number }) => void;
  /** A fictitious document for the warm-up between requests. */
  sample?: () => Document;
};

/** A third of a second in total. */
const warmUpRuns = 80;

/** Prints the sample once; each run then lays it out and assembles its PDF again. */
const sampleRun = (sample: () => Document, browser: () => RunningBrowser | null) => {
  const parts: PrintedPart[] = [];
  return async (): Promise<void> => {
    const document = sample();
    const printer = browser();
    if (!document.sheets || !printer) return;
    if (parts.length === 0) {
      const take = async (part: PrintedPart) => void parts.push(part);
      await printSheets(printer, { sheets: document.sheets, check: () => undefined, take });
    }
    const { add, finish } = pdfAssembly(metaOf(document));
    for (const part of parts) await add(part);
    await finish();
  };
};

/** `inTime` throws once the document's time limit has passed. */
type Job = { browser: RunningBrowser; inTime(): void };

export type ChromiumRenderer = Required<Renderer> & { close(): Promise<void> };

const overLimit = (what: string): ServiceError =>
  new ServiceError('too_large', 'render-limit', forLog(`This invoice is too large to be made into a PDF: ${what}.`));

const metaOf = ({ title, language, date, sheets, dataFiles }: Document) => ({
  title,
  language,
  date,
  bookmarks: sheets?.bookmarks ?? [],
  ...(dataFiles ? { dataFiles } : {}),
});

/**
 * HTML ─▶ PDF in a warm browser, one document at a time: no scripts, no requests except data: URLs, a new page for each
 * part and a separate browser for each owner. After 30 seconds the browser is killed and the next document gets a new
 * one.
 */
export const chromiumRenderer = ({
  limits = renderLimits,
  life = browserLife,
  start = startBrowser,
  onUnmatched = () => undefined,
  sample,
}: Options = {}): ChromiumRenderer => {
  const keeper = browserKeeper(start, life);
  const warmUp = rehearsal(sample ? warmUpRuns : 0, sample ? sampleRun(sample, keeper.serving) : async () => undefined);
  let last: Promise<unknown> = Promise.resolve();

  const byteCheck = () => {
    let bytes = 0;
    return (html: string): void => {
      bytes += Buffer.byteLength(html);
      if (bytes > limits.htmlBytes) throw overLimit('it is too long');
    };
  };

  /** Prints with our own tags; null when the position of a text or the glyph of a letter is unknown. */
  const printOurs = async (job: Job, document: Document, sheets: Sheets, onProgress?: OnProgress) => {
    const { browser, inTime } = job;
    const { add, finish } = pdfAssembly(metaOf(document), inTime);
    const take = (part: PrintedPart) => add(part, (pages) => onProgress?.(pages, sheets.count));
    try {
      await printSheets(browser, { sheets, check: byteCheck(), take });
      return await finish();
    } catch (error) {
      // Recovery: the caller prints the same document again, relying more on Chromium.
      if (!(error instanceof UnsupportedPdf)) throw error;
      onUnmatched({ projectId: document.owner ?? '', reason: error.message, pages: sheets.count });
      return null;
    }
  };

  /**
   * Draws as many pages as possible without Chromium; failing that, prints all with our tags, or else with Chromium's.
   */
  const print = async (job: Job, document: Document, onProgress?: OnProgress): Promise<Printed> => {
    const { sheets } = document;
    const drawn = sheets && (await printOurs(job, document, sheets, onProgress));
    if (drawn) return drawn;
    const printed = sheets?.specimen && (await printOurs(job, document, { ...sheets, specimen: null }, onProgress));
    return printed || printTheirs(job, document);
  };

  /** Prints with Chromium's own tags. */
  const printTheirs = async ({ browser, inTime }: Job, document: Document): Promise<Printed> => {
    const { html } = document;
    byteCheck()(html);
    const page = await browser.newPage();
    await page.setContent(html);
    await page.evaluate(fitAndMeasure, MeasuredBoxes);
    const pdf = await page.print({ tagged: Buffer.byteLength(html) <= limits.taggedHtmlBytes });
    page.close();
    return repackPdf(pdf, metaOf(document), inTime);
  };

  const printInTime = async (document: Document, onProgress?: OnProgress): Promise<Printed> => {
    let isLate = false;
    const end = performance.now() + limits.milliseconds;
    // The timer can fire only between our own synchronous steps, which may be long, so they also check the clock.
    const inTime = () => {
      if (isLate || performance.now() > end) throw overLimit('it takes too long');
    };
    const timer = setTimeout(() => {
      isLate = true;
      void keeper.discard();
    }, limits.milliseconds);
    try {
      const browser = await keeper.take(document.owner ?? '');
      if (isLate) throw overLimit('the browser does not start');
      const made = await print({ browser, inTime }, document, onProgress);
      inTime();
      return made;
    } catch (error) {
      // Recovery: a browser in an unknown state must not be reused.
      await keeper.discard();
      throw isLate ? overLimit('it takes too long') : error;
    } finally {
      clearTimeout(timer);
      keeper.prepare();
      warmUp.begin();
    }
  };

  const render: Renderer['render'] = async (document, onProgress) => {
    warmUp.pause();
    if (document.sheets && document.sheets.count > limits.pages) throw overLimit('it has too many pages');
    const { pdf, pages } = await printInTime(document, onProgress);
    if (pages > limits.pages) throw overLimit('it has too many pages');
    if (pdf.byteLength > limits.pdfBytes) throw overLimit('the file is too large to be mailed');
    onProgress?.(pages, pages);
    return { pdf, pages };
  };

  return {
    render: (document, onProgress) => {
      const mine = last.then(() => render(document, onProgress));
      // The next document waits for this one, whether it succeeds or fails.
      last = mine.catch(() => undefined);
      return mine;
    },
    ahead: keeper.ahead,
    close: async () => {
      await last;
      warmUp.pause();
      await keeper.close();
    },
  };
};
