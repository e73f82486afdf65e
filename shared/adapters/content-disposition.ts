/** Percent-encodes all but RFC 5987's attr-char. encodeURIComponent leaves these five characters unencoded. */
const encodeExtended = (name: string): string =>
  encodeURIComponent(name).replaceAll(/['()*!]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`);

/** RFC 6266: an ASCII name for old programs beside the true one. `fileName` must not contain control characters. */
export const attachmentDisposition = (fileName: string): string => {
  const ascii = fileName
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .replaceAll(/[^\x20-\x7e]|["\\%]/g, '_');
  return `attachment; filename="${ascii}"; filename*=UTF-8''${encodeExtended(fileName.toWellFormed())}`;
};
