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
 * Unpacks what @sparticuz/chromium ships: the browser (67 MB of Brotli, about two seconds), its libraries, and beside
 * them the document's fonts.
 * Not the package's own executablePath(): that one writes in place, so that two processes starting together run half a
 * browser, and it always unpacks a software GPU which our flags never load.
 */
const PackageJson = z.object({ version: z.string() });

/** A folder with the browser, `lib`, `fonts` and `fonts.conf`: the same here and in the function's layer (ADR 12). */
export type Unpacked = { folder: string; executable: string; libraries: string; fontConfig: string };

export const unpackedIn = (folder: string): Unpacked => ({
  folder,
  executable: join(folder, 'chromium'),
  libraries: join(folder, 'lib'),
  fontConfig: join(folder, 'fonts.conf'),
});

/** For everybody: whoever runs a function on Lambda is not who packed it. */
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

/** Only our fonts, wherever the folder stands: widths in the document count on it. What fontconfig notes goes elsewhere. */
const fontConfig = `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><dir prefix="relative">fonts</dir><cachedir prefix="xdg">fontconfig</cachedir></fontconfig>
`;

const copyFonts = async (folder: string): Promise<void> => {
  await mkdir(folder, { recursive: true });
  await Promise.all(documentFontPaths().map((path) => copyFile(path, join(folder, basename(path)))));
};

/** The package's own fonts are left where they are: no document may use them. */
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

/** Enough of the files to notice a machine that sweeps old files out of its temporary folder. */
const witnesses = ['chromium', 'fonts.conf', ...documentFonts.map((font) => join('fonts', basename(font)))];

/** Windows has none, and says 0 of every file. */
const uid = process.getuid?.() ?? 0;

/** Nobody else's: another user could have put a program of theirs under this name. */
const stateOf = async (folder: string): Promise<'absent' | 'broken' | 'ready'> => {
  const owner = await stat(folder).then(
    (found) => found.uid,
    () => null,
  );
  if (owner === null) return 'absent';
  if (owner !== uid) throw new Error(`${folder} belongs to somebody else`);
  const found = await Promise.allSettled(witnesses.map((name) => stat(join(folder, name))));
  return found.every((result) => result.status === 'fulfilled') ? 'ready' : 'broken';
};

/** Changes with all that is unpacked. */
const nameOf = async (from: string): Promise<string> => {
  const { version } = PackageJson.parse(JSON.parse(await readFile(join(from, 'package.json'), 'utf8')));
  const fonts = await Promise.all(documentFontPaths().map(async (path) => [basename(path), (await stat(path)).size]));
  const hash = createHash('sha256')
    .update(fontConfig)
    .update(JSON.stringify([libraryArchive, fonts]))
    .digest('hex');
  return `courriel-chromium-${version}-${hash.slice(0, 8)}-${uid}`;
};

/** Unpacks once per machine and version. Safe for processes that start together: the last step is one rename. */
export const unpackChromium = async (parent = tmpdir()): Promise<Unpacked> => {
  const from = packageFolder();
  const home = join(parent, await nameOf(from));
  const state = await stateOf(home);
  if (state === 'broken') await rm(home, { recursive: true, force: true });
  if (state !== 'ready') {
    const staging = await mkdtemp(`${home}.`);
    await unpackInto(staging, join(from, 'bin'));
    // Recovery: somebody was faster, and theirs is as good as ours; the next line makes sure of it.
    await rename(staging, home).catch(() => rm(staging, { recursive: true, force: true }));
    if ((await stateOf(home)) !== 'ready') throw new Error(`cannot unpack Chromium into ${home}`);
  }
  return unpackedIn(home);
};
