import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { chmod, copyFile, mkdir, mkdtemp, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { brotliDecompressSync, createBrotliDecompress } from 'node:zlib';
import { z } from 'zod';
import { documentFontPaths, documentFonts } from './fonts.ts';

/**
 * Unpacks the browser of @sparticuz/chromium (67 MB of Brotli, about two seconds) and its libraries, and copies the
 * document's fonts beside them. The package's own executablePath() is not used: it writes in place, so that two
 * processes starting together may run an incomplete browser, and it always unpacks a software GPU that our flags never
 * load.
 */
const PackageJson = z.object({ version: z.string() });

/** A folder with the browser, `lib`, `fonts` and `fonts.conf`; the function's layer has the same structure (ADR 12). */
export type Unpacked = { folder: string; executable: string; libraries: string; fontConfig: string };

export const unpackedIn = (folder: string): Unpacked => ({
  folder,
  executable: join(folder, 'chromium'),
  libraries: join(folder, 'lib'),
  fontConfig: join(folder, 'fonts.conf'),
});

/**
 * Readable and executable by all users, because Lambda runs a function as a different user than the one that packed it.
 */
const mode = 0o755;

const packageFolder = (): string => join(dirname(createRequire(import.meta.url).resolve('@sparticuz/chromium')), '..');

/** The files of a ustar archive: 512-byte headers with the name at 0, the size in octal at 124, the type at 156. */
const untar = async (archive: Buffer, folder: string): Promise<void> => {
  const text = (from: number, length: number) =>
    archive
      .toString('latin1', from, from + length)
      .replace(/\0[\s\S]*$/, '')
      .trim();
  for (let at = 0; at + 512 <= archive.length && archive[at] !== 0; ) {
    const size = Number.parseInt(text(at + 124, 12) || '0', 8);
    const path = join(folder, text(at, 100));
    if (!path.startsWith(folder)) throw new Error('an archive names a file outside its folder');
    if (['0', ''].includes(text(at + 156, 1))) {
      await mkdir(dirname(path), { recursive: true });
      await writeFile(path, archive.subarray(at + 512, at + 512 + size), { mode });
    }
    at += 512 + Math.ceil(size / 512) * 512;
  }
};

/**
 * Allows our fonts only, since the document's widths depend on them. The path is relative to wherever the folder is.
 */
const fontConfig = `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><dir prefix="relative">fonts</dir><cachedir prefix="xdg">fontconfig</cachedir></fontconfig>
`;

const copyFonts = async (folder: string): Promise<void> => {
  await mkdir(folder, { recursive: true });
  await Promise.all(documentFontPaths().map((path) => copyFile(path, join(folder, basename(path)))));
};

/** The package's own fonts are not unpacked, because documents must not use them. */
const libraryArchive = 'al2023.tar.br';

const unpackInto = async (folder: string, bin: string): Promise<void> => {
  const archive = async (name: string) => untar(brotliDecompressSync(await readFile(join(bin, name))), folder);
  await Promise.all([
    pipeline(
      createReadStream(join(bin, 'chromium.br')),
      createBrotliDecompress({ chunkSize: 2 ** 21 }),
      createWriteStream(join(folder, 'chromium'), { mode }),
    ),
    archive(libraryArchive),
    copyFonts(join(folder, 'fonts')),
  ]);
  await writeFile(join(folder, 'fonts.conf'), fontConfig);
  await chmod(folder, mode);
};

/** Checking these files detects a machine that has deleted old files from its temporary folder. */
const witnesses = ['chromium', 'fonts.conf', ...documentFonts.map((font) => join('fonts', basename(font)))];

/** Windows has no user ids and reports 0 for every file. */
const uid = process.getuid?.() ?? 0;

/** Throws if the folder belongs to another user, who could have put a different program there. */
const stateOf = async (folder: string): Promise<'absent' | 'broken' | 'ready'> => {
  const owner = await stat(folder).then(
    (found) => found.uid,
    () => null,
  );
  if (owner === null) return 'absent';
  if (owner !== uid) throw new Error(`${folder} belongs to another user`);
  const found = await Promise.allSettled(witnesses.map((name) => stat(join(folder, name))));
  return found.every((result) => result.status === 'fulfilled') ? 'ready' : 'broken';
};

/** The folder's name, which changes with everything that is unpacked. */
const nameOf = async (from: string): Promise<string> => {
  const { version } = PackageJson.parse(JSON.parse(await readFile(join(from, 'package.json'), 'utf8')));
  const fonts = await Promise.all(documentFontPaths().map(async (path) => [basename(path), (await stat(path)).size]));
  const hash = createHash('sha256')
    .update(fontConfig)
    .update(JSON.stringify([libraryArchive, fonts]))
    .digest('hex');
  return `courriel-chromium-${version}-${hash.slice(0, 8)}-${uid}`;
};

/** Unpacks once per machine and version. Processes may start together, because the last step is an atomic rename. */
export const unpackChromium = async (parent = tmpdir()): Promise<Unpacked> => {
  const from = packageFolder();
  const home = join(parent, await nameOf(from));
  const state = await stateOf(home);
  if (state === 'broken') await rm(home, { recursive: true, force: true });
  if (state !== 'ready') {
    const staging = await mkdtemp(`${home}.`);
    await unpackInto(staging, join(from, 'bin'));
    // Recovery: another process was faster, and its folder is equivalent; the next line verifies that.
    await rename(staging, home).catch(() => rm(staging, { recursive: true, force: true }));
    if ((await stateOf(home)) !== 'ready') throw new Error(`cannot unpack Chromium into ${home}`);
  }
  return unpackedIn(home);
};
