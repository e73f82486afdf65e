import { readFont } from '../read/fonts.ts';
import type { Font, Names } from '../read/graphics-state.ts';
import type { PdfFile } from '../read/read-objects.ts';
import { entriesOf, referenceIn } from '../syntax.ts';
import { unsupported } from '../unsupported-pdf.ts';
import type { ObjectPool } from './object-pool.ts';

/** A page's resources, named after their object numbers, so that names are the same on every page. */

const kinds: Readonly<Record<string, string>> = { '/Font': 'F', '/ExtGState': 'G', '/XObject': 'X' };

/** Only images are allowed: a form XObject could contain text that we would not tag. */
const checkPicture = (file: PdfFile, number: number): void => {
  if (entriesOf(file.object(number).text).get('/Subtype') !== '/Image')
    throw unsupported('a drawing inside the drawing');
};

export type PageResources = { names: Names; resources: number };

/** Caches the resources of a part by their dictionary, since nearly all its pages use the same ones. */
export const resourcesOf = (file: PdfFile, pool: ObjectPool): ((dictionary: string) => PageResources) => {
  const fontsRead = new Map<number, Font>();
  const known = new Map<string, PageResources>();

  const read = (dictionary: string): PageResources => {
    const renamed = new Map<string, string>();
    const fonts = new Map<string, number>();
    const sections: string[] = [];
    for (const [kind, value] of entriesOf(dictionary)) {
      if (kind === '/ProcSet') continue;
      const letter = kinds[kind];
      if (letter === undefined) throw unsupported(`resources of kind ${kind.slice(0, 12)}`);
      const section = [...entriesOf(value)].map(([name, reference]) => {
        const number = referenceIn(reference);
        if (number === null) throw unsupported('a resource without reference');
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
      font: (name) => {
        const number = fonts.get(name);
        if (number === undefined) throw unsupported('a font that is no resource');
        const font = fontsRead.get(number) ?? readFont(file, number);
        fontsRead.set(number, font);
        return font;
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
