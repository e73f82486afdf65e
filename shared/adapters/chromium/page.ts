import { z } from 'zod';
import { ServiceError } from '../../domain/errors.ts';
import type { Cdp, Session } from './cdp.ts';

/** A page that runs no script, fetches nothing and goes nowhere; what is asked of it can only end by the browser's end. */
export type LockedPage = {
  /** Loads what the documents to come begin with, up to `<body>`: one that does so then has only its body to be read. */
  prepare(beginning: string): Promise<void>;
  /** Replaces the document: what is asked for next is asked of the new one, all of it. */
  setContent(html: string): Promise<void>;
  /** Fails when the document has left its page. */
  print(options: { tagged: boolean }): Promise<Uint8Array>;
  /** The value of an expression of ours (scripts of the document stay off); `schema` decides what it may be. */
  evaluate<T>(expression: string, schema: z.ZodType<T>): Promise<T>;
  /** Nobody waits for it: the browser does it while the answer is put together. */
  close(): void;
};

/** What a document may carry in itself. No frames: a `data:` page would be a page of somebody else's. */
const embedded: readonly string[] = ['Image', 'Font', 'Stylesheet'];

/**
 * Also for whatever the page opens inside itself, before that runs. `Aborted`, not `BlockedByClient`: a navigation that
 * fails otherwise would put an error page in the document's place.
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
    // Recovery: what is gone again, or knows none of these commands, stays halted.
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
    lockDown(cdp, page),
  ]);

  const evaluate = async <T>(expression: string, schema: z.ZodType<T>): Promise<T> => {
    const { result } = await page.send('Runtime.evaluate', { expression, returnByValue: true, awaitPromise: true });
    return schema.parse(result.value);
  };

  const loaded = async (): Promise<void> => {
    for (;;) {
      const load = page.next('Page.loadEventFired');
      // Recovery: none is needed, the evaluation fails with it.
      load.catch(() => undefined);
      const state = await evaluate('document.fonts.ready.then(() => document.readyState)', z.string());
      if (state === 'complete') return;
      await load;
    }
  };
  const replaceAll = async (html: string): Promise<void> => {
    await Promise.all([page.send('Page.setDocumentContent', { frameId: frameTree.frame.id, html }), loaded()]);
  };
  /** One command in place of two, no style sheet to read. The policy in the head still holds. */
  const replaceBody = async (html: string): Promise<void> => {
    await evaluate(
      `document.body.innerHTML=${JSON.stringify(html)};document.fonts.ready.then(() => true)`,
      z.boolean(),
    );
  };
  // Also makes what an evaluation needs, while nobody waits.
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
      // Once: what the body brings does not go away with it.
      prepared = null;
      // Of a picture in a document that is there already nothing tells that it has been read.
      if (beginning === null || !html.startsWith(beginning) || html.includes('<img')) return replaceAll(html);
      // The page does one thing after the other: the command to print need not wait for this one's answer, but is told of it.
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
      if (hasLeft) throw new ServiceError('invalid', 'render-failed', 'The document left its page.');
      return Buffer.from(data, 'base64');
    },
    evaluate,
    close: () => cdp.tell('Target.closeTarget', { targetId }),
  };
};
