import type { Page } from 'puppeteer-core';
import type { z } from 'zod';
import { forLog, ServiceError } from '../../domain/errors.ts';

/** A page that runs no scripts, makes no requests and cannot navigate. Only killing the browser aborts a command. */
export type LockedPage = {
  /** Replaces the document and waits until it is complete, except for fonts of its own. */
  setContent(html: string): Promise<void>;
  /**
   * Waits for fonts, evaluates our own expression (the document's scripts stay off), and parses the result with
   * `schema`.
   */
  evaluate<T>(expression: string, schema: z.ZodType<T>): Promise<T>;
  /** Fails if the document has navigated away. The command is sent at once, so we can work while the browser prints. */
  print(): Promise<Uint8Array>;
  /** Closes the page without waiting for it. */
  close(): void;
};

/** The page inside its margins, so that it is laid out on the screen as it is printed. */
const printed = { width: 960, height: 720 };

/** Two commands go through a session, because Puppeteer's `evaluate` and `pdf` take 2 ms more (ADR 48). */
export const lockedPage = async (page: Page): Promise<LockedPage> => {
  let hasLeft = false;
  page.on('framenavigated', (frame) => {
    hasLeft ||= frame === page.mainFrame();
  });
  const [session] = await Promise.all([
    page.createCDPSession(),
    page.emulateMediaType('print'),
    page.setViewport(printed),
  ]);
  return {
    setContent: (html) => page.setContent(html, { waitUntil: 'load', timeout: 0 }),
    evaluate: async (expression, schema) => {
      const { result } = await session.send('Runtime.evaluate', {
        expression: `document.fonts.ready.then(() => (${expression}))`,
        returnByValue: true,
        awaitPromise: true,
      });
      return schema.parse(result.value);
    },
    print: async () => {
      const { data } = await session.send('Page.printToPDF', {
        preferCSSPageSize: true,
        printBackground: true,
        generateTaggedPDF: false,
      });
      if (hasLeft)
        throw new ServiceError('invalid', 'render-failed', forLog('The document navigated away from its page.'));
      return Buffer.from(data, 'base64');
    },
    close: () => {
      // Recovery: a page that cannot be closed has gone with its browser.
      page.close().catch(() => undefined);
    },
  };
};
