import { describe, expect, test } from 'vitest';
import { type PrintedPart, pdfAssembly } from '../../../../shared/adapters/pdf/assemble-pdf.ts';
import { UnsupportedPdf } from '../../../../shared/adapters/pdf/unsupported-pdf.ts';
import type { DisplayList, GlyphSheet, TaggedBox } from '../../../../shared/ports/display-list.ts';
import { pageOf, skiaPdf, type Text } from '../../../fixtures/skia-pdf.ts';
import { readPdf } from '../../../readers/read-pdf.ts';
import { nodesOf, readStructure } from '../../../readers/read-structure.ts';
import { readTags } from '../../../readers/read-tags.ts';

const meta = { title: 'Invoice 7', language: 'en', date: '2026-09-30', bookmarks: [] } as const;

const columns = [
  { left: 0, right: 100 },
  { left: 100, right: 200 },
  { left: 200, right: 300 },
];
/** A row and its three cells, as the boxes from index `at` on. */
const row = (at: number, top: number): TaggedBox[] => {
  const edges = { top, bottom: top + 20 };
  const cells = columns.map(({ left, right }, i): TaggedBox => {
    const tag = top === 0 ? { scope: 'Column' as const } : i === 0 ? { scope: 'Row' as const } : {};
    return { role: 'scope' in tag ? 'TH' : 'TD', left, right, ...edges, parent: at, ...tag };
  });
  return [{ role: 'TR', left: 0, right: 300, ...edges, parent: null }, ...cells];
};
const boxes = [...row(0, 0), ...row(4, 20), ...row(8, 40)];

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

const assemble = (pages: readonly (readonly Text[])[], contents: PrintedPart['pages']) =>
  assembleParts([{ pdf: skiaPdf(pages.map((page) => pageOf(page))), pages: contents, glyphSheet: null }]);

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
  const { pdf, pages } = assembled(await assemble([texts], [{ boxes: () => boxes }]));
  expect(pages).toBe(1);
  expect(await readTables(pdf)).toEqual([
    ['Item', 'Work', 'Sum'],
    ['1', '', '10.00'],
    ['2', 'Roof', '20.00'],
  ]);
});

describe('a text is tagged as part of the nearest box', () => {
  const others = texts.slice(0, -1);
  test.each<[string, Text, string[]]>([
    ['when it begins in the cell before', { x: 190, y: 54, text: '20.00' }, ['2', 'Roof', '20.00']],
    ['when it ends in the next cell', { x: 185, y: 54, text: '20.00', width: 5 }, ['2', 'Roof 20.00', '']],
    ['when it is beside the table', { x: 305, y: 57, text: '20.00' }, ['2', 'Roof', '20.00']],
    ['when it is below the table', { x: 205, y: 94, text: '20.00' }, ['2', 'Roof', '20.00']],
  ])('%s', async (_, text, last) => {
    const { pdf } = assembled(await assemble([[...others, text]], [{ boxes: () => boxes }]));
    expect((await readTables(pdf)).at(-1)).toEqual(last);
  });

  test('and as an artifact on a page without boxes', async () => {
    const { pdf } = assembled(await assemble([texts], [{ boxes: () => [] }]));
    const { root, pages } = await readTags(pdf);
    expect(root.children).toEqual([]);
    expect(pages.map(({ artifacts, unmarked }) => [artifacts.join(' ').includes('Roof'), unmarked])).toEqual([
      [true, []],
    ]);
  });
});

test('the rows of a table on the page are in that table, and a heading beside it is not', async () => {
  const framed: TaggedBox[] = [
    { role: 'H1', left: 0, top: 0, right: 300, bottom: 20, parent: null },
    { role: 'Table', left: 0, top: 20, right: 300, bottom: 60, parent: null },
    { role: 'TR', left: 0, top: 20, right: 300, bottom: 40, parent: 1 },
    { role: 'TH', left: 0, top: 20, right: 100, bottom: 40, parent: 2, scope: 'Row' },
    { role: 'TD', left: 100, top: 20, right: 300, bottom: 40, parent: 2 },
  ];
  const first: Text[] = [
    { x: 100, y: 14, text: 'Invoice' },
    { x: 5, y: 34, text: 'Due' },
    { x: 205, y: 34, text: '30.00' },
  ];
  const { pdf } = assembled(await assemble([first], [{ boxes: () => framed }]));
  expect(await readTables(pdf)).toEqual([['Due', '30.00']]);
  const [page] = await readStructure(pdf);
  expect(page && nodesOf(page, 'H1').map(({ text }) => text)).toEqual(['Invoice']);
});

test('a display list is drawn with the glyphs of the glyph sheet, and tagged by the boxes of its texts', async () => {
  const place = { left: 0, right: 300, top: 0, bottom: 20 };
  const glyphSheet: GlyphSheet = {
    html: () => '',
    boxes: [
      { role: 'P', ...place, parent: null },
      { role: 'P', ...place, top: 20, bottom: 40, parent: null },
    ],
    samples: [
      { text: 'x', style: 'plain', weight: 'regular' },
      { text: 'Dueo', style: null, weight: 'regular' },
    ],
  };
  const sheet = pageOf([
    { x: 0, y: 12, text: 'x' },
    { x: 0, y: 32, text: 'Dueo' },
  ]);
  const text = { style: 'plain', left: 100, right: 200, top: 30 } as const;
  const list: DisplayList = {
    texts: [
      { ...text, text: 'Due', align: 'start', box: 1 },
      { ...text, text: 'oo', align: 'right', box: 2 },
    ],
    bars: [{ left: 0, top: 0, width: 960, height: 1, color: '#17506e' }],
    watermark: { path: 'M10 10L20 10L20 20.5Z', color: '#e6eaed' },
    boxes: [
      { role: 'TR', ...place, parent: null },
      { role: 'TH', ...place, parent: 0, scope: 'Row' },
      { role: 'TD', ...place, parent: 0 },
    ],
  };
  const { pdf } = assembled(
    await assembleParts([{ pdf: skiaPdf([sheet]), pages: [{ list: () => list }], glyphSheet }]),
  );
  expect(await readTables(pdf)).toEqual([['Due', 'oo']]);
  const { pages, height } = await readPdf(pdf);
  const placed = pages[0]?.placed.map(({ left, right, baseline }) => [
    (left - 36) / 0.75,
    (right - 36) / 0.75,
    (height - 36 - baseline) / 0.75,
  ]);
  expect(placed).toEqual([
    [100, 118, 42],
    [188, 200, 42],
  ]);
});

test('the same parts give the same bytes, whenever they were printed', async () => {
  const printed = async (date: string) =>
    assembled(
      await assembleParts([
        { pdf: skiaPdf([pageOf(texts)], 'glyphs', date), pages: [{ boxes: () => boxes }], glyphSheet: null },
      ]),
    ).pdf;
  expect(await printed('20261124075515')).toEqual(await printed('20270101000000'));
});

test('parts with the same subset of a font share it, and parts with other subsets have their own', async () => {
  const both = async (fonts: readonly string[]) => {
    const parts = fonts.map((font) => ({
      pdf: skiaPdf([pageOf(texts)], font),
      pages: [{ boxes: () => boxes }],
      glyphSheet: null,
    }));
    return Buffer.from(assembled(await assembleParts(parts)).pdf).toString('latin1');
  };
  expect((await both(['same', 'same'])).match(/\/Length1/g)).toHaveLength(1);
  expect((await both(['some', 'other'])).match(/\/Length1/g)).toHaveLength(2);
});

test('a part that is no PDF, uses an unknown operator, or has too many pages is refused', async () => {
  const rest = { pages: [{ boxes: () => boxes }], glyphSheet: null };
  expect(await assembleParts([{ pdf: new Uint8Array(), ...rest }])).toEqual({ unmatched: 'no startxref' });
  const strange = skiaPdf([pageOf(texts, '/Im1 sh')]);
  expect(await assembleParts([{ pdf: strange, ...rest }])).toEqual({ unmatched: 'unknown operator sh' });
  const more = skiaPdf([pageOf(texts), pageOf(texts)]);
  expect(await assembleParts([{ pdf: more, ...rest }])).toEqual({ unmatched: '2 pages in place of 1' });
});
