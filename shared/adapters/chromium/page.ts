import type { Page } from 'puppeteer-core';
import type { z } from 'zod';
import { forLog, ServiceError } from '../../domain/errors.ts';

/** A page that runs no scripts, makes no requests and cannot navigate. Only killing the browser aborts a command. */
export type LockedPage = {
  /** Replaces the document and waits until it is complete. */
  setContent(html: string): Promise<void>;
  /** Fails if the document has navigated away. */
  print(): Promise<Uint8Array>;
  /** Evaluates our own expression (the document's scripts stay off) and parses the result with `schema`. */
  evaluate<T>(expression: string, schema: z.ZodType<T>): Promise<T>;
  /** Closes the page without waiting for it. */
  close(): void;
};

/** The page inside its margins, so that it is laid out on the screen as it is printed. */
const printed = { width: 960, height: 720 };

export const lockedPage = async (page: Page): Promise<LockedPage> => {
  let hasLeft = false;
  page.on('framenavigated', (frame) => {
    hasLeft ||= frame === page.mainFrame();
  });
  await Promise.all([page.emulateMediaType('print'), page.setViewport(printed)]);
  return {
    setContent: async (html) => {
      await page.setContent(html, { waitUntil: 'load', timeout: 0 });
      // A text is invisible for as long as its font is loading.
      await page.evaluate('document.fonts.ready.then(() => true)');
    },
    print: async () => {
      // Without waiting for fonts once more, the command is sent at once, so that we can work while the browser prints.
      const options = { preferCSSPageSize: true, printBackground: true, tagged: false, waitForFonts: false };
      const pdf = await page.pdf({ ...options, timeout: 0 });
      if (hasLeft)
        throw new ServiceError('invalid', 'render-failed', forLog('The document navigated away from its page.'));
      return pdf;
    },
    evaluate: async (expression, schema) => schema.parse(await page.evaluate(expression)),
    close: () => {
      // Recovery: a page that cannot be closed has gone with its browser.
      page.close().catch(() => undefined);
    },
  };
};
