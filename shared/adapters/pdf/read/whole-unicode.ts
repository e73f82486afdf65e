import { entriesOf, hex, referenceIn, textOf } from '../syntax.ts';
import { contentOf, type PdfFile, type PdfObject, pageNumbersOf, readPage } from './read-objects.ts';
import { readUnicode } from './to-unicode.ts';

/**
 * Chromium maps a glyph that stands for no single character, such as a raised Thai tone mark or a joined Tamil vowel, to
 * U+0000, and gives the text of the whole syllable as ActualText. Most readers do not look there, and PDF/A and PDF/UA
 * do not allow U+0000 (ISO 19005-3, 6.2.11.7). The syllable's other glyphs are known, so what is left is this glyph's.
 */

/** For a glyph whose part of the syllable cannot be told: the ActualText still has the whole. */
const zeroWidthSpace = '\u200b';

const nothing = /<([0-9A-F]{4})>( <\1>)? <0000>$/gm;

type Maps = ReadonlyMap<number, Map<number, string>>;

/** The font objects with an incomplete map, and each map's object and text. */
const incompleteMaps = (file: PdfFile) =>
  file.numbers.flatMap((font) => {
    const { text: dictionary } = file.object(font);
    if (!dictionary.includes('/ToUnicode')) return [];
    const reference = referenceIn(entriesOf(dictionary).get('/ToUnicode'));
    if (reference === null) return [];
    const content = contentOf(file.object(reference));
    const text = content.toString('latin1');
    return text.search(nothing) === -1 ? [] : [{ font, map: reference, text, known: readUnicode(content) }];
  });

/** Divides the characters that no known glyph stands for among the unknown glyphs of a syllable. */
const learn = (syllable: string, codes: readonly number[], known: Map<number, string>): void => {
  const rest = [...syllable];
  const unknown = codes.filter((code) => {
    const text = known.get(code) ?? '\0';
    for (const character of text) {
      const at = rest.indexOf(character);
      if (at !== -1) rest.splice(at, 1);
    }
    return text === '\0';
  });
  unknown.forEach((code, i) => {
    const own = i < unknown.length - 1 ? rest.splice(0, 1) : rest.splice(0);
    if (own.length > 0) known.set(code, own.join(''));
  });
};

const tokens = /(\/\w+) [\d.]+ Tf|\/ActualText *<FEFF([0-9A-F]*)>|(EMC)|<([0-9A-F]+)>/g;

const learnFromPage = (file: PdfFile, page: number, maps: Maps): void => {
  const { content, resources } = readPage(file, page);
  const fonts = entriesOf(entriesOf(resources).get('/Font') ?? '<<>>');
  let known: Map<number, string> | undefined;
  let syllable: string | null = null;
  let codes: number[] = [];
  for (const [, font, actual, end, string] of content.toString('latin1').matchAll(tokens)) {
    if (font) known = maps.get(referenceIn(fonts.get(font)) ?? 0);
    else if (actual !== undefined) {
      syllable = textOf(actual);
      codes = [];
    } else if (end) {
      if (syllable !== null && known) learn(syllable, codes, known);
      syllable = null;
    } else if (syllable !== null) {
      codes.push(...(string?.match(/.{4}/g) ?? []).map((digits) => Number.parseInt(digits, 16)));
    }
  }
};

/** The file, with every map complete. */
export const withWholeUnicode = (file: PdfFile): PdfFile => {
  const incomplete = incompleteMaps(file);
  if (incomplete.length === 0) return file;
  const maps = new Map(incomplete.map(({ font, known }) => [font, known]));
  for (const page of pageNumbersOf(file)) learnFromPage(file, page, maps);
  const complete = new Map(
    incomplete.map(({ map, text, known }): [number, PdfObject] => {
      const whole = text.replaceAll(nothing, (_, code, range = '') => {
        const learned = known.get(Number.parseInt(code, 16)) ?? '\0';
        return `<${code}>${range} <${hex(learned === '\0' ? zeroWidthSpace : learned)}>`;
      });
      return [map, { text: '<<>>', stream: Buffer.from(whole, 'latin1') }];
    }),
  );
  return { ...file, object: (number) => complete.get(number) ?? file.object(number) };
};
