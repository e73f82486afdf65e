import type { Names } from './graphics-state.ts';
import type { ObjectPool } from './object-pool.ts';
import type { PdfFile } from './read-objects.ts';
import { refusal } from './refusal.ts';
import { entriesOf, referenceIn, tokensOf } from './syntax.ts';

/** What a page draws with, under names that are the same on every page: the object's number makes the name. */

const kinds: Readonly<Record<string, string>> = { '/Font': 'F', '/ExtGState': 'G', '/XObject': 'X' };

/** Glyph widths of a composite font, 1/1000 em: `/W [12 [500 600] 20 30 550]`, else `/DW`. */
const widthsOf = (file: PdfFile, font: number): ((code: number) => number) => {
  const composite = entriesOf(file.object(font).text);
  const descendant = referenceIn(
    tokensOf(composite.get('/DescendantFonts') ?? '')
      .slice(1, 4)
      .join(' '),
  );
  if (composite.get('/Encoding') !== '/Identity-H' || descendant === null) throw refusal('a font of another kind');
  const entries = entriesOf(file.object(descendant).text);
  const usual = Number(entries.get('/DW') ?? 1000);
  const widths = new Map<number, number>();
  const tokens = tokensOf(entries.get('/W') ?? '[]').slice(1, -1);
  for (let i = 0; i < tokens.length; ) {
    let code = Number(tokens[i]);
    if (tokens[i + 1] === '[') {
      for (i += 2; tokens[i] !== ']' && i < tokens.length; i++) widths.set(code++, Number(tokens[i]));
      i += 1;
    } else {
      for (; code <= Number(tokens[i + 1]); code++) widths.set(code, Number(tokens[i + 2]));
      i += 3;
    }
  }
  return (code) => widths.get(code) ?? usual;
};

/** A form may hold text that nobody would see here. */
const checkPicture = (file: PdfFile, number: number): void => {
  if (entriesOf(file.object(number).text).get('/Subtype') !== '/Image') throw refusal('a drawing inside the drawing');
};

export type PageResources = { names: Names; resources: number };

/** Remembers what a part's resources are: its pages have nearly all the same. */
export const resourcesOf = (file: PdfFile, pool: ObjectPool): ((dictionary: string) => PageResources) => {
  const widthsByFont = new Map<number, (code: number) => number>();
  const known = new Map<string, PageResources>();

  const read = (dictionary: string): PageResources => {
    const renamed = new Map<string, string>();
    const fonts = new Map<string, number>();
    const sections: string[] = [];
    for (const [kind, value] of entriesOf(dictionary)) {
      if (kind === '/ProcSet') continue;
      const letter = kinds[kind];
      if (letter === undefined) throw refusal(`resources of kind ${kind.slice(0, 12)}`);
      const section = [...entriesOf(value)].map(([name, reference]) => {
        const number = referenceIn(reference);
        if (number === null) throw refusal('a resource without reference');
        if (kind === '/XObject') checkPicture(file, number);
        const taken = pool.take(file, number);
        if (kind === '/Font') fonts.set(`/${letter}${taken}`, number);
        renamed.set(name, `/${letter}${taken}`);
        return { taken, text: `/${letter}${taken} ${taken} 0 R` };
      });
      section.sort((a, b) => a.taken - b.taken);
      sections.push(`${kind}<<${section.map(({ text }) => text).join('')}>>`);
    }
    const names: Names = {
      renamed: (name) => renamed.get(name) ?? name,
      widths: (name) => {
        const font = fonts.get(name);
        if (font === undefined) throw refusal('a font that is no resource');
        const widths = widthsByFont.get(font) ?? widthsOf(file, font);
        widthsByFont.set(font, widths);
        return widths;
      },
    };
    return { names, resources: pool.share(`<<${sections.join('')}>>`) };
  };

  return (dictionary) => {
    const resources = known.get(dictionary) ?? read(dictionary);
    known.set(dictionary, resources);
    return resources;
  };
};
