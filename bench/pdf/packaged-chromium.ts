import type { Browser, PDFOptions } from 'puppeteer-core';
import { escapeHtml } from '../../shared/domain/escape-html.ts';
import type { Sheet } from './sheet.ts';

/** Starts Chromium as in @sparticuz/chromium's README: with its unpacking and flags, and Puppeteer's defaults. */
export const launchPackaged = async (): Promise<Browser> => {
  // The package unpacks its libraries only when it detects Lambda.
  process.env.AWS_EXECUTION_ENV ??= 'AWS_Lambda_nodejs24.x';
  const { default: chromium } = await import('@sparticuz/chromium');
  const { default: puppeteer } = await import('puppeteer-core');
  return puppeteer.launch({
    args: await puppeteer.defaultArgs({ args: chromium.args, headless: 'shell' }),
    defaultViewport: { width: 1920, height: 1080, deviceScaleFactor: 1, isLandscape: true },
    executablePath: await chromium.executablePath(),
    headless: 'shell',
    protocolTimeout: 0,
  });
};

export const naivePdfOptions = ({ foot }: Sheet): PDFOptions => ({
  format: 'Letter',
  landscape: true,
  margin: { top: '0.5in', right: '0.5in', bottom: '0.5in', left: '0.5in' },
  displayHeaderFooter: true,
  headerTemplate: '<span></span>',
  footerTemplate: `<p style="font-size:7px;margin-left:0.5in">${escapeHtml(foot)} Page <span class="pageNumber"></span> of <span class="totalPages"></span></p>`,
  timeout: 0,
});
