import puppeteer, { type Browser, type Page } from 'puppeteer-core';
import { findExecutable } from '../../../shared/adapters/chromium/executable.ts';

/** The renderer's browser prints without GPU and network; this one shows the page, so it has flags of its own. */
const packagedArgs = [
  '--no-sandbox',
  '--no-zygote',
  '--single-process',
  '--disable-gpu',
  '--disable-software-rasterizer',
  '--disable-dev-shm-usage',
];

/** A real browser for the page: the installed one named by CHROME_PATH, else the one that comes from npm. */
export const openBrowser = async (): Promise<Browser> => {
  const { kind, path, env } = await findExecutable();
  return puppeteer.launch({
    executablePath: path,
    // The libraries come from npm, the machine may have none of them; a file's name with accents needs a UTF-8 locale.
    env: { LANG: 'C.UTF-8', ...process.env, ...env },
    args: kind === 'packaged' ? packagedArgs : ['--no-sandbox'],
    headless: kind === 'packaged' ? 'shell' : true,
    defaultViewport: { width: 1280, height: 900 },
  });
};

/** Finds by role and name as assistive technology does; waits until it is there. */
export const byRole = (page: Page, role: string, name: string) =>
  page.locator(`::-p-aria([role="${role}"][name="${name}"])`);

export const textOf = (page: Page): Promise<string> =>
  page.evaluate<[], () => string>('document.body.innerText' as never);
