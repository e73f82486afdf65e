import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildSync } from 'esbuild';
import { z } from 'zod';
import { bundleFile } from '../../infra/constructs/functions/bundle.ts';
import { functionEnv } from '../../shared/runtime/env.ts';

/** `place` is the package's folder as npm names it in the lock file. */
export type Bundled = { place: string; name: string; version: string; in: string[] };

const Lock = z.object({ packages: z.record(z.string(), z.object({ version: z.string().optional() })) });
const Manifest = z.object({ dependencies: z.record(z.string(), z.string()) });
const read = (file: string): unknown => JSON.parse(readFileSync(file, 'utf8'));

/** `node_modules/a/node_modules/@b/c/lib/d.js` ─▶ `node_modules/a/node_modules/@b/c`; null for a file of our own. */
const packageFolderOf = (file: string): string | null => /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(file)?.[0] ?? null;

/** The files that the page imports. Vite, which builds the page, may leave out a few more. */
const filesOfThePage = (): string[] =>
  Object.keys(
    buildSync({
      entryPoints: ['web/src/main.tsx'],
      bundle: true,
      write: false,
      outdir: 'dist',
      format: 'esm',
      jsx: 'automatic',
      loader: { '.svg': 'empty', '.png': 'empty', '.woff2': 'empty' },
      logLevel: 'error',
      metafile: true,
    }).metafile.inputs,
  );

/** Every package that is deployed in part or in full: in a function's bundle, in the page, or in Chromium's layer. */
export const bundledPackages = (): Bundled[] => {
  const { packages } = Lock.parse(read('package-lock.json'));
  const found = new Map<string, Set<string>>();
  const add = (place: string | null, user: string) => {
    if (place !== null) found.set(place, (found.get(place) ?? new Set()).add(user));
  };
  const outdir = mkdtempSync(join(tmpdir(), 'courriel-bundled-'));
  try {
    for (const name of Object.keys(functionEnv))
      for (const file of bundleFile(`functions/${name}/index.ts`, join(outdir, `${name}.mjs`)))
        add(packageFolderOf(file), name);
  } finally {
    rmSync(outdir, { recursive: true, force: true });
  }
  for (const file of filesOfThePage()) add(packageFolderOf(file), 'page');
  // A dependency that no bundle contains comes with Chromium's layer: the browser and the fonts.
  for (const name of Object.keys(Manifest.parse(read('package.json')).dependencies))
    if (!found.has(`node_modules/${name}`)) add(`node_modules/${name}`, 'layer');
  return [...found]
    .map(([place, users]) => ({
      place,
      name: place.slice(place.lastIndexOf('node_modules/') + 'node_modules/'.length),
      version: packages[place]?.version ?? 'unknown',
      in: [...users],
    }))
    .sort((a, b) => a.name.localeCompare(b.name, 'en') || a.version.localeCompare(b.version, 'en'));
};
