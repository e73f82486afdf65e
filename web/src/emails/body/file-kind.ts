/** What a file is, in a word that people know it by. Pure: by the service's finding first, then by the name. */

export type FileKind =
  | 'pdf'
  | 'picture'
  | 'sheet'
  | 'document'
  | 'slides'
  | 'drawing'
  | 'archive'
  | 'email'
  | 'page'
  | 'text'
  | 'report';

const byExtension: readonly (readonly [FileKind, RegExp])[] = [
  ['sheet', /^(?:xlsx?|xlsm|ods|csv)$/],
  ['document', /^(?:docx?|docm|odt|rtf|pages)$/],
  ['slides', /^(?:pptx?|odp)$/],
  ['drawing', /^(?:dwg|dxf|dwf|rvt|skp|ifc)$/],
  ['archive', /^(?:zip|rar|7z|gz|tar)$/],
  ['email', /^(?:eml|msg)$/],
  ['page', /^(?:html?|xhtml|svg)$/],
  ['pdf', /^pdf$/],
  ['picture', /^(?:png|jpe?g|gif|webp|tiff?|bmp|heic)$/],
  ['text', /^(?:txt|log|md)$/],
];

const byType: readonly (readonly [FileKind, RegExp])[] = [
  // The parts of a bounce or a receipt that servers read.
  ['report', /^(?:message\/(?!rfc822|global$)|text\/rfc822-headers)/],
  ['pdf', /^application\/pdf$/],
  ['page', /^(?:text\/html|image\/svg)/],
  ['drawing', /dwg/],
  ['picture', /^image\//],
  ['email', /^message\/rfc822$/],
];

export const extensionOf = (fileName: string): string =>
  /\.([\p{L}\p{N}]{1,8})$/u.exec(fileName)?.[1]?.toLowerCase() ?? '';

/** Null for what has no word of its own: its extension then says it. */
export const fileKind = (fileName: string, contentType: string): FileKind | null => {
  const extension = extensionOf(fileName);
  const found =
    byType.find(([, type]) => type.test(contentType)) ?? byExtension.find(([, rule]) => rule.test(extension));
  return found?.[0] ?? null;
};
