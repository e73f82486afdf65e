import { mkdirSync } from 'node:fs';
import type { Browser, Page } from 'puppeteer-core';
import { afterAll, afterEach, beforeAll, inject } from 'vitest';
import { byRole, openBrowser } from './browser.ts';

/** One page for all tests of a file. When a test fails, a picture of the page is kept. */
export const suitePage = (onOpen: (page: Page) => void): void => {
  let browser: Browser;
  let page: Page;
  beforeAll(async () => {
    browser = await openBrowser();
    page = await browser.newPage();
    onOpen(page);
  });
  afterEach(async ({ task }) => {
    if (task.result?.state !== 'fail') return;
    mkdirSync('.local', { recursive: true });
    await page.screenshot({ path: '.local/failed-page.png' });
  });
  afterAll(() => browser?.close());
};

export const pageUrl = (hash = ''): string => `http://127.0.0.1:${inject('place').port}/${hash}`;

/** Signs in as a person of the seeded project, in English. */
export const signIn = async (page: Page, name: string): Promise<void> => {
  await page.goto(pageUrl());
  await page.locator(`::-p-xpath(//button[contains(., "${name}")])`).click();
  await byRole(page, 'button', 'English').click();
};
