import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { type RunningBrowser, startBrowser } from '../../../shared/adapters/chromium/browser.ts';
import { readPdf } from '../../readers/read-pdf.ts';

/** A page is locked, and ends with its browser. Our own expressions try the things that a document's script would. */

let browser: RunningBrowser;
beforeAll(async () => {
  browser = await startBrowser();
});
afterAll(() => browser.kill());

const script = "<script>document.title = 'RAN'; parent.document.title = 'RAN'; document.write('RAN')</script>";
const hostile = `<title>none</title>TEXT${script}
  <iframe src="data:text/html,FRAME${script}"></iframe>
  <iframe sandbox="allow-scripts allow-same-origin" srcdoc="FRAME${script}"></iframe>`;

test('neither a document nor a window that its page opens runs scripts, in frames or outside', async () => {
  const page = await browser.newPage();
  await page.setContent(hostile);
  const content = JSON.stringify(hostile).replaceAll('</', '<\\/');
  const open = `globalThis.opened = window.open('about:blank'), opened.document.write(${content}), opened.document.close()`;
  await page.evaluate(open, z.unknown());
  await wait(300);
  expect(await page.evaluate('[document.title, opened.document.title]', z.array(z.string()))).toEqual(['none', 'none']);
  expect(await page.evaluate('opened.document.body.textContent', z.string())).toContain('TEXT');
  const [first] = (await readPdf(await page.print())).pages;
  expect(first?.text).toMatch(/TEXT.*FRAME.*FRAME/);
  expect(first?.text.replaceAll(/document\S* = 'RAN'|write\('RAN'\)/g, '')).not.toContain('RAN');
  page.close();
});

test('a document that has navigated away is not printed', async () => {
  const page = await browser.newPage();
  await page.setContent('<p>here</p>');
  expect((await page.print()).byteLength).toBeGreaterThan(500);
  await page.evaluate("location.href = 'about:blank?gone', true", z.boolean());
  await expect.poll(() => page.evaluate('document.body.textContent', z.string())).toBe('');
  await expect(page.print()).rejects.toMatchObject({ code: 'render-failed' });
  page.close();
});

test('whatever a page is doing when its browser is killed fails at once', async () => {
  const printOn = async (running: RunningBrowser): Promise<never> => {
    for (;;) {
      const page = await running.newPage();
      running.prewarmPage();
      await page.setContent('<p>x</p>'.repeat(500));
      await page.print();
      page.close();
    }
  };
  for (let moment = 0; moment < 12; moment++) {
    const running = await startBrowser();
    const outcome = printOn(running).catch((error: unknown) => error);
    await wait(5 * moment);
    await running.kill();
    expect(await Promise.race([outcome, wait(1_000, 'it hangs')])).toBeInstanceOf(Error);
    expect(running.isAlive()).toBe(false);
  }
}, 60_000);
