import chromium from '@sparticuz/chromium';
import puppeteer, { type Browser, type Page } from 'puppeteer-core';

/** A real browser for the page: the installed one named by CHROME_PATH, else the one that comes from npm. */
export const openBrowser = async (): Promise<Browser> => {
  const installed = process.env.CHROME_PATH;
  return puppeteer.launch({
    executablePath: installed ?? (await chromium.executablePath()),
    args: installed ? ['--no-sandbox'] : chromium.args,
    headless: installed ? true : 'shell',
    defaultViewport: { width: 1280, height: 900 },
  });
};

/** Finds by role and name as assistive technology does; waits until it is there. */
export const byRole = (page: Page, role: string, name: string) =>
  page.locator(`::-p-aria([role="${role}"][name="${name}"])`);

export const textOf = (page: Page): Promise<string> =>
  page.evaluate<[], () => string>('document.body.innerText' as never);
