import { ServiceError } from '../domain/errors.ts';
import { maxAttachmentsBytes } from '../domain/limits.ts';
import type { Renderer } from '../domain/ports.ts';
import { type RunningBrowser, startBrowser } from './chromium-browser.ts';

/**
 * HTML ─▶ PDF in a warm browser, one document at a time. Each document gets a context of its own (no cookie, cache or
 * storage survives it), no scripts, no requests but data: URLs, and 30 seconds; then the whole browser is killed and the
 * next document gets a fresh one.
 */
export type RenderLimits = {
  milliseconds: number;
  htmlBytes: number;
  pdfBytes: number;
  pages: number;
  taggedHtmlBytes: number;
};

/** 20,000 lines are about 18 MB of HTML and 680 pages; a PDF that no mail can carry is of no use. */
export const renderLimits: RenderLimits = {
  milliseconds: 30_000,
  htmlBytes: 32_000_000,
  pdfBytes: maxAttachmentsBytes,
  pages: 2_000,
  /**
   * Chromium's own tags cost 4 kB and more than a millisecond a line: a PDF of some 6,000 lines with them is too large to be
   * mailed, and 20,000 lines take longer than the limit. Above this it is printed without tags, rather than not at all.
   */
  taggedHtmlBytes: 2_500_000,
};

export type ChromiumRenderer = Renderer & { close(): Promise<void> };

const overLimit = (what: string): ServiceError =>
  new ServiceError('too_large', 'render-limit', `This invoice is too large to be made into a PDF: ${what}.`);

/** The root of the page tree counts them all. Chromium writes these objects uncompressed. */
export const countPages = (pdf: Uint8Array): number => {
  const counts = Buffer.from(pdf.buffer, pdf.byteOffset, pdf.byteLength)
    .toString('latin1')
    .matchAll(/\/Type\s*\/Pages\b[^>]*?\/Count\s+(\d+)|\/Count\s+(\d+)[^>]*?\/Type\s*\/Pages\b/g);
  return Math.max(0, ...[...counts].map((match) => Number(match[1] ?? match[2])));
};

const print = async ({ newPage }: RunningBrowser, html: string, tagged: boolean): Promise<Uint8Array> => {
  const page = await newPage();
  await page.setContent(html);
  const pdf = await page.print({ tagged });
  await page.close();
  return pdf;
};

export const chromiumRenderer = (limits: RenderLimits = renderLimits, start = startBrowser): ChromiumRenderer => {
  let warm: Promise<RunningBrowser> | null = null;
  let last: Promise<unknown> = Promise.resolve();

  const browserOnce = async (): Promise<RunningBrowser> => {
    warm ??= start();
    const running = await warm;
    if (running.isAlive()) return running;
    warm = start();
    return warm;
  };

  const discard = async (): Promise<void> => {
    const running = await warm?.catch(() => null);
    warm = null;
    await running?.kill();
  };

  const printInTime = async (html: string): Promise<Uint8Array> => {
    let isLate = false;
    let timer: NodeJS.Timeout | undefined;
    try {
      const running = await browserOnce();
      timer = setTimeout(() => {
        isLate = true;
        void running.kill();
      }, limits.milliseconds);
      return await print(running, html, Buffer.byteLength(html) <= limits.taggedHtmlBytes);
    } catch (error) {
      // Recovery: a browser in an unknown state is not used again.
      await discard();
      throw isLate ? overLimit('it takes too long') : error;
    } finally {
      clearTimeout(timer);
    }
  };

  const render: Renderer['render'] = async ({ html }, onProgress) => {
    if (Buffer.byteLength(html) > limits.htmlBytes) throw overLimit('it is too long');
    const pdf = await printInTime(html);
    const pages = countPages(pdf);
    if (pages > limits.pages) throw overLimit('it has too many pages');
    if (pdf.byteLength > limits.pdfBytes) throw overLimit('the file is too large to be mailed');
    onProgress?.(pages, pages);
    return { pdf, pages };
  };

  return {
    render: (document, onProgress) => {
      const mine = last.then(() => render(document, onProgress));
      // The next one waits for this one, however it ended.
      last = mine.catch(() => undefined);
      return mine;
    },
    close: discard,
  };
};
