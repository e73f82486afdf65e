import { createHash } from 'node:crypto';
import { contentOf, type PdfFile } from '../read/read-objects.ts';
import { plainUnicode } from '../read/to-unicode.ts';
import { entriesOf, rewriteValue } from '../syntax.ts';
import { unsupported } from '../unsupported-pdf.ts';
import type { ObjectWriter } from './write-objects.ts';

/**
 * Merges objects of several files into one and stores equal objects once: those with the same bytes and the same
 * references. The parts of a document contain the same fonts as long as they use the same letters.
 */
export type ObjectPool = {
  /** Copies an object and returns its number in the new file. */
  take(file: PdfFile, number: number): number;
  /** Adds a dictionary once and returns its number, so that several pages can share it. */
  share(text: string): number;
};

/** The six letters that begin a font subset's name; different subsets need different ones (ISO 32000-1, 9.6.4). */
const tagOf = (hash: string): string =>
  [...hash.slice(0, 6)].map((digit) => String.fromCharCode(65 + Number.parseInt(digit, 16))).join('');

/** A stream dictionary's entries without those named in `left`, such as length and filter. */
const entriesWithout = (text: string, left: readonly string[]): string =>
  [...entriesOf(text)]
    .filter(([key]) => !left.includes(key))
    .map(([key, value]) => `${key} ${value}`)
    .join(' ');

/** Only streams with plain Flate, or no filter, are compressed again; images and fonts keep their compression. */
const isRepacked = (text: string): boolean => {
  const entries = entriesOf(text);
  const filter = entries.get('/Filter');
  if (entries.has('/Length1') || entries.has('/DecodeParms')) return false;
  return filter === undefined || filter === '/FlateDecode';
};

/** `check` is called before each object is copied and may throw. */
export const objectPool = (writer: ObjectWriter, check: () => void): ObjectPool => {
  const known = new Map<string, number>();
  const subsets = new Map<number, string>();
  const taken = new WeakMap<PdfFile, Map<number, number>>();

  const once = (key: string, make: () => number): number => {
    const number = known.get(key) ?? make();
    known.set(key, number);
    return number;
  };

  /** Reports references, so that a subset's letters propagate from the font file through the descriptor to the font. */
  const rewrite = (file: PdfFile, value: string, onReference: (number: number) => void): string =>
    rewriteValue(value, (reference) => {
      const number = take(file, reference);
      onReference(number);
      return number;
    });

  const takeStream = (text: string, packed: Buffer, content: Buffer | null): number => {
    const hash = createHash('sha256')
      .update(text)
      .update('\0')
      .update(content ?? packed)
      .digest('hex');
    const number = once(hash, () => (content ? writer.addStream(text, content) : writer.addRawStream(text, packed)));
    if (text.includes('/Length1')) subsets.set(number, tagOf(hash));
    return number;
  };

  const takeNew = (file: PdfFile, number: number): number => {
    const object = file.object(number);
    let subset: string | undefined;
    const note = (reference: number) => {
      subset ??= subsets.get(reference);
    };
    if (object.stream) {
      const isOurs = isRepacked(object.text);
      const text = rewrite(file, entriesWithout(object.text, isOurs ? ['/Length', '/Filter'] : ['/Length']), note);
      return takeStream(text, object.stream, isOurs ? plainUnicode(contentOf(object)) : null);
    }
    let text = rewrite(file, object.text, note);
    if (subset) text = text.replaceAll(/\/[A-Z]{6}\+/g, `/${subset}+`);
    const result = once(text, () => writer.add(text));
    if (subset) subsets.set(result, subset);
    return result;
  };

  const take = (file: PdfFile, number: number): number => {
    const here = taken.get(file) ?? new Map<number, number>();
    taken.set(file, here);
    const done = here.get(number);
    if (done === 0) throw unsupported(`object ${number} refers to itself`);
    if (done !== undefined) return done;
    here.set(number, 0);
    check();
    const result = takeNew(file, number);
    here.set(number, result);
    return result;
  };

  return { take, share: (text) => once(text, () => writer.add(text)) };
};
