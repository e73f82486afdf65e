import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

/**
 * The fonts that a document may need, as paths under node_modules: all SIL OFL 1.1 (NOTICE), 21 MB together. Arimo draws
 * Latin, Greek, Cyrillic and Hebrew: its em has 2048 units, so that Chromium's widths are exact and a text is one string in
 * the PDF; with Noto Sans (1000 units) each glyph is placed by itself, 30 % more bytes and 10 % more time. It is as wide as
 * Arial, letter by letter, which is what an installed Chrome prints with elsewhere, and it has the narrow no-break space.
 * Noto Sans has the letters that it lacks. These and Arabic come in both weights; the others in the regular one, because a
 * second one of Chinese alone weighs 10 MB. Noto Sans SC draws Japanese as well. All have TrueType outlines: of others
 * Chromium makes Type 3 fonts, which are large and print badly. It embeds only the glyphs that a document uses. infra
 * copies these files into the function's package under the same paths.
 */
export const documentFonts = [
  '@expo-google-fonts/arimo/400Regular/Arimo_400Regular.ttf',
  '@expo-google-fonts/arimo/700Bold/Arimo_700Bold.ttf',
  '@embedpdf/fonts-latin/fonts/NotoSans-Regular.ttf',
  '@embedpdf/fonts-latin/fonts/NotoSans-Bold.ttf',
  '@embedpdf/fonts-arabic/fonts/NotoNaskhArabic-Regular.ttf',
  '@embedpdf/fonts-arabic/fonts/NotoNaskhArabic-Bold.ttf',
  '@expo-google-fonts/noto-sans-sc/400Regular/NotoSansSC_400Regular.ttf',
  '@expo-google-fonts/noto-sans-kr/400Regular/NotoSansKR_400Regular.ttf',
  '@expo-google-fonts/noto-sans-symbols/400Regular/NotoSansSymbols_400Regular.ttf',
  '@expo-google-fonts/noto-sans-symbols-2/400Regular/NotoSansSymbols2_400Regular.ttf',
  '@expo-google-fonts/noto-emoji/400Regular/NotoEmoji_400Regular.ttf',
] as const;

/** Where they are on this machine. Not resolved as modules: a function's package holds the font files and nothing else. */
export const documentFontPaths = (): string[] => {
  const folders = createRequire(import.meta.url).resolve.paths('fonts') ?? [];
  return documentFonts.map((font) => {
    const folder = folders.find((candidate) => existsSync(join(candidate, font)));
    if (folder === undefined) throw new Error(`the font ${font} is not installed`);
    return join(folder, font);
  });
};
