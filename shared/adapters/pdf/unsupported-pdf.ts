/**
 * What Chromium printed is not what this code knows. The reason holds numbers and operators, never a text of the document:
 * it is logged.
 */
export class UnsupportedPdf extends Error {
  override name = 'UnsupportedPdf';
}

export const unsupported = (reason: string): UnsupportedPdf => new UnsupportedPdf(reason);
