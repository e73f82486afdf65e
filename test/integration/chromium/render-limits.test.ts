import { afterAll, afterEach, expect, test } from 'vitest';
import { z } from 'zod';
import { renderDetail } from '../../../functions/render-detail/render-detail.ts';
import { startBrowser } from '../../../shared/adapters/chromium/browser.ts';
import { chromiumRenderer, renderLimits } from '../../../shared/adapters/chromium/renderer.ts';
import { detailDocument } from '../../../shared/documents/detail/detail-document.ts';
import {
  documentKey,
  documentProgressKey,
  documentTemplate,
  frozenInvoiceKey,
} from '../../../shared/domain/files/file-keys.ts';
import { RenderProgress } from '../../../shared/domain/invoice/render-progress.ts';
import { fakeLog } from '../../fakes/ports/fake-log.ts';
import { world } from '../../fakes/worlds/world.ts';
import { htmlDocument } from '../../fixtures/html-document.ts';
import { invoiceLines, printedOf } from '../../fixtures/printed-invoices.ts';
import { readPdf } from '../../readers/read-pdf.ts';

/** A render that exceeds a limit is killed or refused, and the next document is printed as usual. */

/** The time is shorter than the service's, so that the test need not wait long for a kill. */
const shortLimits = { ...renderLimits, milliseconds: 2_000 };

/** A document with this word is kept busy for ever by a script of the test, since scripts of its own never run. */
const scripted = 'SCRIPTED';
const renderer = chromiumRenderer({
  limits: shortLimits,
  start: async () => {
    const browser = await startBrowser();
    return {
      ...browser,
      newPage: async () => {
        const page = await browser.newPage();
        const setContent = async (html: string) => {
          await page.setContent(html);
          if (html.includes(scripted)) await page.evaluate('(() => { for (;;) {} })()', z.unknown());
        };
        return { ...page, setContent };
      },
    };
  },
});
afterAll(() => renderer.close());

const render = (body: string) => renderer.render(htmlDocument(`<p>MARKER 4711</p>${body}`));
const textOf = async (body: string) => (await readPdf((await render(body)).pdf)).pages[0]?.text;

afterEach(async () => {
  expect(await textOf('')).toBe('MARKER 4711');
});

/** Boxes that may not be cut, spread over far too many columns, which makes the layout very slow. */
const columns = `<div style="columns:400;column-fill:balance;height:2000000px">${'<p style="break-inside:avoid">x</p>'.repeat(25_000)}</div>`;

test('an endless invoice, a giant image, a layout bomb and an endless script end as render-limit, and the next document is printed (R06)', async () => {
  expect(renderLimits.milliseconds).toBeLessThanOrEqual(30_000);
  const limit = { code: 'render-limit' };

  const printed = printedOf(invoiceLines(100_000));
  const version = 'f'.repeat(64);
  const request = { projectId: 'prj_1', version, template: documentTemplate, language: 'en' } as const;
  const { files, clock } = world();
  await files.put(frozenInvoiceKey('prj_1', version), Buffer.from(JSON.stringify(printed)), 'application/json');
  await expect(renderDetail({ files, clock, renderer, log: fakeLog() })(request)).rejects.toMatchObject(limit);
  const key = documentKey('prj_1', version, documentTemplate, 'en');
  const progress = RenderProgress.parse(
    JSON.parse(Buffer.from((await files.get(documentProgressKey(key))) ?? []).toString()),
  );
  expect(progress).toMatchObject({ state: 'failed', code: 'render-limit' });
  expect(await textOf('')).toBe('MARKER 4711');

  await expect(render(`<img src="data:image/png;base64,${'A'.repeat(50_000_000)}">`)).rejects.toMatchObject(limit);
  expect(await textOf('')).toBe('MARKER 4711');

  await expect(render(columns)).rejects.toMatchObject(limit);
  expect(await textOf('')).toBe('MARKER 4711');

  // A document's script never runs, and a script that did run would be killed.
  expect(await textOf('<script>for (;;) {}</script>')).toBe('MARKER 4711');
  await expect(render(scripted)).rejects.toMatchObject(limit);
});

test('a document of too many pages is refused', async () => {
  const few = chromiumRenderer({ limits: { ...renderLimits, pages: 1 } });
  const pages = detailDocument(printedOf(invoiceLines(3)), 'en');
  await expect(few.render(pages)).rejects.toMatchObject({ code: 'render-limit' });
  await few.close();
});

test('a document that the browser prints in a form unknown to us ends as render-failed', async () => {
  const failed = { code: 'render-failed' };
  await expect(render('<p style="rotate:3deg">x</p>')).rejects.toMatchObject(failed);
  await expect(render('<div style="break-after:page">x</div><p>y</p>')).rejects.toMatchObject(failed);
});

test('documents that come at once are printed one after the other', async () => {
  const texts = ['one', 'two', 'three'];
  const results = await Promise.all(texts.map((text) => textOf(`<p>${text}</p>`)));
  expect(results).toEqual(texts.map((text) => `MARKER 4711 ${text}`));
});
