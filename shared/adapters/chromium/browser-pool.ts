import type { RunningBrowser } from './browser.ts';

/**
 * Chooses the browser for the next document. Documents of one owner share a browser; before a document of another
 * owner, the browser is killed and its profile deleted (ADR 10). It is also replaced when it has printed many
 * documents, uses much memory, or has died. A spare, started between documents when one is likely to be needed,
 * replaces it without delay.
 */
export type BrowserPool = {
  take(owner: string): Promise<RunningBrowser>;
  /** Starts the first browser in advance of a document. */
  prewarm(): void;
  /** Called between documents: prepares what the next one will need. */
  prepare(): void;
  /** Kills the browser in use. */
  discard(): Promise<void>;
  close(): Promise<void>;
};

export type BrowserLife = { documents: number; megabytes: number };

/** A time-out; warming up usually takes 50 ms. */
const warmUpMilliseconds = 5_000;

/** Prints one small document, so that fonts and printing code are loaded before the first real one. */
const warmUp = async (browser: RunningBrowser): Promise<void> => {
  const page = await browser.newPage();
  await page.setContent('<!DOCTYPE html><p style="font-family:Arimo">0 <b>0</b></p>');
  await page.print();
  page.close();
};

const warmedUp = async (start: () => Promise<RunningBrowser>): Promise<RunningBrowser> => {
  const browser = await start();
  // Recovery: a browser that hangs is killed, its commands fail, and the next document starts another one.
  const timeout = setTimeout(browser.kill, warmUpMilliseconds).unref();
  try {
    await warmUp(browser);
  } catch (error) {
    await browser.kill();
    throw error;
  } finally {
    clearTimeout(timeout);
  }
  browser.prewarmPage();
  return browser;
};

/** A browser uses 130 to 160 MB after ordinary invoices and grows slowly; after one of 20,000 lines it keeps more. */
export const browserLife: BrowserLife = { documents: 1_000, megabytes: 400 };

export const browserPool = (start: () => Promise<RunningBrowser>, life: BrowserLife): BrowserPool => {
  let serving: { browser: RunningBrowser; owner: string; documents: number; isLarge: boolean } | null = null;
  let spare: Promise<RunningBrowser> | null = null;
  /** Once the owner has changed, another change is likely, so a spare is kept from then on. */
  let hasSeveralOwners = false;

  const isFit = (owner: string): boolean =>
    serving !== null &&
    serving.owner === owner &&
    serving.documents < life.documents &&
    serving.browser.isAlive() &&
    !serving.isLarge;

  const discard = async (): Promise<void> => {
    const old = serving;
    serving = null;
    await old?.browser.kill();
  };

  const fresh = async (): Promise<RunningBrowser> => {
    const waiting = spare;
    spare = null;
    // Recovery: a spare that failed to start or has died is ignored.
    const browser = await waiting?.catch(() => null);
    return browser?.isAlive() ? browser : start();
  };

  const startSpare = (): void => {
    spare ??= warmedUp(start);
    // Recovery: `fresh` starts another browser, and throws if that fails too.
    spare.catch(() => undefined);
  };

  return {
    prewarm: () => {
      if (serving === null) startSpare();
    },
    take: async (owner) => {
      if (!isFit(owner)) {
        hasSeveralOwners ||= serving !== null && serving.owner !== owner;
        const [browser] = await Promise.all([fresh(), discard()]);
        serving = { browser, owner, documents: 0, isLarge: false };
      }
      if (!serving) throw new Error('the browser was given up while it started');
      serving.documents += 1;
      return serving.browser;
    },
    prepare: () => {
      if (serving?.browser.isAlive()) {
        serving.isLarge = serving.browser.megabytes() > life.megabytes;
        serving.browser.prewarmPage();
      }
      if (!hasSeveralOwners && (serving === null || isFit(serving.owner))) return;
      startSpare();
    },
    discard,
    close: async () => {
      const unused = spare;
      spare = null;
      // The spare's handles are unreferenced: without this timer, the process could exit before the spare is killed.
      const hold = setTimeout(() => undefined, warmUpMilliseconds);
      await Promise.all([discard(), unused?.then(({ kill }) => kill()).catch(() => undefined)]);
      clearTimeout(hold);
    },
  };
};
