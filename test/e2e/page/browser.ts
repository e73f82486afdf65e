import puppeteer, { type Browser, type Page } from 'puppeteer-core';
import { findExecutable } from '../../../shared/adapters/chromium/executable.ts';

/** The renderer's browser runs without GPU and network. This one shows the page, so it needs other flags. */
const packagedArgs = [
  '--no-sandbox',
  '--no-zygote',
  '--single-process',
  '--disable-gpu',
  '--disable-software-rasterizer',
  '--disable-dev-shm-usage',
];

/** Opens a real browser for the page: the installed one that CHROME_PATH names, else the one from npm. */
export const openBrowser = async (): Promise<Browser> => {
  const { kind, path, env } = await findExecutable();
  return puppeteer.launch({
    executablePath: path,
    // The machine may lack the libraries, so they come from npm. File names with accents need a UTF-8 locale.
    env: { LANG: 'C.UTF-8', ...process.env, ...env },
    args: kind === 'packaged' ? packagedArgs : ['--no-sandbox'],
    headless: kind === 'packaged' ? 'shell' : true,
    defaultViewport: { width: 1280, height: 900 },
  });
};

/** Finds an element by role and name, as assistive technology does, and waits until it exists. */
export const byRole = (page: Page, role: string, name: string) =>
  page.locator(`::-p-aria([role="${role}"][name="${name}"])`);

export const textOf = (page: Page): Promise<string> =>
  page.evaluate<[], () => string>('document.body.innerText' as never);
