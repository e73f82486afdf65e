import { documentFontPaths } from '../../shared/adapters/chromium/fonts.ts';

/** Noto Sans from the document's fonts, for programs that take a font file. */
export const noto = (): { regular: string; bold: string } => {
  const file = (name: string): string => {
    const path = documentFontPaths().find((candidate) => candidate.endsWith(name));
    if (!path) throw new Error(`${name} is not among the document's fonts`);
    return path;
  };
  return { regular: file('NotoSans-Regular.ttf'), bold: file('NotoSans-Bold.ttf') };
};
