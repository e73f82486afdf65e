import { matchBands } from './match-bands.ts';
import { matchRegions } from './match-regions.ts';
import { catalogEntries, producerOf, writeInfo, writeMetadata } from './metadata.ts';
import { objectPool } from './object-pool.ts';
import { writeOutline } from './outline.ts';
import type { AssembledPdf, PageContent, PdfMeta } from './page-content.ts';
import { type PageResources, resourcesOf } from './page-resources.ts';
import { readDrawing } from './read-drawing.ts';
import { pageNumbersOf, readPage, readPdfFile } from './read-objects.ts';
import { refusal } from './refusal.ts';
import { structureTree } from './structure-tree.ts';
import { objectWriter } from './write-objects.ts';
import { writePage } from './write-page.ts';

export type { PageContent, Region } from './page-content.ts';

/** One part of the document as Chromium printed it, without tags, and what stands on its pages. The parts in order hold all pages. */
export type PrintedPart = { pdf: Uint8Array; pages: readonly PageContent[] };

/** Throws a PdfRefusal when a text cannot be given its place. */
export type PdfAssembly = { add(part: PrintedPart): void; finish(): AssembledPdf };

/** Part by part, so that one is put in place while the browser prints the next. */
export const pdfAssembly = (meta: PdfMeta): PdfAssembly => {
  const writer = objectWriter();
  const pool = objectPool(writer);
  const tree = structureTree(writer);
  const pageTree = writer.reserve();
  const numbers: number[] = [];
  let producer = '()';

  const addPage = (described: PageContent, content: Buffer, page: PageResources, mediaBox: string): void => {
    const drawing = readDrawing(content, page.names);
    const items =
      'bands' in described ? matchBands(described.bands, drawing.runs) : matchRegions(described.regions, drawing);
    const marked = writePage(items, drawing.graphics, page.names.font);
    const number = writer.reserve();
    const contents = writer.addStream('', marked.content);
    writer.add(
      `<</Type/Page/Parent ${pageTree} 0 R/MediaBox${mediaBox}/Resources ${page.resources} 0 R/Contents ${contents} 0 R/StructParents ${numbers.length}/Tabs/S>>`,
      number,
    );
    tree.addPage(items, marked.numbers, number);
    writer.cut();
    numbers.push(number);
  };

  return {
    add: ({ pdf, pages }) => {
      const file = readPdfFile(pdf);
      producer = producerOf(file);
      const resources = resourcesOf(file, pool);
      const printed = pageNumbersOf(file);
      if (printed.length !== pages.length) throw refusal(`${printed.length} pages in place of ${pages.length}`);
      printed.forEach((number, i) => {
        const { content, resources: dictionary, mediaBox } = readPage(file, number);
        const described = pages[i];
        if (described) addPage(described, content, resources(dictionary), mediaBox);
      });
    },
    finish: () => {
      writer.add(
        `<</Type/Pages/Kids[${numbers.map((number) => `${number} 0 R`).join(' ')}]/Count ${numbers.length}>>`,
        pageTree,
      );
      const root = tree.finish();
      const entries = catalogEntries(meta, writeMetadata(writer, meta), writeOutline(writer, meta.bookmarks, numbers));
      const catalog = writer.add(
        `<<${entries}/MarkInfo<</Marked true>>/Pages ${pageTree} 0 R/StructTreeRoot ${root} 0 R>>`,
      );
      return { pdf: writer.finish(catalog, writeInfo(writer, meta, producer)), pages: numbers.length };
    },
  };
};
