import type { AssembledPdf, PdfMeta } from './page-content.ts';
import { type PdfFile, pageNumbersOf, readPdfFile } from './read/read-objects.ts';
import { entriesOf, referenceIn } from './syntax.ts';
import { unsupported } from './unsupported-pdf.ts';
import { catalogEntries, producerOf, writeInfo, writeMetadata } from './write/metadata.ts';
import { writeOutline } from './write/outline.ts';
import { objectWriter } from './write/write-objects.ts';

/** Chromium numbers elements across all documents it has printed. We renumber them from 1, in the same order. */
const elementIds = (file: PdfFile): ((text: string) => string) => {
  const found = new Set<string>();
  for (const number of file.numbers) {
    for (const [, id = ''] of file.object(number).text.matchAll(/\(node(\d+)\)/g)) found.add(id);
  }
  const ranks = new Map([...found].sort().map((id, i) => [id, String(i + 1).padStart(8, '0')]));
  return (text) =>
    text.includes('(node') ? text.replaceAll(/\(node(\d+)\)/g, (_, id) => `(node${ranks.get(id)})`) : text;
};

/**
 * Repacks a PDF that Chromium printed with its own tags: the same pages and tags in a sixth of the bytes, since
 * thousands of small objects are compressed together, and identical bytes each time. Objects keep their numbers.
 * `check` is called before each object and may throw.
 */
export const repackPdf = (pdf: Uint8Array, meta: PdfMeta, check: () => void = () => undefined): AssembledPdf => {
  const file = readPdfFile(pdf);
  const catalog = referenceIn(file.trailer.get('/Root'));
  const info = referenceIn(file.trailer.get('/Info'));
  if (catalog === null || info === null) throw unsupported('no catalog');
  const pages = pageNumbersOf(file);
  const renamed = elementIds(file);
  const writer = objectWriter();
  const count = Math.max(...file.numbers);
  for (let i = 0; i < count; i++) writer.reserve();
  for (const number of file.numbers) {
    check();
    if (number === catalog || number === info) continue;
    const { text, stream } = file.object(number);
    if (stream) writer.copyStream(text, stream, number);
    else writer.add(renamed(text), number);
  }
  const kept = entriesOf(file.object(catalog).text);
  const ours = catalogEntries(meta, writeMetadata(writer, meta, false), writeOutline(writer, meta.bookmarks, pages));
  for (const key of entriesOf(`<<${ours}>>`).keys()) kept.delete(key);
  writer.add(`<<${ours}${[...kept].map(([key, value]) => `${key} ${value}`).join('')}>>`, catalog);
  writeInfo(writer, meta, producerOf(file), info);
  return { pdf: writer.finish(catalog, info), pages: pages.length };
};
