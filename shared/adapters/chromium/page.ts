import { z } from 'zod';
import { forLog, ServiceError } from '../../domain/errors.ts';
import type { Cdp, Session } from './cdp.ts';

/** A page that runs no scripts, makes no requests and cannot navigate. Only killing the browser aborts a command. */
export type LockedPage = {
  /**
   * Loads the HTML up to `<body>` in advance: for a document that begins with it, only the body remains to be parsed.
   */
  prepare(beginning: string): Promise<void>;
  /** Replaces the document. Later commands apply to the complete new document. */
  setContent(html: string): Promise<void>;
  /** Fails if the document has navigated away. */
  print(options: { tagged: boolean }): Promise<Uint8Array>;
  /** Evaluates our own expression (the document's scripts stay off) and parses the result with `schema`. */
  evaluate<T>(expression: string, schema: z.ZodType<T>): Promise<T>;
  /** Closes the page without waiting for it. */
  close(): void;
};

/** The page inside its margins, so that it is laid out on the screen as it is printed. */
const printed = { width: 960, height: 720 };

/** The resources that a document may embed as data: URLs. Frames are not allowed: they would show foreign pages. */
const embedded: readonly string[] = ['Image', 'Font', 'Stylesheet'];

/**
 * Also applies to every target that the page opens, before that target runs. Requests fail with `Aborted`, because
 * after `BlockedByClient` a failed navigation would replace the document with an error page.
 */
const lockDown = async (cdp: Cdp, page: Session): Promise<void> => {
  page.on('Fetch.requestPaused', ({ requestId, request, resourceType }) => {
    if (request.url.startsWith('data:') && embedded.includes(resourceType)) {
      page.tell('Fetch.continueRequest', { requestId });
    } else {
      page.tell('Fetch.failRequest', { requestId, errorReason: 'Aborted' });
    }
  });
  page.on('Target.attachedToTarget', ({ sessionId }) => {
    const child = cdp.session(sessionId);
    // Recovery: a target that has gone, or does not support these commands, stays paused.
    lockDown(cdp, child).then(
      () => child.tell('Runtime.runIfWaitingForDebugger'),
      () => undefined,
    );
  });
  await Promise.all([
    page.send('Fetch.enable', { patterns: [{ urlPattern: '*' }] }),
    page.send('Emulation.setScriptExecutionDisabled', { value: true }),
    page.send('Target.setAutoAttach', { autoAttach: true, waitForDebuggerOnStart: true, flatten: true }),
  ]);
};

export const openPage = async (cdp: Cdp): Promise<LockedPage> => {
  const { targetId } = await cdp.send('Target.createTarget', { url: 'about:blank' });
  const { sessionId } = await cdp.send('Target.attachToTarget', { targetId, flatten: true });
  const page = cdp.session(sessionId);
  let hasLeft = false;
  page.on('Page.frameNavigated', ({ frame }) => {
    hasLeft ||= frame.parentId === undefined;
  });
  const [{ frameTree }] = await Promise.all([
    page.send('Page.getFrameTree'),
    page.send('Page.enable'),
    page.send('Emulation.setEmulatedMedia', { media: 'print' }),
    page.send('Emulation.setDeviceMetricsOverride', { ...printed, deviceScaleFactor: 1, mobile: false }),
    lockDown(cdp, page),
  ]);

  const evaluate = async <T>(expression: string, schema: z.ZodType<T>): Promise<T> => {
    const { result } = await page.send('Runtime.evaluate', { expression, returnByValue: true, awaitPromise: true });
    return schema.parse(result.value);
  };

  const loaded = async (): Promise<void> => {
    for (;;) {
      const load = page.next('Page.loadEventFired');
      // Recovery: the evaluation below fails as well and reports the error.
      load.catch(() => undefined);
      const state = await evaluate('document.fonts.ready.then(() => document.readyState)', z.string());
      if (state === 'complete') return;
      await load;
    }
  };
  const replaceAll = async (html: string): Promise<void> => {
    await Promise.all([page.send('Page.setDocumentContent', { frameId: frameTree.frame.id, html }), loaded()]);
  };
  /** Takes one command instead of two and parses no style sheet. The policy in the head still applies. */
  const replaceBody = async (html: string): Promise<void> => {
    await evaluate(
      `document.body.innerHTML=${JSON.stringify(html)};document.fonts.ready.then(() => true)`,
      z.boolean(),
    );
  };
  // This first evaluation also sets up the script context while no document is waiting.
  await loaded();
  let prepared: string | null = null;
  let filling: Promise<void> = Promise.resolve();

  return {
    prepare: async (beginning) => {
      await replaceAll(beginning);
      prepared = beginning;
    },
    setContent: async (html) => {
      const beginning = prepared;
      // A prepared page is used once, because not everything that a body loads goes away with it.
      prepared = null;
      // When only the body is replaced, no event tells when a picture in it has been decoded.
      if (beginning === null || !html.startsWith(beginning) || html.includes('<img')) return replaceAll(html);
      // The page handles commands in order, so `print` is sent without waiting for this one; it awaits both results.
      filling = replaceBody(html.slice(beginning.length));
      filling.catch(() => undefined);
    },
    print: async ({ tagged }) => {
      const printing = page.send('Page.printToPDF', {
        preferCSSPageSize: true,
        printBackground: true,
        generateTaggedPDF: tagged,
        generateDocumentOutline: false,
      });
      const [{ data }] = await Promise.all([printing, filling]);
      if (hasLeft)
        throw new ServiceError('invalid', 'render-failed', forLog('The document navigated away from its page.'));
      return Buffer.from(data, 'base64');
    },
    evaluate,
    close: () => cdp.tell('Target.closeTarget', { targetId }),
  };
};
