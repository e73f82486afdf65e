import { documentFontPaths } from '../../shared/adapters/chromium/fonts.ts';

/** The document's own font, for those who take a file. */
export const noto = (): { regular: string; bold: string } => {
  const file = (name: string): string => {
    const path = documentFontPaths().find((candidate) => candidate.endsWith(name));
    if (!path) throw new Error(`${name} is not among the document's fonts`);
    return path;
  };
  return { regular: file('NotoSans-Regular.ttf'), bold: file('NotoSans-Bold.ttf') };
};
