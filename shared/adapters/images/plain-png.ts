import { crc32, inflateSync } from 'node:zlib';

/**
 * Reduces a PNG to the chunks that its pixels need, and verifies every length and checksum, so that the decoder meets
 * nothing unexpected and inflates no more than the pixels. Null for a file that is damaged or incomplete.
 */

type Chunk = { type: string; data: Buffer };

const samplesOf: Record<number, number> = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 };
const depthsOf: Record<number, number[]> = { 0: [1, 2, 4, 8, 16], 2: [8, 16], 3: [1, 2, 4, 8], 4: [8, 16], 6: [8, 16] };

/** Adam7's seven passes: the offset of the first pixel and the distance between pixels, each as x and y. */
const passes = [
  [0, 0, 8, 8],
  [4, 0, 8, 8],
  [0, 4, 4, 8],
  [2, 0, 4, 4],
  [0, 2, 2, 4],
  [1, 0, 2, 2],
  [0, 1, 1, 2],
] as const;

const readChunks = (png: Buffer): Chunk[] | null => {
  const chunks: Chunk[] = [];
  let at = 8;
  while (at + 12 <= png.length) {
    const end = at + 8 + png.readUInt32BE(at);
    if (end + 4 > png.length || crc32(png.subarray(at + 4, end)) !== png.readUInt32BE(end)) return null;
    const type = png.toString('latin1', at + 4, at + 8);
    chunks.push({ type, data: png.subarray(at + 8, end) });
    if (type === 'IEND') return chunks;
    at = end + 4;
  }
  return null;
};

/** The length of each row in bytes, including its filter byte, in file order. */
const rowLengths = (head: Buffer, bitsPerPixel: number): number[] => {
  const [width, height] = [head.readUInt32BE(0), head.readUInt32BE(4)];
  const images = head[12] === 1 ? passes : ([[0, 0, 1, 1]] as const);
  return images.flatMap(([left, top, across, down]) => {
    const columns = Math.ceil((width - left) / across);
    const rows = Math.ceil((height - top) / down);
    return columns > 0 && rows > 0 ? Array<number>(rows).fill(1 + Math.ceil((columns * bitsPerPixel) / 8)) : [];
  });
};

const inflated = (packed: Buffer, length: number): Buffer | null => {
  // Recovery: data that is not a zlib stream, or that inflates to more than the pixels, is not a valid picture.
  try {
    const raw = inflateSync(packed, { maxOutputLength: length });
    return raw.length === length ? raw : null;
  } catch {
    return null;
  }
};

const isWhole = (head: Buffer, packed: Buffer): boolean => {
  const [depth = 0, color = 0, compression, filter, interlace = 0] = head.subarray(8);
  if (!depthsOf[color]?.includes(depth) || compression !== 0 || filter !== 0 || interlace > 1) return false;
  const rows = rowLengths(head, depth * (samplesOf[color] ?? 0));
  const raw = inflated(
    packed,
    rows.reduce((sum, length) => sum + length, 0),
  );
  if (raw === null) return false;
  let at = 0;
  for (const length of rows) {
    // Each row begins with its filter, one of five.
    if ((raw[at] ?? 0) > 4) return false;
    at += length;
  }
  return true;
};

/**
 * The palette if the pixels need one, and transparency if it matches the colour type. Null if the palette is invalid.
 */
const colorsOf = (head: Buffer, chunks: readonly Chunk[]): Chunk[] | null => {
  const palette = chunks.find(({ type }) => type === 'PLTE');
  const clear = chunks.find(({ type }) => type === 'tRNS');
  const color = head[9];
  const entries = (palette?.data.length ?? 0) / 3;
  if (color === 3 && (!Number.isInteger(entries) || entries < 1 || entries > 256)) return null;
  const fits = { 0: clear?.data.length === 2, 2: clear?.data.length === 6, 3: (clear?.data.length ?? 999) <= entries };
  const keptClear = clear && fits[color as 0 | 2 | 3] ? [clear] : [];
  return [...(palette && color === 3 ? [palette] : []), ...keptClear];
};

const written = ({ type, data }: Chunk): Buffer => {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const out = Buffer.alloc(body.length + 8);
  out.writeUInt32BE(data.length, 0);
  body.copy(out, 4);
  out.writeUInt32BE(crc32(body), body.length + 4);
  return out;
};

export const plainPng = (png: Buffer): Buffer | null => {
  const chunks = readChunks(png);
  const head = chunks?.[0]?.data;
  if (!chunks || head?.length !== 13) return null;
  const packed = Buffer.concat(chunks.filter(({ type }) => type === 'IDAT').map(({ data }) => data));
  const colors = colorsOf(head, chunks);
  if (colors === null || !isWhole(head, packed)) return null;
  const kept = [{ type: 'IHDR', data: head }, ...colors, { type: 'IDAT', data: packed }];
  return Buffer.concat([png.subarray(0, 8), ...kept.map(written), written({ type: 'IEND', data: Buffer.alloc(0) })]);
};
