import type { LookBudget } from './look-budget.ts';

/**
 * Reads the directory of a ZIP archive (APPNOTE.TXT 6.3, section 4.3) as leniently as the programs that open it, so
 * that none of them sees an entry that was not examined. An archive that it cannot read is rejected.
 */

export type ZipEntry = {
  name: string;
  encrypted: boolean;
  method: number;
  /** The unpacked size that the directory declares. */
  size: number;
  /** Null when there is no entry at the position that the directory gives. */
  data: Buffer | null;
};

type Directory = { start: number; end: number; count: number; base: number };

const [endSignature, lineSignature, localSignature] = [0x06054b50, 0x02014b50, 0x04034b50];
const maxCommentBytes = 65_535;
/** In place of a number: it is stored in a ZIP64 record, which no archive that fits into a mail needs. */
const elsewhere = 0xffffffff;

const startsWith = (file: Buffer, at: number, signature: number): boolean =>
  at >= 0 && at + 4 <= file.length && file.readUInt32LE(at) === signature;

/**
 * The end records that programs may use: the last one, wherever it is, since bytes may be appended; and any whose
 * comment reaches exactly to the end of the file, since that comment may contain another record.
 */
const endRecords = (file: Buffer, budget: LookBudget): number[] => {
  const signature = Buffer.from('PK\x05\x06', 'latin1');
  const found: number[] = [];
  let at = file.length - 21;
  do {
    at = at > 0 ? file.lastIndexOf(signature, at - 1) : -1;
    if (at < 0) break;
    budget.entry();
    if (found.length === 0 || at + 22 + file.readUInt16LE(at + 20) === file.length) found.push(at);
  } while (at > file.length - 22 - maxCommentBytes);
  return found;
};

/**
 * The directories that programs may read. Bytes in front of an archive shift all of it: its directory then ends where
 * the end record starts, whatever the offset in the record says.
 */
const directoriesAt = (file: Buffer, end: number): Directory[] => {
  const [count, size, offset] = [file.readUInt16LE(end + 10), file.readUInt32LE(end + 12), file.readUInt32LE(end + 16)];
  const starts = new Set([end - size, offset]);
  return [...starts]
    .filter((start) => (count === 0 && start === end) || startsWith(file, start, lineSignature))
    .map((start) => ({ start, end, count, base: start === end - size ? start - offset : 0 }));
};

/** An entry's packed bytes, which follow its local header at `at`, and the position of their end. */
const dataAt = (file: Buffer, at: number, packed: number): { data: Buffer | null; end: number } => {
  if (at + 30 > file.length || !startsWith(file, at, localSignature)) return { data: null, end: at };
  const from = at + 30 + file.readUInt16LE(at + 26) + file.readUInt16LE(at + 28);
  const end = from + packed;
  return { data: end <= file.length ? file.subarray(from, end) : null, end };
};

/** Throws a RangeError if entries share bytes. No archiver writes that: it lets a small file unpack to a huge one. */
const refuseOverlaps = (places: { at: number; end: number }[]): void => {
  places.sort((a, b) => a.at - b.at);
  const overlaps = places.some(({ at }, index) => index > 0 && at < (places[index - 1]?.end ?? 0));
  if (overlaps) throw new RangeError('entries of an archive share bytes');
};

const readDirectory = (file: Buffer, { start, end, count, base }: Directory, budget: LookBudget): ZipEntry[] | null => {
  const entries: ZipEntry[] = [];
  const places: { at: number; end: number }[] = [];
  let at = start;
  while (at + 46 <= end && startsWith(file, at, lineSignature)) {
    const nameLength = file.readUInt16LE(at + 28);
    budget.entry();
    budget.bytes(nameLength);
    const [packed, size, offset] = [file.readUInt32LE(at + 20), file.readUInt32LE(at + 24), file.readUInt32LE(at + 42)];
    if ([packed, size, offset].includes(elsewhere)) return null;
    const { data, end: dataEnd } = dataAt(file, base + offset, packed);
    places.push({ at: base + offset, end: dataEnd });
    entries.push({
      name: file.toString('utf8', at + 46, at + 46 + nameLength),
      encrypted: (file.readUInt16LE(at + 8) & 1) === 1,
      method: file.readUInt16LE(at + 10),
      size,
      data,
    });
    at += 46 + nameLength + file.readUInt16LE(at + 30) + file.readUInt16LE(at + 32);
  }
  refuseOverlaps(places);
  return entries.length < count ? null : entries;
};

const beginsLikeOne = (file: Buffer): boolean =>
  [localSignature, endSignature, 0x08074b50].some((signature) => startsWith(file, 0, signature));

/**
 * All entries that any program might see; null for an archive that cannot be read. `isNamedSo`: the file's name says
 * that it is one. A file that neither starts like an archive nor is named like one may still contain one, as a saved
 * message contains a workbook; only its readable entries then count.
 */
export const zipEntries = (file: Buffer, isNamedSo: boolean, budget: LookBudget): ZipEntry[] | null => {
  const directories = endRecords(file, budget).flatMap((end) => directoriesAt(file, end));
  const read = directories.map((directory) => readDirectory(file, directory, budget));
  const isOne = beginsLikeOne(file) || isNamedSo;
  if (isOne && (read.length === 0 || read.includes(null))) return null;
  const entries = read.flatMap((some) => some ?? []);
  return isOne ? entries : entries.filter(({ data }) => data !== null);
};
