import { constants, gunzipSync, inflateRawSync } from 'node:zlib';
import { isActivePage } from './active-page.ts';
import { extensionOf, hasArchiveExtension, hasProgramExtension } from './file-name.ts';
import type { LookBudget } from './look-budget.ts';
import { type ZipEntry, zipEntries } from './zip-entries.ts';

/**
 * Finds what SES's scan may have missed in a received file: programs under any name, archives that cannot be examined,
 * and the test file that every scanner knows. Checks magic numbers and structure only, in addition to the receipt's
 * virus verdict.
 */

/**
 * Written in pieces, so that no scanner takes this source for it
 * (https://www.eicar.org/download-anti-malware-testfile/).
 */
const testFile = ['X5O!P%@AP[4\\PZX54(P^)7CC)7}$', 'EICAR-STANDARD-ANTIVIRUS-', 'TEST-FILE!$H+H*'].join('');

/** Whether the content contains that test file, wherever it stands. */
export const holdsTestFile = (content: Uint8Array | string): boolean =>
  typeof content === 'string' ? content.includes(testFile) : view(content).includes(testFile, 0, 'latin1');

const view = (bytes: Uint8Array): Buffer => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);

const isText = (name: string): boolean => /\.(?:txt|csv|log|md|xml|json|ics|vcf)$/i.test(name);

const holdsAt = (bytes: Uint8Array, at: number, magic: string): boolean =>
  view(bytes.subarray(at, at + magic.length)).toString('latin1') === magic;

/**
 * Whether the bytes start like a program: MZ, ELF, Mach-O (32 and 64 bits, either byte order), a Java class or a fat
 * binary. Plain text may also start with the letters MZ.
 */
const isProgram = (name: string, bytes: Uint8Array): boolean => {
  if (holdsAt(bytes, 0, 'MZ')) return !isText(name) || bytes.subarray(0, 256).includes(0);
  return [
    '\x7fELF',
    '\xcf\xfa\xed\xfe',
    '\xce\xfa\xed\xfe',
    '\xfe\xed\xfa\xce',
    '\xfe\xed\xfa\xcf',
    '\xca\xfe\xba\xbe',
  ].some((magic) => holdsAt(bytes, 0, magic));
};

/** Archives and disk images that we do not open, locked or not: their recipient would get unchecked content. */
const closedArchives: readonly (readonly [at: number, magic: string])[] = [
  [0, '7z\xbc\xaf\x27\x1c'],
  [0, 'Rar!\x1a\x07'],
  [0, 'MSCF\0\0\0\0'],
  [0, '\xfd7zXZ\0'],
  [0, '\x28\xb5\x2f\xfd'],
  [0, 'MSWIM\0\0\0'],
  [0, 'vhdxfile'],
  [4, '1AY&SY'],
  [7, '**ACE**'],
  [257, 'ustar'],
  [0x8001, 'CD001'],
];

const isClosedArchive = (name: string, bytes: Uint8Array): boolean =>
  hasArchiveExtension(name) || closedArchives.some(([at, magic]) => holdsAt(bytes, at, magic));

/** The largest entry that is unpacked whole: as large as a mail may be. Unpacking one takes about 200 ms. */
const maxEntryBytes = 40 * 1024 * 1024;
/** No genuine archive that fits into a mail claims to unpack to more. */
const maxClaimedBytes = 4 * 1024 * 1024 * 1024;
const maxNesting = 4;
/**
 * How many packed bytes of an oversized entry are read. They unpack to at most 264 kB, whose beginning shows the type.
 */
const firstBytes = 256;

const gzip = '\x1f\x8b';

type Packed = Pick<ZipEntry, 'size'> & { data: Buffer; unpack: typeof inflateRawSync | null };

const isArchive = (bytes: Uint8Array): boolean => holdsAt(bytes, 0, 'PK') || holdsAt(bytes, 0, gzip);

/**
 * The entry's content, or its first bytes if it is large; null when its content cannot be known: it is broken, or
 * larger than declared.
 */
const unpacked = ({ size, data, unpack }: Packed, budget: LookBudget): Buffer | null => {
  const whole = size <= Math.min(maxEntryBytes, budget.wholeBytesLeft());
  const packed = whole ? data : data.subarray(0, firstBytes);
  budget.bytes(packed.length);
  if (unpack === null) return packed;
  // No packer doubles a file's size; empty blocks would only cost time.
  if (whole && packed.length > 2 * size + 65_536) return null;
  try {
    return unpack(packed, {
      finishFlush: constants.Z_SYNC_FLUSH,
      maxOutputLength: whole ? Math.max(size, 1) : maxEntryBytes,
    });
  } catch {
    return null;
  }
};

const isBadContent = (name: string, packed: Packed, nesting: number, budget: LookBudget): boolean => {
  if (nesting >= maxNesting) return true;
  const content = unpacked(packed, budget);
  if (content === null) return true;
  if (content.length < packed.size && isArchive(content))
    throw new RangeError('an inner archive is too large to be unpacked');
  return isBad(name, content, nesting + 1, budget);
};

const unpackers: Record<number, typeof inflateRawSync | null> = { 0: null, 8: inflateRawSync };

const isBadEntry = (
  { name, encrypted, method, size, data }: ZipEntry,
  nesting: number,
  budget: LookBudget,
): boolean => {
  if (encrypted || hasProgramExtension(name)) return true;
  if (name.endsWith('/')) return false;
  const unpack = unpackers[method];
  return unpack === undefined || data === null || isBadContent(name, { size, data, unpack }, nesting, budget);
};

const isBadZip = (name: string, bytes: Uint8Array, nesting: number, budget: LookBudget): boolean => {
  const entries = zipEntries(view(bytes), /^zipx?$/.test(extensionOf(name)), budget);
  if (entries === null) return true;
  const claimed = entries.reduce((sum, { size }) => sum + size, 0);
  return claimed > maxClaimedBytes || entries.some((entry) => isBadEntry(entry, nesting, budget));
};

const isBadGzip = (name: string, bytes: Uint8Array, nesting: number, budget: LookBudget): boolean => {
  if (!holdsAt(bytes, 0, gzip) || bytes.length < 18) return false;
  const data = view(bytes);
  const packed = { size: data.readUInt32LE(data.length - 4), data, unpack: gunzipSync };
  return isBadContent(name.replace(/\.(?:gz|svgz)$/i, ''), packed, nesting, budget);
};

const isBad = (name: string, bytes: Uint8Array, nesting: number, budget: LookBudget): boolean => {
  budget.entry();
  budget.bytes(bytes.length);
  return (
    hasProgramExtension(name) ||
    isProgram(name, bytes) ||
    isClosedArchive(name, bytes) ||
    holdsTestFile(bytes) ||
    isActivePage(name, bytes) ||
    isBadGzip(name, bytes, nesting, budget) ||
    isBadZip(name, bytes, nesting, budget)
  );
};

/** Whether this file must not reach anyone. Throws a RangeError if the budget is used up before that is known. */
export const isDangerousFile = (name: string, bytes: Uint8Array, budget: LookBudget): boolean =>
  isBad(name, bytes, 0, budget);
