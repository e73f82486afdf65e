import { hex, textOf } from '../syntax.ts';

/**
 * Chromium maps the glyphs of Arabic letters and some Chinese characters to presentation forms and radicals, so copied
 * text would differ from the original. NFKC restores the letters; it is applied in these ranges only.
 */
const isForm = (codePoint: number): boolean =>
  (codePoint >= 0x2e80 && codePoint <= 0x2fdf) ||
  (codePoint >= 0xfb50 && codePoint <= 0xfdff) ||
  (codePoint >= 0xfe70 && codePoint <= 0xfeff);

/**
 * Arimo uses one glyph for the thin space and the narrow no-break space. French amounts contain thousands of the
 * latter; Chromium maps the glyph to the former and corrects each occurrence with ActualText.
 */
const thinSpace = '\u2009';
const narrowSpace = '\u202f';

/**
 * The letters of a ligature, in the order of its line. Right-to-left text is written reversed, as its mark says
 * (ReversedChars), and a reader that reverses the text also reverses these letters.
 */
const lettersOf = (form: string): string => [...form.normalize('NFKC')].toReversed().join('');

const plainForm = (text: string): string =>
  [...text.replaceAll(thinSpace, narrowSpace)].map((c) => (isForm(c.codePointAt(0) ?? 0) ? lettersOf(c) : c)).join('');

const glyph = (code: number): string => `<${code.toString(16).toUpperCase().padStart(4, '0')}>`;

/** Within a range, only the last code unit is incremented (ISO 32000-1, 9.10.3). */
const rangeText = (first: string, step: number): string =>
  first.slice(0, -1) + String.fromCharCode(first.charCodeAt(first.length - 1) + step);

const charsOf = (section: string): string =>
  section.replaceAll(/<([0-9A-F]+)> <([0-9A-F]+)>/g, (_, code, to) => `<${code}> <${hex(plainForm(textOf(to)))}>`);

/** A range that contains a presentation form is split into ranges of one glyph each. */
const rangesOf = (section: string): string =>
  section.replaceAll(/<([0-9A-F]{4})> <([0-9A-F]{4})> <([0-9A-F]+)>/g, (range, from, to, text) => {
    const start = Number.parseInt(from, 16);
    const count = Number.parseInt(to, 16) - start + 1;
    const texts = Array.from({ length: count }, (_, i) => rangeText(textOf(text), i));
    if (texts.every((each) => plainForm(each) === each)) return range;
    return texts.map((each, i) => `${glyph(start + i)} ${glyph(start + i)} <${hex(plainForm(each))}>`).join('\n');
  });

/** A block may contain at most a hundred ranges (ISO 32000-1, 9.7.5.3). */
const blocksOf = (ranges: string): string => {
  const lines = ranges.split('\n');
  const blocks = Array.from({ length: Math.ceil(lines.length / 100) }, (_, i) => lines.slice(i * 100, i * 100 + 100));
  return blocks.map((block) => `${block.length} beginbfrange\n${block.join('\n')}\nendbfrange`).join('\n');
};

/** Replaces presentation forms by letters in Chromium's ToUnicode map; returns any other stream unchanged. */
export const plainUnicode = (content: Buffer): Buffer => {
  if (!content.subarray(0, 200).includes('begincmap')) return content;
  const text = content
    .toString('latin1')
    .replaceAll(/beginbfchar\n([^e]*)endbfchar/g, (section) => charsOf(section))
    .replaceAll(/\d+ beginbfrange\n([^e]*)\nendbfrange/g, (_, section: string) => blocksOf(rangesOf(section)));
  return Buffer.from(text, 'latin1');
};

/** The text that each glyph of a font represents, according to its ToUnicode map. */
export const readUnicode = (content: Buffer): Map<number, string> => {
  const texts = new Map<number, string>();
  const map = plainUnicode(content).toString('latin1');
  for (const [section] of map.matchAll(/beginbfchar\n[^e]*endbfchar/g)) {
    for (const [, code = '', text = ''] of section.matchAll(/<([0-9A-F]+)> <([0-9A-F]+)>/g)) {
      texts.set(Number.parseInt(code, 16), textOf(text));
    }
  }
  for (const [section] of map.matchAll(/beginbfrange\n[^e]*endbfrange/g)) {
    for (const [, from = '', to = '', text = ''] of section.matchAll(/<([0-9A-F]+)> <([0-9A-F]+)> <([0-9A-F]+)>/g)) {
      const start = Number.parseInt(from, 16);
      for (let i = 0; start + i <= Number.parseInt(to, 16); i++) texts.set(start + i, rangeText(textOf(text), i));
    }
  }
  return texts;
};
