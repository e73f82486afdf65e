import { inflateSync } from 'node:zlib';
import { endOfValue, entriesOf, referenceIn, referencesIn } from '../syntax.ts';
import { unsupported } from '../unsupported-pdf.ts';

/**
 * A file as written by Chromium's PDF writer (Skia): a classic cross-reference table, generation 0 throughout, and each
 * stream's length in its own dictionary. Anything else throws.
 */
export type PdfObject = { text: string; stream: Buffer | null };
export type PdfFile = { trailer: Map<string, string>; numbers: readonly number[]; object(number: number): PdfObject };

type Extents = Map<number, { start: number; end: number }>;

/** Offsets of each object's beginning and of its end, where the next object or the table begins. */
const readTable = (bytes: Buffer): { extents: Extents; trailer: Map<string, string> } => {
  const start = Number(/startxref\s+(\d+)\s+%%EOF\s*$/.exec(bytes.toString('latin1', bytes.length - 64))?.[1]);
  if (!(start > 0 && start < bytes.length)) throw unsupported('no startxref');
  const table = bytes.toString('latin1', start);
  const head = /^xref\s+0\s+(\d+)\s+/.exec(table);
  if (!head) throw unsupported('no classical cross-reference table');
  const entries: { number: number; start: number }[] = [];
  // Each entry is 20 bytes long.
  for (let i = 1; i < Number(head[1]); i++) {
    const at = head[0].length + i * 20;
    if (table[at + 17] === 'n') entries.push({ number: i, start: Number(table.slice(at, at + 10)) });
  }
  const inOrder = entries.toSorted((a, b) => a.start - b.start);
  const ends = new Map(inOrder.map(({ number }, i) => [number, inOrder[i + 1]?.start ?? start]));
  const extents: Extents = new Map(
    entries.map(({ number, start }) => [number, { start, end: ends.get(number) ?? start }]),
  );
  return { extents, trailer: entriesOf(table.slice(table.indexOf('trailer'))) };
};

const endOfPlain = Buffer.from('\nendobj\n');
const endOfStream = Buffer.from('\nendstream\nendobj\n');
const endsWith = (bytes: Buffer, end: Buffer): boolean => bytes.subarray(-end.length).equals(end);

/** The dictionary of a stream written by Skia is short, so only the first 4 kB are decoded; the stream is binary. */
const streamIn = (bytes: Buffer, number: number): PdfObject => {
  const head = bytes.toString('latin1', 0, 4096);
  const text = head.slice(0, endOfValue(head, 0));
  const from = head.indexOf('stream\n', text.length) + 'stream\n'.length;
  const length = Number(entriesOf(text).get('/Length'));
  if (from + length !== bytes.length - endOfStream.length)
    throw unsupported(`stream ${number} is not as long as it says`);
  return { text: text.trim(), stream: bytes.subarray(from, from + length) };
};

export const readPdfFile = (pdf: Uint8Array): PdfFile => {
  const bytes = Buffer.from(pdf.buffer, pdf.byteOffset, pdf.byteLength);
  const { extents, trailer } = readTable(bytes);
  return {
    trailer,
    numbers: [...extents.keys()],
    object: (number) => {
      const { start, end } = extents.get(number) ?? { start: 0, end: 0 };
      const head = `${number} 0 obj\n`;
      const object = bytes.subarray(start, end);
      if (object.toString('latin1', 0, head.length) !== head) throw unsupported(`no object ${number}`);
      const body = object.subarray(head.length);
      if (endsWith(body, endOfStream)) return streamIn(body, number);
      if (!endsWith(body, endOfPlain)) throw unsupported(`object ${number} has no end`);
      return { text: body.toString('latin1', 0, body.length - endOfPlain.length), stream: null };
    },
  };
};

export const contentOf = ({ text, stream }: PdfObject): Buffer => {
  if (!stream) throw unsupported('no stream');
  const filter = entriesOf(text).get('/Filter');
  if (filter === undefined) return stream;
  if (filter !== '/FlateDecode') throw unsupported('a filter that is not Flate');
  return inflateSync(stream);
};

/** The object numbers of the pages, in the order of the page tree. */
export const pageNumbersOf = (file: PdfFile): number[] => {
  const visit = (number: number): number[] => {
    const kids = entriesOf(file.object(number).text).get('/Kids');
    return kids === undefined ? [number] : referencesIn(kids).flatMap(visit);
  };
  const root = referenceIn(file.trailer.get('/Root'));
  const pages = root === null ? null : referenceIn(entriesOf(file.object(root).text).get('/Pages'));
  if (pages === null) throw unsupported('no page tree');
  return visit(pages);
};

export type PdfPage = { content: Buffer; resources: string; mediaBox: string };

export const readPage = (file: PdfFile, number: number): PdfPage => {
  const page = entriesOf(file.object(number).text);
  const contents = referenceIn(page.get('/Contents'));
  if (contents === null) throw unsupported('a page without one content');
  return {
    content: contentOf(file.object(contents)),
    resources: page.get('/Resources') ?? '<<>>',
    mediaBox: page.get('/MediaBox') ?? '',
  };
};
