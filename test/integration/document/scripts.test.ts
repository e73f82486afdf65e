import { getDocument, OPS } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { chromiumRenderer } from '../../../shared/adapters/chromium/renderer.ts';
import { detailDocument } from '../../../shared/documents/detail/detail-document.ts';
import { lettersWithoutFont, manyScripts } from '../../fixtures/printed-invoices.ts';
import { glyphsOf } from '../../readers/read-objects.ts';

/** Every script that a name may be written in is drawn by an embedded font of ours, and remains text. */

const renderer = chromiumRenderer();
afterAll(() => renderer.close());

/** The data that pdf.js passes to its drawing code: the number of each glyph, and facts about each font. */
const Shown = z.array(z.union([z.number(), z.looseObject({ originalCharCode: z.number() })]));
const Embedded = z.object({ name: z.string(), missingFile: z.boolean(), isType3Font: z.boolean() });

type Read = { text: string; glyphs: number[]; fonts: z.infer<typeof Embedded>[] };

const read = async (pdf: Uint8Array): Promise<Read> => {
  const loading = getDocument({ data: Uint8Array.from(pdf), verbosity: 0, fontExtraProperties: true });
  const document = await loading.promise;
  const found: Read = { text: '', glyphs: [], fonts: [] };
  for (let number = 1; number <= document.numPages; number++) {
    const page = await document.getPage(number);
    const { items } = await page.getTextContent();
    found.text += items.map((item) => ('str' in item ? item.str : '')).join('');
    const { fnArray, argsArray } = await page.getOperatorList();
    fnArray.forEach((operation, i) => {
      if (operation === OPS.showText) {
        const glyphs = Shown.parse(argsArray[i][0]).filter((glyph) => typeof glyph !== 'number');
        found.glyphs.push(...glyphs.map((glyph) => glyph.originalCharCode));
      }
      if (operation === OPS.setFont) found.fonts.push(Embedded.parse(page.commonObjs.get(argsArray[i][0])));
    });
  }
  await loading.destroy();
  return found;
};

const printed = manyScripts();
let result: Read;
let pdf: Uint8Array;
beforeAll(async () => {
  ({ pdf } = await renderer.render(detailDocument(printed, 'fr')));
  result = await read(pdf);
});

/**
 * Shaped letters and radicals count as the letters that they are forms of. The order of letters is up to the reader.
 */
const characters = (text: string): Set<string> => new Set(text.normalize('NFKC').replaceAll(/\s/g, ''));

test('every character of a name or a description can be read out of the PDF', () => {
  const { company, contract, project, lines } = printed;
  const parties = [company, contract.client, project].flatMap(({ name, address }) => [name, address]);
  const written = characters([...parties, contract.title, ...lines.map((line) => line.description)].join(''));
  const found = characters(result.text);
  expect([...written].filter((character) => !found.has(character))).toEqual([]);
});

test('no glyph is number 0, the box that a font draws for a missing character', () => {
  expect(result.glyphs.length).toBeGreaterThan(500);
  expect(result.glyphs.filter((glyph) => glyph === 0)).toEqual([]);
});

test('every drawn glyph says which characters it stands for', () => {
  const glyphs = glyphsOf(pdf);
  expect(glyphs.length).toBeGreaterThan(1000);
  // Control characters, private use and the replacement character would not be text.
  const isText = (text: string | null) => !!text && !/[\p{Cc}\p{Co}\p{Cn}\ufffd]/u.test(text);
  expect(glyphs.filter(({ text }) => !isText(text))).toEqual([]);
  const mapped = characters(glyphs.map(({ text }) => text).join(''));
  const written = characters(printed.lines.map((line) => line.description).join(''));
  expect([...written].filter((character) => !mapped.has(character))).toEqual([]);
});

test('all fonts are ours and embedded, and none is a Type 3 font', () => {
  const fonts = new Map(result.fonts.map((font) => [font.name.replace(/^[A-Z]{6}\+/, ''), font]));
  expect([...fonts.keys()].filter((name) => !/^(?:Arimo|Noto)/.test(name))).toEqual([]);
  for (const name of ['Arimo-Bold', 'NotoNaskhArabic', 'NotoSansSC-Regular', 'NotoSansKR-Regular']) {
    expect([...fonts.keys()]).toContain(name);
  }
  expect([...fonts.values()].filter((font) => font.missingFile || font.isType3Font)).toEqual([]);
});

test('a letter that no font has is printed as a box that is text too, not as a missing glyph (R11)', async () => {
  const rendered = await renderer.render(detailDocument(lettersWithoutFont(), 'fr'));
  const { text, glyphs } = await read(rendered.pdf);
  expect(glyphs.filter((glyph) => glyph === 0)).toEqual([]);
  expect(text).toContain('□ □□□□□ (béton)');
  expect(text).not.toMatch(/[\p{Script=Khmer}\uf0b7]/u);
});
