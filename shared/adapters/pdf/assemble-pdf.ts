import { setImmediate } from 'node:timers/promises';
import type { DisplayList, GlyphSheet, TaggedBox } from '../../ports/display-list.ts';
import type { Drawing, Graphic } from './drawing.ts';
import { matchTexts } from './match/match-texts.ts';
import type { AssembledPdf, PdfMeta } from './pdf-meta.ts';
import { readDrawing } from './read/read-drawing.ts';
import { pageNumbersOf, readPage, readPdfFile } from './read/read-objects.ts';
import { withWholeUnicode } from './read/whole-unicode.ts';
import type { Item } from './tagged-item.ts';
import { unsupported } from './unsupported-pdf.ts';
import { drawPage } from './write/draw-page.ts';
import { type PackedFile, packDataFiles, writeEmbeddedFiles } from './write/embedded-files.ts';
import { type Glyphs, readGlyphs } from './write/glyphs.ts';
import { catalogEntries, producerOf, writeInfo, writeMetadata } from './write/metadata.ts';
import { type ObjectPool, objectPool } from './write/object-pool.ts';
import { writeOutline } from './write/outline.ts';
import { writeOutputIntent } from './write/output-intent.ts';
import { type PageResources, resourcesOf } from './write/page-resources.ts';
import { structureTree } from './write/structure-tree.ts';
import { objectWriter } from './write/write-objects.ts';
import { writePage } from './write/write-page.ts';

/** The display list of a page to be drawn, or the boxes of a page that Chromium printed. */
export type PageContent = { list(): DisplayList } | { boxes(): readonly TaggedBox[] };

/**
 * One part of the document as Chromium printed it, without tags, and its pages. Together, in order, the parts contain
 * all pages. The last page of the first part is the glyph sheet used to draw pages in all parts.
 */
export type PrintedPart = { pdf: Uint8Array; pages: readonly PageContent[]; glyphSheet: GlyphSheet | null };

/** Throws an UnsupportedPdf for anything that this code cannot read. `onPage` receives the number of pages so far. */
export type PdfAssembly = {
  add(part: PrintedPart, onPage?: (count: number) => void): Promise<void>;
  finish(): Promise<AssembledPdf>;
};

/** A page as Chromium printed it. */
type PrintedPage = PageResources & { drawing: Drawing; mediaBox: string };

const readPages = (pdf: Uint8Array, pool: ObjectPool) => {
  const file = withWholeUnicode(readPdfFile(pdf));
  const resources = resourcesOf(file, pool);
  const numbers = pageNumbersOf(file);
  return {
    count: numbers.length,
    producer: producerOf(file),
    read: (index: number): PrintedPage => {
      const { content, resources: dictionary, mediaBox } = readPage(file, numbers[index] ?? 0);
      const page = resources(dictionary);
      return { ...page, drawing: readDrawing(content, page.names), mediaBox };
    },
  };
};

/** After this many pages, control returns to the event loop. */
const pagesPerYield = 50;

/**
 * Assembles the PDF part by part, so that one part is processed while the browser prints the next. `check` throws when
 * time is up; a timer cannot fire while this synchronous work runs.
 */
export const pdfAssembly = (meta: PdfMeta, check: () => void = () => undefined): PdfAssembly => {
  const writer = objectWriter();
  const pool = objectPool(writer, check);
  const tree = structureTree(writer);
  const pageTree = writer.reserve();
  const numbers: number[] = [];
  let producer = '()';
  let packedFiles: Promise<PackedFile[]> | null = null;
  let sheet: { printed: PrintedPage; glyphs: Glyphs } | null = null;

  const addPage = (items: Item[], graphics: readonly Graphic[], { names, resources, mediaBox }: PrintedPage): void => {
    const marked = writePage(items, graphics, names.font);
    const number = writer.reserve();
    const contents = writer.addStream('', marked);
    writer.add(
      `<</Type/Page/Parent ${pageTree} 0 R/MediaBox${mediaBox}/Resources ${resources} 0 R/Contents ${contents} 0 R/StructParents ${numbers.length}/Tabs/S>>`,
      number,
    );
    tree.addPage(items, number);
    writer.cut();
    numbers.push(number);
  };
  const addDrawn = (list: DisplayList): void => {
    if (!sheet) throw unsupported('a drawn page without a glyph sheet');
    const { items, graphics } = drawPage(list, sheet.glyphs);
    addPage(items, graphics, sheet.printed);
  };
  const addPrinted = (boxes: readonly TaggedBox[], printed: PrintedPage): void =>
    addPage(matchTexts(boxes, printed.drawing), printed.drawing.graphics, printed);

  return {
    add: async ({ pdf, pages, glyphSheet }, onPage) => {
      packedFiles ??= packDataFiles(meta.dataFiles ?? []);
      // The error is reported by `finish`, which awaits the same promise.
      packedFiles.catch(() => undefined);
      const part = readPages(pdf, pool);
      producer = part.producer;
      const expected = pages.filter((page) => 'boxes' in page).length;
      if (part.count !== expected + (glyphSheet ? 1 : 0))
        throw unsupported(`${part.count} pages in place of ${expected}`);
      if (glyphSheet) {
        const printed = part.read(expected);
        sheet = { printed, glyphs: readGlyphs(glyphSheet, printed.drawing, printed.names.font) };
      }
      let next = 0;
      for (const page of pages) {
        check();
        if ('list' in page) addDrawn(page.list());
        else addPrinted(page.boxes(), part.read(next++));
        if (numbers.length % pagesPerYield !== 0) continue;
        onPage?.(numbers.length);
        await setImmediate();
      }
    },
    finish: async () => {
      const files = writeEmbeddedFiles(writer, (await packedFiles) ?? [], meta.date);
      writer.add(
        `<</Type/Pages/Kids[${numbers.map((number) => `${number} 0 R`).join(' ')}]/Count ${numbers.length}>>`,
        pageTree,
      );
      const root = tree.finish();
      const entries = catalogEntries(meta, writeMetadata(writer, meta), writeOutline(writer, meta.bookmarks, numbers));
      const catalog = writer.add(
        `<<${entries}${files}/MarkInfo<</Marked true>>/OutputIntents[${writeOutputIntent(writer)}]/Pages ${pageTree} 0 R/StructTreeRoot ${root} 0 R>>`,
      );
      return { pdf: writer.finish(catalog, writeInfo(writer, meta, producer)), pages: numbers.length };
    },
  };
};
