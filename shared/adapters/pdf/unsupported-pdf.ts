/**
 * What Chromium printed is not what this code knows. The reason holds numbers and operators, never a text of the document:
 * it is logged.
 */
export class PdfRefusal extends Error {
  override name = 'PdfRefusal';
}

export const refusal = (reason: string): PdfRefusal => new PdfRefusal(reason);
