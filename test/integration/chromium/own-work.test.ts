import { afterAll, expect, test } from 'vitest';
import { chromiumRenderer, renderLimits } from '../../../shared/adapters/chromium/renderer.ts';
import { detailDocument } from '../../../shared/documents/detail/detail-document.ts';
import type { Page } from '../../../shared/ports/display-list.ts';
import { invoiceLines, printedOf } from '../../fixtures/printed-invoices.ts';

/** The time limit of a render also covers our own work on the document after it is printed. */

const milliseconds = 3_000;
const renderer = chromiumRenderer({ limits: { ...renderLimits, milliseconds } });
afterAll(() => renderer.close());

/** Blocks the processor, as work on a large picture does, so that no timer fires meanwhile. */
const work = (forMs: number): void => {
  const end = performance.now() + forMs;
  while (performance.now() < end);
};

test('a render whose own work after the print takes too long ends as render-limit, and the next document is printed (Y26)', async () => {
  const document = detailDocument(printedOf(invoiceLines(1_500)), 'en');
  const { pages } = document;
  expect(pages.all.length).toBeGreaterThan(40);
  const slow = ({ list, ...page }: Page): Page => {
    const slowly = () => {
      work(400);
      return list?.() as never;
    };
    return { ...page, list: list && slowly };
  };
  const late = { ...document, pages: { ...pages, all: pages.all.map(slow) } };
  const began = performance.now();
  await expect(renderer.render(late)).rejects.toMatchObject({ code: 'render-limit' });
  // More than forty pages of 400 ms each would take over sixteen seconds.
  expect(performance.now() - began).toBeLessThan(milliseconds + 4_000);
  expect((await renderer.render(detailDocument(printedOf(invoiceLines(3)), 'en'))).pages).toBe(2);
}, 60_000);
