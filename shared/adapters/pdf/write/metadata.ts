import { escapeHtml } from '../../../domain/escape-html.ts';
import type { PdfMeta } from '../pdf-meta.ts';
import type { PdfFile } from '../read/read-objects.ts';
import { entriesOf, pdfDate, referenceIn, textString } from '../syntax.ts';
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

export const writeInfo = (writer: ObjectWriter, { title, date }: PdfMeta, producer: string): number => {
  const when = pdfDate(date);
  return writer.add(
    `<</Title${textString(title)}/Creator(${creator})/Producer${producer}/CreationDate${when}/ModDate${when}>>`,
  );
};

/**
 * PDF/A allows only properties that it knows or that the file describes (ISO 19005-3, 6.6.2.3), and it does not know the
 * one by which a file claims PDF/UA-1 (ISO 14289-1, 5).
 */
const accessibilitySchema = `<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema><pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI><pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource"><pdfaProperty:name>part</pdfaProperty:name><pdfaProperty:valueType>Integer</pdfaProperty:valueType><pdfaProperty:category>internal</pdfaProperty:category><pdfaProperty:description>The part of ISO 14289 to which the file conforms</pdfaProperty:description></rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>`;

const namespaces = Object.entries({
  dc: 'http://purl.org/dc/elements/1.1/',
  xmp: 'http://ns.adobe.com/xap/1.0/',
  pdfaid: 'http://www.aiim.org/pdfa/ns/id/',
  pdfuaid: 'http://www.aiim.org/pdfua/ns/id/',
  pdfaExtension: 'http://www.aiim.org/pdfa/ns/extension/',
  pdfaSchema: 'http://www.aiim.org/pdfa/ns/schema#',
  pdfaProperty: 'http://www.aiim.org/pdfa/ns/property#',
})
  .map(([prefix, uri]) => ` xmlns:${prefix}="${uri}"`)
  .join('');

/** The file's claims: PDF/UA-1 and PDF/A-3a. */
const claims = `<pdfuaid:part>1</pdfuaid:part><pdfaid:part>3</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance>
${accessibilitySchema}
`;

/** Writes XMP uncompressed, so that other programs can read it directly. */
export const writeMetadata = (writer: ObjectWriter, meta: PdfMeta): number => {
  const when = `${meta.date}T00:00:00Z`;
  const packet = `<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about=""${namespaces}>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">${escapeHtml(meta.title)}</rdf:li></rdf:Alt></dc:title><dc:language><rdf:Bag><rdf:li>${languageTag(meta)}</rdf:li></rdf:Bag></dc:language>
<xmp:CreatorTool>${creator}</xmp:CreatorTool><xmp:CreateDate>${when}</xmp:CreateDate><xmp:ModifyDate>${when}</xmp:ModifyDate>
${claims}</rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="r"?>`;
  return writer.addRawStream('/Type/Metadata/Subtype/XML', Buffer.from(packet, 'utf8'));
};

/** The catalog's entries from the metadata. */
export const catalogEntries = (meta: PdfMeta, metadata: number, outline: number | null): string => {
  const bookmarks = outline === null ? '' : `/Outlines ${outline} 0 R`;
  const shown = '/ViewerPreferences<</DisplayDocTitle true>>';
  return `/Type/Catalog/Lang(${languageTag(meta)})/Metadata ${metadata} 0 R${bookmarks}${shown}`;
};
