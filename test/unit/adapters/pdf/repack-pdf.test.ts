import { expect, test } from 'vitest';
import { repackPdf } from '../../../../shared/adapters/pdf/repack-pdf.ts';
import { fileOf, pageOf, skiaPdf } from '../../../fixtures/skia-pdf.ts';
import { readPdf } from '../../../readers/read-pdf.ts';

const meta = { title: 'Facture 7', language: 'fr', date: '2026-09-30', bookmarks: [] } as const;
const content = pageOf([{ x: 5, y: 14, text: 'Item' }]);

test('a repacked file has the same text, with our title, language and date', async () => {
  const { pdf, pages } = repackPdf(skiaPdf([content, content]), meta);
  expect(pages).toBe(2);
  const read = await readPdf(pdf);
  expect(read.pages.map(({ text }) => text)).toEqual(['Item', 'Item']);
  // The original has no tags, so the repacked file must not claim any.
  expect(read).toMatchObject({ title: 'Facture 7', language: 'fr-CA', tagged: false });
});

test('the result depends neither on the time of printing nor on the browser’s element numbers', () => {
  const print = (date: string, first: number) => {
    const id = (i: number) => `(node${String(first + i).padStart(8, '0')})`;
    const objects = new Map([
      [1, `<</CreationDate (D:${date})>>`],
      [2, '<</Type /Catalog\n/Pages 3 0 R>>'],
      [3, `<</Type /Pages\n/Count 0\n/Kids []\n/Ids [${id(0)} ${id(7)}]>>`],
    ]);
    return repackPdf(fileOf(objects, '/Root 2 0 R\n/Info 1 0 R'), meta).pdf;
  };
  expect(print('20261124', 615)).toEqual(print('20270101', 2616));
});

test('repacking a document tagged by the browser stops between two objects when time is up (Y26)', () => {
  let checks = 0;
  const check = () => {
    checks += 1;
    if (checks === 3) throw new Error('no time left');
  };
  expect(() => repackPdf(skiaPdf(['BT ET', 'BT ET']), meta, check)).toThrow('no time left');
  expect(checks).toBe(3);
});
