import { readFile } from 'node:fs/promises';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { benchInvoice } from './invoice.ts';
import { sheetOf } from './sheet.ts';

export type Facts = { bytes: number; pages: number; tagged: boolean };

/** A fast wrong PDF is not fast: the last page must show the last line's balance and the totals. */
export const inspect = async (file: string, size: number): Promise<Facts> => {
  const data = new Uint8Array(await readFile(file));
  const bytes = data.byteLength;
  const loading = getDocument({ data, verbosity: 0 });
  const document = await loading.promise;
  const marks: unknown = await document.getMarkInfo();
  const tagged = marks instanceof Map ? marks.get('Marked') === true : Object(marks).Marked === true;
  const texts = await Promise.all(
    [document.numPages - 1, document.numPages].map(async (number) => {
      const { items } = await (await document.getPage(Math.max(1, number))).getTextContent();
      return items.map((item) => ('str' in item ? item.str : '')).join('');
    }),
  );
  const end = texts.join('').replaceAll(/\s/g, '');
  const sheet = sheetOf(benchInvoice(size));
  for (const text of [sheet.rows.at(-1)?.[9], sheet.totals[3], sheet.totals[10]]) {
    if (!text || !end.includes(text.replaceAll(/\s/g, ''))) throw new Error(`${file} does not end with ${text}`);
  }
  const { numPages: pages } = document;
  await loading.destroy();
  return { bytes, pages, tagged };
};
