/**
 * Fonts draw Arabic letters and some Chinese characters by glyphs that Chromium takes for their presentation forms and
 * radicals: text that is copied would not be the text that was written. NFKC gives the letter back; only in these ranges.
 */
const isForm = (codePoint: number): boolean =>
  (codePoint >= 0x2e80 && codePoint <= 0x2fdf) ||
  (codePoint >= 0xfb50 && codePoint <= 0xfdff) ||
  (codePoint >= 0xfe70 && codePoint <= 0xfeff);

const hex = (text: string): string => Buffer.from(text, 'utf16le').swap16().toString('hex').toUpperCase();

const textOf = (digits: string): string => Buffer.from(digits, 'hex').swap16().toString('utf16le');

/**
 * Arimo draws the thin space and the narrow no-break space by the same glyph. French figures have thousands of the latter;
 * Chromium takes it for the former and corrects itself each time.
 */
const thinSpace = '\u2009';
const narrowSpace = '\u202f';

/**
 * A ligature stands for its letters in the order of its line. Text from right to left is written reversed, as its mark says
 * (ReversedChars), and whoever turns it around turns these letters too.
 */
const lettersOf = (form: string): string => [...form.normalize('NFKC')].toReversed().join('');

const plainForm = (text: string): string =>
  [...text.replaceAll(thinSpace, narrowSpace)].map((c) => (isForm(c.codePointAt(0) ?? 0) ? lettersOf(c) : c)).join('');

const glyph = (code: number): string => `<${code.toString(16).toUpperCase().padStart(4, '0')}>`;

/** Of ranges only the last code unit counts up (9.10.3). */
const rangeText = (first: string, step: number): string =>
  first.slice(0, -1) + String.fromCharCode(first.charCodeAt(first.length - 1) + step);

const charsOf = (section: string): string =>
  section.replaceAll(/<([0-9A-F]+)> <([0-9A-F]+)>/g, (_, code, to) => `<${code}> <${hex(plainForm(textOf(to)))}>`);

/** A range with a form in it becomes several of one. */
const rangesOf = (section: string): string =>
  section.replaceAll(/<([0-9A-F]{4})> <([0-9A-F]{4})> <([0-9A-F]+)>/g, (range, from, to, text) => {
    const start = Number.parseInt(from, 16);
    const count = Number.parseInt(to, 16) - start + 1;
    const texts = Array.from({ length: count }, (_, i) => rangeText(textOf(text), i));
    if (texts.every((each) => plainForm(each) === each)) return range;
    return texts.map((each, i) => `${glyph(start + i)} ${glyph(start + i)} <${hex(plainForm(each))}>`).join('\n');
  });

/** At most a hundred in a block (9.7.5.3). */
const blocksOf = (ranges: string): string => {
  const lines = ranges.split('\n');
  const blocks = Array.from({ length: Math.ceil(lines.length / 100) }, (_, i) => lines.slice(i * 100, i * 100 + 100));
  return blocks.map((block) => `${block.length} beginbfrange\n${block.join('\n')}\nendbfrange`).join('\n');
};

/** A ToUnicode map of Chromium's with letters in place of their forms; any other stream as it is. */
export const plainUnicode = (content: Buffer): Buffer => {
  if (!content.subarray(0, 200).includes('begincmap')) return content;
  const text = content
    .toString('latin1')
    .replaceAll(/beginbfchar\n([^e]*)endbfchar/g, (section) => charsOf(section))
    .replaceAll(/\d+ beginbfrange\n([^e]*)\nendbfrange/g, (_, section: string) => blocksOf(rangesOf(section)));
  return Buffer.from(text, 'latin1');
};

/** What each glyph of a font stands for, by such a map. */
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
