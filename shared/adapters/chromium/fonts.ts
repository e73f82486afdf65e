import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

/**
 * The fonts that a document may need, as paths under node_modules; all are SIL OFL 1.1 (NOTICE), 22 MB in total. Arimo
 * draws Latin, Greek, Cyrillic and Hebrew. Its em has 2048 units, so Chromium's widths are exact and a text is one
 * string in the PDF; with Noto Sans (1000 units) each glyph is positioned separately, for 30 % more bytes and 10 % more
 * time. Arimo has the widths of Arial, with which an installed Chrome prints elsewhere, and it has the narrow no-break
 * space. Noto Sans supplies the letters that Arimo lacks. The fonts of alphabets come in both weights;
 * Chinese, Korean and signs in regular only, because a bold Chinese font alone weighs 10 MB. Noto Sans SC also draws Japanese. All fonts have
 * TrueType outlines: Chromium turns others into Type 3 fonts, which are large and print badly. It embeds only the
 * glyphs that a document uses. infra copies these files into the function's package under the same paths.
 */
export const documentFonts = [
  '@expo-google-fonts/arimo/400Regular/Arimo_400Regular.ttf',
  '@expo-google-fonts/arimo/700Bold/Arimo_700Bold.ttf',
  '@embedpdf/fonts-latin/fonts/NotoSans-Regular.ttf',
  '@embedpdf/fonts-latin/fonts/NotoSans-Bold.ttf',
  '@embedpdf/fonts-arabic/fonts/NotoNaskhArabic-Regular.ttf',
  '@embedpdf/fonts-arabic/fonts/NotoNaskhArabic-Bold.ttf',
  '@expo-google-fonts/noto-sans-thai/400Regular/NotoSansThai_400Regular.ttf',
  '@expo-google-fonts/noto-sans-thai/700Bold/NotoSansThai_700Bold.ttf',
  '@expo-google-fonts/noto-sans-tamil/400Regular/NotoSansTamil_400Regular.ttf',
  '@expo-google-fonts/noto-sans-tamil/700Bold/NotoSansTamil_700Bold.ttf',
  '@expo-google-fonts/noto-sans-armenian/400Regular/NotoSansArmenian_400Regular.ttf',
  '@expo-google-fonts/noto-sans-armenian/700Bold/NotoSansArmenian_700Bold.ttf',
  '@expo-google-fonts/noto-sans-georgian/400Regular/NotoSansGeorgian_400Regular.ttf',
  '@expo-google-fonts/noto-sans-georgian/700Bold/NotoSansGeorgian_700Bold.ttf',
  '@expo-google-fonts/noto-sans-ethiopic/400Regular/NotoSansEthiopic_400Regular.ttf',
  '@expo-google-fonts/noto-sans-ethiopic/700Bold/NotoSansEthiopic_700Bold.ttf',
  '@expo-google-fonts/noto-sans-sc/400Regular/NotoSansSC_400Regular.ttf',
  '@expo-google-fonts/noto-sans-kr/400Regular/NotoSansKR_400Regular.ttf',
  '@expo-google-fonts/noto-sans-symbols/400Regular/NotoSansSymbols_400Regular.ttf',
  '@expo-google-fonts/noto-sans-symbols-2/400Regular/NotoSansSymbols2_400Regular.ttf',
  '@expo-google-fonts/noto-emoji/400Regular/NotoEmoji_400Regular.ttf',
] as const;

/**
 * The paths on this machine. They are not resolved as modules, because a function's package has only the font files.
 */
export const documentFontPaths = (): string[] => {
  const folders = createRequire(import.meta.url).resolve.paths('fonts') ?? [];
  return documentFonts.map((font) => {
    const folder = folders.find((candidate) => existsSync(join(candidate, font)));
    if (folder === undefined) throw new Error(`the font ${font} is not installed`);
    return join(folder, font);
  });
};
