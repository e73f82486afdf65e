import { afterAll, expect, test } from 'vitest';
import { chromiumRenderer, renderLimits } from '../../../shared/adapters/chromium/renderer.ts';
import { detailDocument } from '../../../shared/documents/detail/detail-document.ts';
import type { Sheet } from '../../../shared/ports/page-map.ts';
import { invoiceLines, printedOf } from '../../fixtures/printed-invoices.ts';

/** What we do with a document after it is printed has no more time than the printing. */

const milliseconds = 3_000;
const renderer = chromiumRenderer({ limits: { ...renderLimits, milliseconds } });
afterAll(() => renderer.close());

/** Keeps the processor for so long, as work on a large picture does: no timer fires meanwhile. */
const work = (forMs: number): void => {
  const end = performance.now() + forMs;
  while (performance.now() < end);
};

test('our own work after the print ends as render-limit when the time is over, and the next document is printed (Y26)', async () => {
  const { sheets, ...rest } = detailDocument(printedOf(invoiceLines(1_500)), 'en');
  expect(sheets.count).toBeGreaterThan(40);
  const slow = (sheet: Sheet): Sheet => {
    const { draw } = sheet;
    const slowly = () => {
      work(400);
      return draw?.() as never;
    };
    return Object.defineProperties(Object.create(sheet), { draw: { value: draw && slowly } });
  };
  const late = Object.assign(Object.create(rest), rest, {
    sheets: { ...sheets, sheet: (index: number) => slow(sheets.sheet(index)) },
  });
  const began = performance.now();
  await expect(renderer.render(late)).rejects.toMatchObject({ code: 'render-limit' });
  // Forty pages and more of 400 ms each would take sixteen seconds.
  expect(performance.now() - began).toBeLessThan(milliseconds + 4_000);
  expect((await renderer.render(detailDocument(printedOf(invoiceLines(3)), 'en'))).pages).toBe(2);
}, 60_000);
