import { describe, expect, test } from 'vitest';
import { type PageContent, type PrintedPart, pdfAssembly } from '../../../../shared/adapters/pdf/assemble-pdf.ts';
import { UnsupportedPdf } from '../../../../shared/adapters/pdf/unsupported-pdf.ts';
import type { Band, Place, Region } from '../../../../shared/ports/page-map.ts';
import { pageOf, skiaPdf, type Text } from '../../../fixtures/skia-pdf.ts';
import { nodesOf, readStructure } from '../../../readers/read-structure.ts';

const meta = { title: 'Invoice 7', language: 'en', date: '2026-09-30', bookmarks: [] } as const;

const cells: Place[] = [
  { left: 0, right: 100, role: 'TH', scope: 'Row' },
  { left: 100, right: 200, role: 'TD' },
  { left: 200, right: 300, role: 'TD' },
];
const row = (top: number, filled: number): Band => ({ top, bottom: top + 20, isRow: true, places: cells, filled });
const head: Band = {
  top: 0,
  bottom: 20,
  isRow: true,
  places: cells.map((place) => ({ ...place, role: 'TH', scope: 'Column' })),
  filled: 0b111,
};
const bands = [head, row(20, 0b101), row(40, 0b111)];

const texts: Text[] = [
  { x: 5, y: 14, text: 'Item' },
  { x: 105, y: 14, text: 'Work' },
  { x: 205, y: 14, text: 'Sum' },
  { x: 5, y: 34, text: '1' },
  { x: 5, y: 54, text: '2' },
  { x: 105, y: 54, text: 'Roof' },
  { x: 205, y: 34, text: '10.00' },
  { x: 205, y: 54, text: '20.00' },
];

type Assembled = { pdf: Uint8Array; pages: number } | { unmatched: string };
const assembleParts = async (parts: readonly PrintedPart[]): Promise<Assembled> => {
  try {
    const assembly = pdfAssembly(meta);
    for (const part of parts) await assembly.add(part);
    return assembly.finish();
  } catch (error) {
    if (error instanceof UnsupportedPdf) return { unmatched: error.message };
    throw error;
  }
};

const assemble = (pages: readonly (readonly Text[])[], contents: readonly PageContent[]) =>
  assembleParts([{ pdf: skiaPdf(pages.map((page) => pageOf(page))), pages: contents }]);

const assembled = (result: Assembled): { pdf: Uint8Array; pages: number } => {
  if ('unmatched' in result) throw new Error(result.unmatched);
  return result;
};

/** The texts of each row's cells. */
const readTables = async (pdf: Uint8Array): Promise<string[][]> =>
  (await readStructure(pdf))
    .flatMap((page) => nodesOf(page, 'TR'))
    .map(({ children }) => children.map(({ text }) => text));

test('each cell of the structure holds the text drawn in it, row by row, and an empty cell holds none', async () => {
  const { pdf, pages } = assembled(await assemble([texts], [{ bands }]));
  expect(pages).toBe(1);
  expect(await readTables(pdf)).toEqual([
    ['Item', 'Work', 'Sum'],
    ['1', '', '10.00'],
    ['2', 'Roof', '20.00'],
  ]);
});

describe('a mismatch is detected for', () => {
  const others = texts.slice(0, -1);
  test.each<[string, Text[]]>([
    ['a text moved into the next cell', [...others, { x: 105, y: 34, text: '20.00' }]],
    ['a text moved below the table', [...others, { x: 205, y: 74, text: '20.00' }]],
    ['a text that runs into the next cell', [...others, { x: 205, y: 54, text: '20.00', width: 30 }]],
    ['a missing text', others],
    ['a text drawn twice', [...texts, { x: 206, y: 54, text: '20.00' }]],
    ['a text in a cell that should be empty', [...texts, { x: 105, y: 34, text: 'x' }]],
  ])('%s', async (_, tampered) => {
    expect(await assemble([tampered], [{ bands }])).toHaveProperty('unmatched');
  });

  test('a text outside of all boxes, with a reason that does not contain the text', async () => {
    const result = await assemble([[...others, { x: 205, y: 74, text: 'Secret' }]], [{ bands }]);
    expect(result).toEqual({ unmatched: 'a text from 205 to 235 at 74 is in no place' });
  });

  test('one page more or fewer than described', async () => {
    expect(await assemble([texts, texts], [{ bands }])).toHaveProperty('unmatched');
    expect(await assemble([texts], [{ bands }, { bands }])).toHaveProperty('unmatched');
  });
});

const regions: Region[] = [
  { role: 'H1', left: 0, top: 0, right: 300, bottom: 20, parent: null, filled: true },
  { role: 'Table', left: 0, top: 20, right: 300, bottom: 60, parent: null, filled: false },
  { role: 'TR', left: 0, top: 20, right: 300, bottom: 40, parent: 1, filled: false },
  { role: 'TH', left: 0, top: 20, right: 100, bottom: 40, parent: 2, scope: 'Row', filled: true },
  { role: 'TD', left: 100, top: 20, right: 300, bottom: 40, parent: 2, filled: true },
];
const first: Text[] = [
  { x: 100, y: 14, text: 'Invoice' },
  { x: 5, y: 34, text: 'Due' },
  { x: 205, y: 34, text: '30.00' },
];

test('the texts of a page that the browser measured are assigned to its boxes', async () => {
  const { pdf } = assembled(await assemble([first], [{ regions }]));
  expect(await readTables(pdf)).toEqual([['Due', '30.00']]);
});

test('a box without its expected text is a mismatch', async () => {
  expect(await assemble([first.slice(1)], [{ regions }])).toEqual({ unmatched: 'region 0 has 0 texts' });
});

test('a text in two overlapping boxes is a mismatch unless one box is inside the other', async () => {
  const more: Region[] = [
    ...regions,
    { role: 'P', left: 0, top: 20, right: 50, bottom: 40, parent: null, filled: true },
  ];
  expect(await assemble([first], [{ regions: more }])).toHaveProperty('unmatched');
});

test('the same parts give the same bytes, whenever they were printed', async () => {
  const printed = async (date: string) =>
    assembled(await assembleParts([{ pdf: skiaPdf([pageOf(texts)], 'glyphs', date), pages: [{ bands }] }])).pdf;
  expect(await printed('20261124075515')).toEqual(await printed('20270101000000'));
});

test('parts with the same subset of a font share it, and parts with other subsets have their own', async () => {
  const both = async (fonts: readonly string[]) => {
    const parts = fonts.map((font) => ({ pdf: skiaPdf([pageOf(texts)], font), pages: [{ bands }] }));
    return Buffer.from(assembled(await assembleParts(parts)).pdf).toString('latin1');
  };
  expect((await both(['same', 'same'])).match(/\/Length1/g)).toHaveLength(1);
  expect((await both(['some', 'other'])).match(/\/Length1/g)).toHaveLength(2);
});

test('a part that is no PDF, uses an unknown operator, or has too many pages is refused', async () => {
  const pages = [{ bands }];
  expect(await assembleParts([{ pdf: new Uint8Array(), pages }])).toEqual({ unmatched: 'no startxref' });
  const strange = skiaPdf([pageOf(texts, '/Im1 sh')]);
  expect(await assembleParts([{ pdf: strange, pages }])).toEqual({ unmatched: 'unknown operator sh' });
  const more = skiaPdf([pageOf(texts), pageOf(texts)]);
  expect(await assembleParts([{ pdf: more, pages }])).toEqual({ unmatched: '2 pages in place of 1' });
});
