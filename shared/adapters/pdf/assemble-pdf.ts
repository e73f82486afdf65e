import { matchBands } from './match-bands.ts';
import { matchRegions } from './match-regions.ts';
import { catalogEntries, producerOf, writeInfo, writeMetadata } from './metadata.ts';
import { objectPool } from './object-pool.ts';
import { writeOutline } from './outline.ts';
import type { AssembledPdf, PageContent, PdfMeta } from './page-content.ts';
import { resourcesOf } from './page-resources.ts';
import { readDrawing } from './read-drawing.ts';
import { pageNumbersOf, readPage, readPdfFile } from './read-objects.ts';
import { PdfRefusal, refusal } from './refusal.ts';
import { structureTree } from './structure-tree.ts';
import { objectWriter } from './write-objects.ts';
import { writePage } from './write-page.ts';

export type { PageContent, Region } from './page-content.ts';

/** One part of the document as Chromium printed it, without tags; the parts in order hold all the pages. */
export type PrintedPart = { pdf: Uint8Array };

type Input = PdfMeta & { parts: readonly PrintedPart[]; pages: readonly PageContent[] };

const assemble = ({ parts, pages, ...meta }: Input): AssembledPdf => {
  const writer = objectWriter();
  const pool = objectPool(writer);
  const tree = structureTree(writer);
  const pageTree = writer.reserve();
  const numbers: number[] = [];
  let producer = '()';
  for (const { pdf } of parts) {
    const file = readPdfFile(pdf);
    producer = producerOf(file);
    const resources = resourcesOf(file, pool);
    for (const printed of pageNumbersOf(file)) {
      const { content, resources: dictionary, mediaBox } = readPage(file, printed);
      const described = pages[numbers.length];
      if (!described) throw refusal(`more pages than ${pages.length}`);
      const page = resources(dictionary);
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
    }
  }
  if (numbers.length < pages.length) throw refusal(`${numbers.length} pages in place of ${pages.length}`);
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
};

/** `unmatched`: why a text could not be given its place, in numbers only; then nothing is made. */
export const assemblePdf = (input: Input): AssembledPdf | { unmatched: string } => {
  try {
    return assemble(input);
  } catch (error) {
    // Recovery: the document is printed with Chromium's own tags.
    if (error instanceof PdfRefusal) return { unmatched: error.message };
    throw error;
  }
};
