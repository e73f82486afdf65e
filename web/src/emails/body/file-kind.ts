/**
 * Names a file's type in a common word: from the type that the service detected, otherwise from the file name.
 */

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
  // The machine-readable parts of a bounce or a read receipt.
  ['report', /^(?:message\/(?!rfc822|global$)|text\/rfc822-headers)/],
  ['pdf', /^application\/pdf$/],
  ['page', /^(?:text\/html|image\/svg)/],
  ['drawing', /dwg/],
  ['picture', /^image\//],
  ['email', /^message\/rfc822$/],
];

export const extensionOf = (fileName: string): string =>
  /\.([\p{L}\p{N}]{1,8})$/u.exec(fileName)?.[1]?.toLowerCase() ?? '';

/** Null for a type that has no word of its own; the page then shows the extension. */
export const fileKind = (fileName: string, contentType: string): FileKind | null => {
  const extension = extensionOf(fileName);
  const found =
    byType.find(([, type]) => type.test(contentType)) ?? byExtension.find(([, rule]) => rule.test(extension));
  return found?.[0] ?? null;
};
