import { readFileSync, writeFileSync } from 'node:fs';
import chromium from '@sparticuz/chromium';
import puppeteer from 'puppeteer-core';

/** The baseline that bench/cold-start.ts times: HTML to PDF as shown in the package's README. */
const [from = '', to = ''] = process.argv.slice(2);
const browser = await puppeteer.launch({
  args: await puppeteer.defaultArgs({ args: chromium.args, headless: 'shell' }),
  executablePath: await chromium.executablePath(),
  headless: 'shell',
});
const page = await browser.newPage();
await page.setContent(readFileSync(from, 'utf8'));
writeFileSync(to, await page.pdf({ format: 'letter', printBackground: true }));
await browser.close();
