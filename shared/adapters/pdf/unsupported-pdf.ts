/**
 * Chromium printed something that this code does not support. The reason is logged, so it contains only numbers and
 * operators, never text of the document.
 */
export class UnsupportedPdf extends Error {
  override name = 'UnsupportedPdf';
}

export const unsupported = (reason: string): UnsupportedPdf => new UnsupportedPdf(reason);
