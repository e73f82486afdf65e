import { setImmediate } from 'node:timers/promises';
import type { DrawnPage, Specimen } from '../../ports/page-map.ts';
import type { Drawing } from './drawing.ts';
import { matchBands } from './match/match-bands.ts';
import { matchRegions } from './match/match-regions.ts';
import { type AssembledPdf, isDrawn, type PageContent, type PdfMeta } from './page-content.ts';
import { readDrawing } from './read/read-drawing.ts';
import { pageNumbersOf, readPage, readPdfFile } from './read/read-objects.ts';
import { unsupported } from './unsupported-pdf.ts';
import { drawPage } from './write/draw-page.ts';
import { type PackedFile, packDataFiles, writeEmbeddedFiles } from './write/embedded-files.ts';
import { type Pens, readPens } from './write/glyphs.ts';
import { catalogEntries, producerOf, writeInfo, writeMetadata } from './write/metadata.ts';
import { type ObjectPool, objectPool } from './write/object-pool.ts';
import { writeOutline } from './write/outline.ts';
import { writeOutputIntent } from './write/output-intent.ts';
import { type PageResources, resourcesOf } from './write/page-resources.ts';
import { structureTree } from './write/structure-tree.ts';
import { objectWriter } from './write/write-objects.ts';
import { writePage } from './write/write-page.ts';

export type { PageContent } from './page-content.ts';

/**
 * One part of the document as Chromium printed it, without tags, and the content of its pages. Together, in order, the
 * parts contain all pages. The last page of the first part is the glyph sheet used to draw pages in all parts.
 */
export type PrintedPart = { pdf: Uint8Array; pages: readonly PageContent[]; specimen?: Specimen | null };

/** Throws an UnsupportedPdf when a text cannot be matched to a place. `onPage` receives the number of pages so far. */
export type PdfAssembly = {
  add(part: PrintedPart, onPage?: (count: number) => void): Promise<void>;
  finish(): Promise<AssembledPdf>;
};

/** A page of the new file, before it is tagged. */
type OpenPage = PageResources & { drawing: Drawing; mediaBox: string };

const readOpenPages = (pdf: Uint8Array, pool: ObjectPool) => {
  const file = readPdfFile(pdf);
  const resources = resourcesOf(file, pool);
  const numbers = pageNumbersOf(file);
  return {
    count: numbers.length,
    producer: producerOf(file),
    read: (index: number): OpenPage => {
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
  let pens: { base: OpenPage; pens: Pens } | null = null;

  const addPage = (described: PageContent, { drawing, names, resources, mediaBox }: OpenPage): void => {
    const items =
      'bands' in described ? matchBands(described.bands, drawing.runs) : matchRegions(described.regions, drawing);
    const marked = writePage(items, drawing.graphics, names.font);
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

  const draw = (page: DrawnPage): OpenPage => {
    if (!pens) throw unsupported('a drawn page without a glyph sheet');
    return { ...pens.base, drawing: drawPage(page, pens.pens) };
  };

  return {
    add: async ({ pdf, pages, specimen }, onPage) => {
      packedFiles ??= packDataFiles(meta.dataFiles ?? []);
      // The error is reported by `finish`, which awaits the same promise.
      packedFiles.catch(() => undefined);
      const printed = readOpenPages(pdf, pool);
      producer = printed.producer;
      const expected = pages.filter((page) => !isDrawn(page)).length;
      if (printed.count !== expected + (specimen ? 1 : 0))
        throw unsupported(`${printed.count} pages in place of ${expected}`);
      if (specimen) {
        const base = printed.read(expected);
        pens = { base, pens: readPens(specimen, base.drawing, base.names.font) };
      }
      let next = 0;
      for (const page of pages) {
        check();
        addPage(page, isDrawn(page) ? draw(page.draw()) : printed.read(next++));
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
      const entries = catalogEntries(
        meta,
        writeMetadata(writer, meta, true),
        writeOutline(writer, meta.bookmarks, numbers),
      );
      const catalog = writer.add(
        `<<${entries}${files}/MarkInfo<</Marked true>>/OutputIntents[${writeOutputIntent(writer)}]/Pages ${pageTree} 0 R/StructTreeRoot ${root} 0 R>>`,
      );
      return { pdf: writer.finish(catalog, writeInfo(writer, meta, producer)), pages: numbers.length };
    },
  };
};
