import type { ObjectWriter } from './write-objects.ts';

/**
 * States that the file's RGB colours are sRGB (ISO 19005-3, 6.2.4.3). The profile is written here from the numbers of
 * the standard (IEC 61966-2-1): 0.5 kB, and no file under somebody's licence. Its format is ICC.1:2010 (ISO 15076-1).
 */

/** A fixed-point number with 16 bits after the point. */
const fixed = (number: number): Buffer => {
  const bytes = Buffer.alloc(4);
  bytes.writeInt32BE(Math.round(number * 0x10000));
  return bytes;
};

const uint32 = (number: number): Buffer => {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(number);
  return bytes;
};

/** A tag's data: its type, four zero bytes, its content. */
const element = (type: string, ...content: Buffer[]): Buffer =>
  Buffer.concat([Buffer.from(type, 'latin1'), uint32(0), ...content]);

const numbers = (type: string, values: readonly number[]): Buffer => element(type, ...values.map(fixed));

/** One text in English: one record of 12 bytes, language and country, length, and offset from the element's start. */
const text = (content: string): Buffer => {
  const utf16 = Buffer.from(content, 'utf16le').swap16();
  const record = [uint32(1), uint32(12), Buffer.from('enUS'), uint32(utf16.length), uint32(28)];
  return element('mluc', ...record, utf16);
};

/** The white of the profile connection space, D50. */
const white = [0.9642, 1, 0.8249];

/**
 * The curve of function 3: for x of 0.04045 and above, ((x + 0.055) / 1.055) to the power of 2.4; below, x / 12.92.
 */
const curve = element('para', uint32(0x30000), ...[2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045].map(fixed));

/** The primaries, and the matrix from the standard's white D65 to D50 by which they are adapted (Bradford). */
const tags: readonly (readonly [signature: string, data: Buffer])[] = [
  ['desc', text('sRGB')],
  ['cprt', text('No copyright')],
  ['wtpt', numbers('XYZ ', white)],
  ['rXYZ', numbers('XYZ ', [0.43607, 0.22249, 0.01392])],
  ['gXYZ', numbers('XYZ ', [0.38515, 0.71687, 0.09708])],
  ['bXYZ', numbers('XYZ ', [0.14307, 0.06061, 0.7141])],
  ['chad', numbers('sf32', [1.04788, 0.02292, -0.0502, 0.02959, 0.99047, -0.01707, -0.00923, 0.01508, 0.75168])],
  ['rTRC', curve],
  ['gTRC', curve],
  ['bTRC', curve],
];

const headLength = 128;

const profileOf = (): Buffer => {
  const table: Buffer[] = [uint32(tags.length)];
  const bodies: Buffer[] = [];
  const offsets = new Map<Buffer, number>();
  let offset = headLength + 4 + 12 * tags.length;
  for (const [signature, data] of tags) {
    const at = offsets.get(data) ?? offset;
    if (at === offset) {
      // Each element begins at a multiple of four bytes.
      const padded = Buffer.concat([data, Buffer.alloc(-data.length & 3)]);
      bodies.push(padded);
      offsets.set(data, at);
      offset += padded.length;
    }
    table.push(Buffer.from(signature, 'latin1'), uint32(at), uint32(data.length));
  }
  const head = Buffer.alloc(headLength);
  head.writeUInt32BE(offset, 0);
  // Version 4.2; a display's profile from RGB to XYZ. The date and all else stay zero, which means: not stated.
  head.writeUInt32BE(0x04200000, 8);
  head.write('mntrRGB XYZ ', 12, 'latin1');
  // The standard's own date, so that the bytes never change: 18 October 1999.
  [1999, 10, 18].forEach((part, i) => void head.writeUInt16BE(part, 24 + 2 * i));
  head.write('acsp', 36, 'latin1');
  head.set(Buffer.concat(white.map(fixed)), 68);
  return Buffer.concat([head, ...table, ...bodies]);
};

const profile = profileOf();

/** Returns the dictionary. */
export const writeOutputIntent = (writer: ObjectWriter): string => {
  const name = '(sRGB IEC61966-2.1)';
  const number = writer.addStream('/N 3', profile);
  return `<</Type/OutputIntent/S/GTS_PDFA1/OutputConditionIdentifier${name}/Info${name}/DestOutputProfile ${number} 0 R>>`;
};
