import { escapeHtml } from '../../../domain/escape-html.ts';
import type { PdfMeta } from '../page-content.ts';
import type { PdfFile } from '../read/read-objects.ts';
import { entriesOf, referenceIn, textString } from '../syntax.ts';
import type { ObjectWriter } from './write-objects.ts';

/**
 * The file's metadata, as an Info dictionary and as XMP. Dates are the invoice's, so that the bytes are reproducible.
 */

const creator = 'Courriel';

const languageTag = ({ language }: Pick<PdfMeta, 'language'>): string => `${language}-CA`;

/** The version of Skia that drew the file, as Chromium recorded it. */
export const producerOf = (file: PdfFile): string => {
  const info = referenceIn(file.trailer.get('/Info'));
  const producer = info === null ? undefined : entriesOf(file.object(info).text).get('/Producer');
  return producer ?? '()';
};

export const writeInfo = (
  writer: ObjectWriter,
  { title, date }: PdfMeta,
  producer: string,
  number = writer.reserve(),
): number => {
  const when = `(D:${date.replaceAll('-', '')}000000Z)`;
  return writer.add(
    `<</Title${textString(title)}/Creator(${creator})/Producer${producer}/CreationDate${when}/ModDate${when}>>`,
    number,
  );
};

/** Writes XMP uncompressed, so that other programs can read it directly. */
export const writeMetadata = (writer: ObjectWriter, meta: PdfMeta): number => {
  const when = `${meta.date}T00:00:00Z`;
  const packet = `<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/">
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">${escapeHtml(meta.title)}</rdf:li></rdf:Alt></dc:title><dc:language><rdf:Bag><rdf:li>${languageTag(meta)}</rdf:li></rdf:Bag></dc:language>
<xmp:CreatorTool>${creator}</xmp:CreatorTool><xmp:CreateDate>${when}</xmp:CreateDate><xmp:ModifyDate>${when}</xmp:ModifyDate>
</rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="r"?>`;
  return writer.addRawStream('/Type/Metadata/Subtype/XML', Buffer.from(packet, 'utf8'));
};

/** The catalog entries that all our files share. */
export const catalogEntries = (meta: PdfMeta, metadata: number, outline: number | null): string => {
  const bookmarks = outline === null ? '' : `/Outlines ${outline} 0 R`;
  const shown = '/ViewerPreferences<</DisplayDocTitle true>>';
  return `/Type/Catalog/Lang(${languageTag(meta)})/Metadata ${metadata} 0 R${bookmarks}${shown}`;
};
