import { createHash } from 'node:crypto';
import { deflateSync } from 'node:zlib';

/**
 * Writes a PDF 1.7 file with object streams and a cross-reference stream (ISO 32000-1, 7.5.7 and 7.5.8). Objects are
 * compressed as they are added, so memory holds only compressed bytes and a few numbers per object. There are no
 * timestamps or random values: the same objects in the same order give the same bytes.
 */
export type ObjectWriter = {
  /** Reserves a number for an object that is added later. */
  reserve(): number;
  add(text: string, number?: number): number;
  /** `entries`: the dictionary's entries without length and filter. */
  addStream(entries: string, content: Buffer): number;
  /** For a stream that is already compressed, or must stay readable. */
  addRawStream(entries: string, content: Buffer): number;
  /** Ends the current object stream: later objects go into a new one. */
  cut(): void;
  finish(catalog: number, info: number): Uint8Array;
};

/**
 * Measured at 5,000 lines: level 7 takes 1.2 times as long as level 6 for 4 % less size, level 9 twice as long for 5 %.
 * A reader unpacks a whole object stream to read one object, so a stream holds about a page's worth.
 */
const flate = (bytes: Uint8Array): Buffer => deflateSync(bytes, { level: 6, memLevel: 9 });
const mostInStream = 400;

/**
 * Encodes rows with the PNG filter Up: each row starts with the byte 2 and holds the differences from the row above.
 */
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

  const addRawStream = (entries: string, content: Buffer, number = reserve()) => {
    places[number] = [1, length, 0];
    write(Buffer.from(`${number} 0 obj\n<<${entries}/Length ${content.length}>>stream\n`, 'latin1'));
    write(content);
    write(Buffer.from('\nendstream\nendobj\n', 'latin1'));
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

  // The binary comment tells file transfer programs that this is not a text file.
  write(Buffer.from('%PDF-1.7\n%\xe2\xe3\xcf\xd3\n', 'latin1'));
  return { reserve, add, addStream, addRawStream, cut, finish };
};
