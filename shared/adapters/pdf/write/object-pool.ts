import { createHash } from 'node:crypto';
import { contentOf, type PdfFile } from '../read/read-objects.ts';
import { plainUnicode } from '../read/to-unicode.ts';
import { entriesOf, rewriteValue } from '../syntax.ts';
import { unsupported } from '../unsupported-pdf.ts';
import type { ObjectWriter } from './write-objects.ts';

/**
 * Objects of several files in one, each once: what has the same bytes and refers to the same things is the same. Parts of
 * a document bring the same fonts again, as long as they use the same letters.
 */
export type ObjectPool = {
  /** The number in the file that is made. */
  take(file: PdfFile, number: number): number;
  /** A dictionary that several pages share. */
  share(text: string): number;
};

/** Six letters, as the names of font subsets begin with; different subsets must have different ones (9.6.4). */
const tagOf = (hash: string): string =>
  [...hash.slice(0, 6)].map((digit) => String.fromCharCode(65 + Number.parseInt(digit, 16))).join('');

/** What a stream's dictionary says besides how its bytes are packed and how many they are. */
const entriesWithout = (text: string, left: readonly string[]): string =>
  [...entriesOf(text)]
    .filter(([key]) => !left.includes(key))
    .map(([key, value]) => `${key} ${value}`)
    .join(' ');

/** What an image or a font is packed in stays: only Flate without parameters is packed anew. */
const isRepacked = (text: string): boolean => {
  const entries = entriesOf(text);
  const filter = entries.get('/Filter');
  if (entries.has('/Length1') || entries.has('/DecodeParms')) return false;
  return filter === undefined || filter === '/FlateDecode';
};

/** `check` is asked before each object is taken, and may throw. */
export const objectPool = (writer: ObjectWriter, check: () => void): ObjectPool => {
  const known = new Map<string, number>();
  const subsets = new Map<number, string>();
  const taken = new WeakMap<PdfFile, Map<number, number>>();

  const once = (key: string, make: () => number): number => {
    const number = known.get(key) ?? make();
    known.set(key, number);
    return number;
  };

  /** The subset's letters come up from the font file through the descriptor to the font. */
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
