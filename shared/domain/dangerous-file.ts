import { constants, inflateRawSync } from 'node:zlib';

/**
 * What SES's scan may have missed in a received file: programs under any name, archives that nobody can look into, and the
 * test file that every scanner knows. Magic and structure only; the virus verdict of the receipt stands beside it.
 */

/** In pieces, so that no scanner takes this file for it (https://www.eicar.org/download-anti-malware-testfile/). */
const testFile = ['X5O!P%@AP[4\\PZX54(P^)7CC)7}$', 'EICAR-STANDARD-ANTIVIRUS-', 'TEST-FILE!$H+H*'].join('');

export const holdsTestFile = (content: Uint8Array | string): boolean =>
  typeof content === 'string' ? content.includes(testFile) : view(content).includes(testFile, 0, 'latin1');

const view = (bytes: Uint8Array): Buffer => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);

/** Run when opened. Documents with macros are the reader's to refuse; plans come in every format. */
const programs =
  /\.(?:exe|com|scr|pif|bat|cmd|cpl|dll|msi|msp|mst|jar|js|jse|vbs|vbe|vb|wsf|wsh|wsc|hta|lnk|ps1|psm1|psd1|scf|sct|reg|inf|msc|gadget|application|appref-ms|chm|iso|img|vhd|vhdx|apk|xll|url)[\s.]*$/i;

const isText = (name: string): boolean => /\.(?:txt|csv|log|md|xml|json|ics|vcf)$/i.test(name);

/** MZ, ELF, Mach-O (32 and 64 bits, either order), Java classes and fat binaries. A text may begin with the letters MZ. */
const isProgram = (name: string, bytes: Uint8Array): boolean => {
  const magic = view(bytes.subarray(0, 4)).toString('latin1');
  if (magic.startsWith('MZ')) return !isText(name) || bytes.subarray(0, 256).includes(0);
  return [
    '\x7fELF',
    '\xcf\xfa\xed\xfe',
    '\xce\xfa\xed\xfe',
    '\xfe\xed\xfa\xce',
    '\xfe\xed\xfa\xcf',
    '\xca\xfe\xba\xbe',
  ].includes(magic);
};

type Entry = { name: string; encrypted: boolean; method: number; size: number; data: Buffer };

const maxEntries = 5_000;
/** Unpacked: of one entry that is looked into whole, of all of them, and what an honest archive stays under. */
const maxEntryBytes = 10 * 1024 * 1024;
const maxUnpackedBytes = 60 * 1024 * 1024;
const maxClaimedBytes = 4 * 1024 * 1024 * 1024;
const maxNesting = 4;

const endRecord = (zip: Buffer): number => zip.lastIndexOf('PK\x05\x06', zip.length - 22, 'latin1');

/** Where an entry's bytes begin, behind the header that stands in front of them; the sizes are the directory's. */
const dataOf = (zip: Buffer, at: number, packed: number): Buffer => {
  if (at + 30 > zip.length) return Buffer.alloc(0);
  const from = at + 30 + zip.readUInt16LE(at + 26) + zip.readUInt16LE(at + 28);
  return zip.subarray(from, Math.min(zip.length, from + packed));
};

/** The archive's entries by its directory; null when there is none to read. */
const entriesOf = (zip: Buffer): Entry[] | null => {
  const end = endRecord(zip);
  if (end < 0) return null;
  let at = zip.readUInt32LE(end + 16);
  const entries: Entry[] = [];
  while (at + 46 <= end && zip.readUInt32LE(at) === 0x02014b50 && entries.length <= maxEntries) {
    const nameLength = zip.readUInt16LE(at + 28);
    entries.push({
      name: zip.toString('utf8', at + 46, at + 46 + nameLength),
      encrypted: (zip.readUInt16LE(at + 8) & 1) === 1,
      method: zip.readUInt16LE(at + 10),
      size: zip.readUInt32LE(at + 24),
      data: dataOf(zip, zip.readUInt32LE(at + 42), zip.readUInt32LE(at + 20)),
    });
    at += 46 + nameLength + zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32);
  }
  return entries.length === 0 && zip.readUInt16LE(end + 10) > 0 ? null : entries;
};

/** An entry's content, or its first bytes when it is large: 256 packed bytes are at most 264 kB. */
const unpack = ({ method, size, data }: Entry, room: number): Buffer | null => {
  const packed = size <= Math.min(maxEntryBytes, room) ? data : data.subarray(0, 256);
  if (method === 0) return packed;
  if (method !== 8) return null;
  try {
    return inflateRawSync(packed, { finishFlush: constants.Z_SYNC_FLUSH, maxOutputLength: maxEntryBytes });
  } catch {
    // Broken, or larger than it says: nothing of it can be known.
    return null;
  }
};

const isZip = (bytes: Uint8Array): boolean =>
  ['PK\x03\x04', 'PK\x05\x06', 'PK\x07\x08'].includes(view(bytes.subarray(0, 4)).toString('latin1'));

type Budget = { left: number };

const isBadEntry = (entry: Entry, nesting: number, budget: Budget): boolean => {
  if (entry.encrypted || programs.test(entry.name)) return true;
  if (entry.name.endsWith('/')) return false;
  const content = unpack(entry, budget.left);
  if (content === null) return true;
  budget.left -= content.length;
  return isBad(entry.name, content, nesting + 1, budget);
};

const isBadArchive = (zip: Buffer, nesting: number, budget: Budget): boolean => {
  if (nesting >= maxNesting) return true;
  const entries = entriesOf(zip);
  if (entries === null || entries.length > maxEntries) return true;
  const claimed = entries.reduce((sum, { size }) => sum + size, 0);
  return claimed > maxClaimedBytes || entries.some((entry) => isBadEntry(entry, nesting, budget));
};

const isBad = (name: string, bytes: Uint8Array, nesting: number, budget: Budget): boolean =>
  programs.test(name) ||
  isProgram(name, bytes) ||
  holdsTestFile(bytes) ||
  (isZip(bytes) && isBadArchive(view(bytes), nesting, budget));

/** Whether nobody should be handed this file. */
export const isDangerousFile = (name: string, bytes: Uint8Array): boolean =>
  isBad(name, bytes, 0, { left: maxUnpackedBytes });
