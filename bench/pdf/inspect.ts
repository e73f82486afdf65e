import { readFile } from 'node:fs/promises';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { benchInvoice } from './invoice.ts';
import { sheetOf } from './sheet.ts';

export type Facts = { bytes: number; pages: number; tagged: boolean };

/** Removes spaces, which some programs do not draw, and hyphens, with which some break words. */
const bare = (text: string): string => text.replaceAll(/[\s-]/g, '');

/**
 * Checks that a PDF is complete, so that no program wins by leaving content out: all texts of the first page, the
 * column heads on the second page, and the last line and the totals at the end.
 */
export const inspect = async (file: string, size: number): Promise<Facts> => {
  const data = new Uint8Array(await readFile(file));
  const bytes = data.byteLength;
  const loading = getDocument({ data, verbosity: 0 });
  const document = await loading.promise;
  const marks: unknown = await document.getMarkInfo();
  const tagged = marks instanceof Map ? marks.get('Marked') === true : Object(marks).Marked === true;
  const { numPages: pages } = document;
  const textOf = async (number: number): Promise<string> => {
    const { items } = await (await document.getPage(number)).getTextContent();
    return bare(items.map((item) => ('str' in item ? item.str : '')).join(''));
  };
  const sheet = sheetOf(benchInvoice(size));
  const mustShow = (where: string, text: string, expected: readonly (string | undefined)[]) => {
    const missing = expected.find((each) => each === undefined || !text.includes(bare(each)));
    if (missing !== undefined) throw new Error(`${file}: its ${where} page does not show ${missing}`);
  };
  const front = sheet.front.flatMap(({ heading, rows }) => [heading, ...rows.flat()]);
  mustShow('first', await textOf(1), [sheet.heading, ...front]);
  mustShow('second', await textOf(2), [...sheet.running, ...sheet.heads]);
  const end = `${await textOf(Math.max(2, pages - 1))}${await textOf(pages)}`;
  mustShow('last', end, [...(sheet.rows.at(-1) ?? []), ...sheet.totals, sheet.foot]);
  await loading.destroy();
  return { bytes, pages, tagged };
};
