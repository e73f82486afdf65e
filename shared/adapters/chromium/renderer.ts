import { forLog, ServiceError } from '../../domain/errors.ts';
import { maxAttachmentsBytes } from '../../domain/limits.ts';
import type { Pages } from '../../ports/display-list.ts';
import type { OnProgress, Renderer } from '../../ports/ports.ts';
import { type PrintedPart, pdfAssembly } from '../pdf/assemble-pdf.ts';
import { UnsupportedPdf } from '../pdf/unsupported-pdf.ts';
import { type RunningBrowser, startBrowser } from './browser.ts';
import { type BrowserLife, browserLife, browserPool } from './browser-pool.ts';
import { printParts } from './print-parts.ts';

export type RenderLimits = {
  milliseconds: number;
  htmlBytes: number;
  pdfBytes: number;
  pages: number;
};

/** 20,000 lines are about 12 MB of HTML and 830 pages. A PDF that is too large to be mailed is useless. */
export const renderLimits: RenderLimits = {
  milliseconds: 30_000,
  htmlBytes: 32_000_000,
  pdfBytes: maxAttachmentsBytes,
  pages: 2_000,
};

type Document = Parameters<Renderer['render']>[0];
type Printed = Awaited<ReturnType<Renderer['render']>>;

type Options = {
  limits?: RenderLimits;
  life?: BrowserLife;
  start?: () => Promise<RunningBrowser>;
  /** Called with the reason when we cannot draw a document's pages; the browser then prints all of them. */
  onUndrawn?: (facts: { projectId: string; reason: string; pages: number }) => void;
};

/** `inTime` throws once the document's time limit has passed. */
type Job = { browser: RunningBrowser; inTime(): void };

export type ChromiumRenderer = Required<Renderer> & { close(): Promise<void> };

const overLimit = (what: string): ServiceError =>
  new ServiceError('too_large', 'render-limit', forLog(`This invoice is too large to be made into a PDF: ${what}.`));

/** The same pages, all to be printed by the browser. */
export const undrawn = (pages: Pages): Pages => ({
  ...pages,
  glyphSheet: null,
  all: pages.all.map((page) => ({ ...page, isDrawn: false })),
});

/**
 * Pages ─▶ PDF in a warm browser, one document at a time: no scripts, no requests except data: URLs, a new page for each
 * part and a separate browser for each owner. After 30 seconds the browser is killed and the next document gets a new
 * one.
 */
export const chromiumRenderer = ({
  limits = renderLimits,
  life = browserLife,
  start = startBrowser,
  onUndrawn = () => undefined,
}: Options = {}): ChromiumRenderer => {
  const pool = browserPool(start, life);
  let last: Promise<unknown> = Promise.resolve();

  const byteCheck = () => {
    let bytes = 0;
    return (html: string): void => {
      bytes += Buffer.byteLength(html);
      if (bytes > limits.htmlBytes) throw overLimit('it is too long');
    };
  };

  const printOnce = async ({ browser, inTime }: Job, document: Document, onProgress?: OnProgress) => {
    const { pages } = document;
    const { add, finish } = pdfAssembly({ ...document, bookmarks: pages.bookmarks }, inTime);
    const take = (part: PrintedPart) => add(part, (count) => onProgress?.(count, pages.all.length));
    await printParts(browser, { pages, check: byteCheck(), take });
    return finish();
  };

  /** Draws as many pages as possible; if the glyph sheet is not as expected, the browser prints all of them. */
  const print = async (job: Job, document: Document, onProgress?: OnProgress): Promise<Printed> => {
    try {
      return await printOnce(job, document, onProgress);
    } catch (error) {
      const { pages, owner = '' } = document;
      if (!(error instanceof UnsupportedPdf)) throw error;
      if (!pages.glyphSheet) throw new ServiceError('unavailable', 'render-failed', forLog(error.message));
      // Recovery: the browser can print every page without glyphs that we have read.
      onUndrawn({ projectId: owner, reason: error.message, pages: pages.all.length });
      return print(job, { ...document, pages: undrawn(pages) }, onProgress);
    }
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
      void pool.discard();
    }, limits.milliseconds);
    try {
      const browser = await pool.take(document.owner ?? '');
      if (isLate) throw overLimit('the browser does not start');
      const made = await print({ browser, inTime }, document, onProgress);
      inTime();
      return made;
    } catch (error) {
      // Recovery: a browser in an unknown state must not be reused.
      await pool.discard();
      throw isLate ? overLimit('it takes too long') : error;
    } finally {
      clearTimeout(timer);
      pool.prepare();
    }
  };

  const render: Renderer['render'] = async (document, onProgress) => {
    if (document.pages.all.length > limits.pages) throw overLimit('it has too many pages');
    const { pdf, pages } = await printInTime(document, onProgress);
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
    prewarm: pool.prewarm,
    close: async () => {
      await last;
      await pool.close();
    },
  };
};
