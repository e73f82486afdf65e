import { inflateSync } from 'node:zlib';

/** The objects of one of our PDFs, read without a PDF library to check what pdf.js does not expose. */
export type Objects = { text(number: string): string; stream(number: string): string };

/**
 * Reads only the form that our writer gives to a file: every object but a stream stands in an object stream. Whether
 * that form is a valid PDF is for qpdf and pdf.js to judge.
 */
export const objectsOf = (pdf: Uint8Array): Objects => {
  const bytes = Buffer.from(pdf);
  const file = bytes.toString('latin1');
  const texts = new Map<string, string>();
  const streams = new Map<string, string>();
  for (const match of file.matchAll(/\n(\d+) 0 obj\n(<<[^\n]*\/Length (\d+)>>)stream\n/g)) {
    const [found, number = '', dictionary = '', length] = match;
    const start = match.index + found.length;
    const data = bytes.subarray(start, start + Number(length));
    if (!dictionary.includes('/FlateDecode')) continue;
    const content = inflateSync(data).toString('latin1');
    const [, first] = /\/ObjStm\/N \d+\/First (\d+)/.exec(dictionary) ?? [];
    if (first === undefined) {
      streams.set(number, content);
      continue;
    }
    const index = content.slice(0, Number(first)).trim().split(/\s+/);
    for (let i = 0; i < index.length; i += 2) {
      const from = Number(first) + Number(index[i + 1]);
      const to = index[i + 3] === undefined ? undefined : Number(first) + Number(index[i + 3]);
      texts.set(index[i] ?? '', content.slice(from, to).trim());
    }
  }
  const known = (map: Map<string, string>) => (number: string) => {
    const found = map.get(number);
    if (found === undefined) throw new Error(`no object ${number}`);
    return found;
  };
  return { text: known(texts), stream: known(streams) };
};

export const reference = (text: string, key: string): string => new RegExp(`/${key} (\\d+) 0 R`).exec(text)?.[1] ?? '';
export const referencesIn = (text: string): string[] => [...text.matchAll(/(\d+) 0 R/g)].map((match) => match[1] ?? '');

export const catalogOf = (pdf: Uint8Array, objects: Objects): string => {
  const [trailer = ''] = /\/Type\/XRef[^\n]*/.exec(Buffer.from(pdf).toString('latin1')) ?? [];
  return objects.text(reference(trailer, 'Root'));
};

export const pageNumbersOf = (catalog: string, objects: Objects): string[] =>
  referencesIn(/\/Kids(\[[^\]]*\])/.exec(objects.text(reference(catalog, 'Pages')))?.[1] ?? '');

type Glyph = { font: string; code: number; text: string | null };

const codeUnits = (digits: string): string => Buffer.from(digits, 'hex').swap16().toString('utf16le');
const hexadecimal = (digits: string): number => Number.parseInt(digits, 16);

/** The text of each glyph by its code, from a font's ToUnicode map (ISO 32000-1, 9.10.3). */
const unicodeOf = (map: string): Map<number, string> => {
  const texts = new Map<number, string>();
  for (const [, section = ''] of map.matchAll(/beginbfchar(.*?)endbfchar/gs)) {
    for (const [, code = '', text = ''] of section.matchAll(/<(\w+)>\s*<(\w+)>/g)) {
      texts.set(hexadecimal(code), codeUnits(text));
    }
  }
  for (const [, section = ''] of map.matchAll(/beginbfrange(.*?)endbfrange/gs)) {
    for (const [, from = '', to = '', text = ''] of section.matchAll(/<(\w+)>\s*<(\w+)>\s*<(\w+)>/g)) {
      const before = codeUnits(text).slice(0, -1);
      const last = codeUnits(text).charCodeAt(before.length);
      for (let code = hexadecimal(from); code <= hexadecimal(to); code++) {
        texts.set(code, before + String.fromCharCode(last + code - hexadecimal(from)));
      }
    }
  }
  return texts;
};

const bytesOf = (literal: string): string =>
  literal.slice(1, -1).replaceAll(/\\(.)/gs, (_, escaped: string) => (escaped === 'r' ? '\r' : escaped));

/** Every drawn glyph, page by page, with the text that the file maps it to. */
export const glyphsOf = (pdf: Uint8Array): Glyph[] => {
  const objects = objectsOf(pdf);
  const maps = new Map<string, Map<number, string>>();
  const mapOf = (font: string) => {
    const known = maps.get(font) ?? unicodeOf(objects.stream(reference(objects.text(font), 'ToUnicode')));
    maps.set(font, known);
    return known;
  };
  return pageNumbersOf(catalogOf(pdf, objects), objects).flatMap((number) => {
    const page = objects.text(number);
    const resources = objects.text(reference(page, 'Resources'));
    const content = objects.stream(reference(page, 'Contents'));
    const glyphs: Glyph[] = [];
    let font = '';
    for (const [, name, literal] of content.matchAll(/(\/F\d+) [\d.]+ Tf|(\((?:\\.|[^\\)])*\))/gs)) {
      if (name) font = reference(resources, name.slice(1));
      const bytes = Buffer.from(literal ? bytesOf(literal) : '', 'latin1');
      for (let i = 0; i < bytes.length; i += 2) {
        const code = bytes.readUInt16BE(i);
        glyphs.push({ font, code, text: mapOf(font).get(code) ?? null });
      }
    }
    return glyphs;
  });
};
