import { createHash } from 'node:crypto';
import { deflateSync } from 'node:zlib';

/**
 * A PDF 1.7 file with its objects in object streams and a cross-reference stream (ISO 32000-1, 7.5.7 and 7.5.8). What is
 * added is packed at once: memory holds compressed bytes and two numbers an object. No clock, no chance: the same objects
 * in the same order are the same bytes.
 */
export type ObjectWriter = {
  /** A number for an object that is added later. */
  reserve(): number;
  add(text: string, number?: number): number;
  /** `entries` of its dictionary, without length and filter. */
  addStream(entries: string, content: Buffer, number?: number): number;
  /** For a stream that is compressed already or is to stay readable. */
  addRawStream(entries: string, content: Buffer, number?: number): number;
  /** With the dictionary that it has. */
  copyStream(dictionary: string, content: Buffer, number: number): void;
  /** Objects after this share no stream with those before it. */
  cut(): void;
  finish(catalog: number, info: number): Uint8Array;
};

/**
 * By measurement on 5,000 lines: level 7 takes 1.2 times level 6's time and is 4 % smaller, 9 twice and 5 %. A reader unpacks a whole
 * object stream for one object in it: about a page's worth.
 */
const flate = (bytes: Uint8Array): Buffer => deflateSync(bytes, { level: 6, memLevel: 9 });
const mostInStream = 400;

/** Each row after a byte that says how it is coded: 2, the difference to the row above. */
const numberBytes = (rows: readonly (readonly [number, number, number])[], widths: readonly number[]): Buffer => {
  const columns = widths.reduce((sum, width) => sum + width, 0);
  const bytes = Buffer.alloc(rows.length * (columns + 1));
  const above = new Uint8Array(columns);
  let at = 0;
  for (const row of rows) {
    bytes[at++] = 2;
    let column = 0;
    for (const [field, width] of widths.entries()) {
      for (let shift = width - 1; shift >= 0; shift--) {
        const byte = Math.floor((row[field] ?? 0) / 256 ** shift) & 0xff;
        bytes[at++] = byte - (above[column] ?? 0);
        above[column++] = byte;
      }
    }
  }
  return bytes;
};

export const objectWriter = (): ObjectWriter => {
  const written: Uint8Array[] = [];
  let length = 0;
  /** By object number: [1, offset, 0] or [2, number of the object stream, index in it]. */
  const places: [number, number, number][] = [[0, 0, 65_535]];
  let packed: { number: number; text: string }[] = [];

  const write = (chunk: Uint8Array) => {
    written.push(chunk);
    length += chunk.length;
  };
  const reserve = () => places.push([0, 0, 0]) - 1;

  const copyStream = (dictionary: string, content: Buffer, number: number) => {
    places[number] = [1, length, 0];
    write(Buffer.from(`${number} 0 obj\n${dictionary}stream\n`, 'latin1'));
    write(content);
    write(Buffer.from('\nendstream\nendobj\n', 'latin1'));
  };
  const addRawStream = (entries: string, content: Buffer, number = reserve()) => {
    copyStream(`<<${entries}/Length ${content.length}>>`, content, number);
    return number;
  };
  const addStream = (entries: string, content: Buffer, number = reserve()) =>
    addRawStream(`${entries}/Filter/FlateDecode`, flate(content), number);

  const cut = () => {
    if (packed.length === 0) return;
    const stream = reserve();
    let offset = 0;
    const index = packed.map(({ number, text }, i) => {
      places[number] = [2, stream, i];
      const entry = `${number} ${offset}`;
      offset += text.length + 1;
      return entry;
    });
    const head = `${index.join(' ')} `;
    const body = packed.map(({ text }) => text).join('\n');
    addStream(`/Type/ObjStm/N ${packed.length}/First ${head.length}`, Buffer.from(head + body, 'latin1'), stream);
    packed = [];
  };

  const add = (text: string, number = reserve()) => {
    packed.push({ number, text });
    if (packed.length >= mostInStream) cut();
    return number;
  };

  const finish = (catalog: number, info: number) => {
    cut();
    const number = reserve();
    const start = length;
    places[number] = [1, start, 0];
    const widths = [1, start > 0xffffff ? 4 : 3, 2] as const;
    const table = flate(numberBytes(places, widths));
    const digest = createHash('sha256');
    for (const chunk of written) digest.update(chunk);
    const id = digest.digest('hex').slice(0, 32).toUpperCase();
    const entries =
      `/Type/XRef/Size ${places.length}/W[${widths.join(' ')}]/Root ${catalog} 0 R/Info ${info} 0 R/ID[<${id}><${id}>]` +
      `/DecodeParms<</Predictor 12/Columns ${widths[0] + widths[1] + widths[2]}>>/Filter/FlateDecode`;
    addRawStream(entries, table, number);
    write(Buffer.from(`startxref\n${start}\n%%EOF\n`, 'latin1'));
    return Buffer.concat(written);
  };

  // The comment tells transfer programs that this is no text.
  write(Buffer.from('%PDF-1.7\n%\xe2\xe3\xcf\xd3\n', 'latin1'));
  return { reserve, add, addStream, addRawStream, copyStream, cut, finish };
};
