import type { RunningBrowser } from './browser.ts';

/**
 * Which browser prints the next document. The documents of one owner share a browser; at another owner's document it is
 * killed and its profile wiped before that one begins (ADR 10). It is also replaced when it has printed many documents, holds
 * much memory, or has died. A spare, started between documents where one is likely to be needed, takes its place without a
 * wait.
 */
export type BrowserKeeper = {
  take(owner: string): Promise<RunningBrowser>;
  /** The one in use, if there is one. */
  serving(): RunningBrowser | null;
  /** A document will come: the first browser is started before it does. */
  ahead(): void;
  /** Between two documents: what the next one will need is made ready. */
  prepare(): void;
  /** The browser in use is not used again. */
  discard(): Promise<void>;
  close(): Promise<void>;
};

export type BrowserLife = { documents: number; megabytes: number };

/** Usually a twentieth of a second. */
const warmUpMilliseconds = 5_000;

/** Loads what the first print of a browser loads: fonts, the print path. */
const warmedUp = async (start: () => Promise<RunningBrowser>): Promise<RunningBrowser> => {
  const browser = await start();
  // Recovery for one that hangs: it dies, the commands fail, and whoever needs a browser starts another.
  const timeout = setTimeout(browser.kill, warmUpMilliseconds).unref();
  try {
    const page = await browser.newPage();
    await page.setContent('<!DOCTYPE html><p style="font-family:Arimo">0 <b>0</b></p>');
    await page.print({ tagged: false });
    page.close();
  } catch (error) {
    await browser.kill();
    throw error;
  } finally {
    clearTimeout(timeout);
  }
  browser.expectPage();
  return browser;
};

/** A browser in use holds 130 to 160 MB after ordinary invoices and grows slowly; after 20,000 lines it keeps more. */
export const browserLife: BrowserLife = { documents: 1_000, megabytes: 400 };

export const browserKeeper = (start: () => Promise<RunningBrowser>, life: BrowserLife): BrowserKeeper => {
  let serving: { browser: RunningBrowser; owner: string; documents: number; isLarge: boolean } | null = null;
  let spare: Promise<RunningBrowser> | null = null;
  /** Where one owner came after another, a third will come. */
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
    // Recovery: a spare that did not start, or has died since, is none.
    const browser = await waiting?.catch(() => null);
    return browser?.isAlive() ? browser : start();
  };

  const startSpare = (): void => {
    spare ??= warmedUp(start);
    // Recovery: `fresh` tries again, and says why it cannot.
    spare.catch(() => undefined);
  };

  return {
    ahead: () => {
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
    serving: () => (serving?.browser.isAlive() ? serving.browser : null),
    prepare: () => {
      if (serving?.browser.isAlive()) {
        serving.isLarge = serving.browser.megabytes() > life.megabytes;
        serving.browser.expectPage();
      }
      if (!hasSeveralOwners && (serving === null || isFit(serving.owner))) return;
      startSpare();
    },
    discard,
    close: async () => {
      const unused = spare;
      spare = null;
      // A spare that is still starting keeps no program alive, and would outlive this one's wish to end it.
      const hold = setTimeout(() => undefined, warmUpMilliseconds);
      await Promise.all([discard(), unused?.then(({ kill }) => kill()).catch(() => undefined)]);
      clearTimeout(hold);
    },
  };
};
