import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { z } from 'zod';

/**
 * `npm ci` requires a lock-file entry for every optional dependency, also for other platforms. npm omits those that the
 * registry did not serve when the lock file was written, and `npm ci` then refuses the whole file. This adds the missing
 * entries: name, exact version, hash, and the platform, so that npm skips them elsewhere. npm does not verify an entry
 * without a hash, so missing hashes are added too.
 * `--check` only reports what is missing, and fails; it works offline.
 */
const Entry = z.looseObject({
  version: z.string().optional(),
  dev: z.boolean().optional(),
  integrity: z.string().optional(),
  /** A link is a folder of this project, and a bundled package is inside another one: npm fetches neither. */
  link: z.boolean().optional(),
  inBundle: z.boolean().optional(),
  optionalDependencies: z.record(z.string(), z.string()).optional(),
});
const Lock = z.looseObject({ packages: z.record(z.string(), Entry) });

const file = 'package-lock.json';
const lock = Lock.parse(JSON.parse(readFileSync(file, 'utf8')));

/** Folders where Node looks for a package that `parent` needs. */
const places = (parent: string, name: string): string[] => {
  const found = [`${parent}/node_modules/${name}`];
  for (let at = parent.lastIndexOf('/node_modules/'); at > 0; at = parent.lastIndexOf('/node_modules/', at - 1)) {
    found.push(`${parent.slice(0, at)}/node_modules/${name}`);
  }
  return [...found, `node_modules/${name}`];
};

const missing = Object.entries(lock.packages).flatMap(([parent, entry]) =>
  Object.entries(entry.optionalDependencies ?? {})
    .filter(([name]) => !places(parent, name).some((place) => lock.packages[place]))
    .map(([name, range]) => ({ name, version: range.replace(/^[~^]/, ''), dev: entry.dev === true })),
);

const unchecked = Object.entries(lock.packages)
  .filter(([at, { integrity, link, inBundle }]) => at !== '' && !integrity && !link && !inBundle)
  .map(([at, { version }]) => ({ at, name: at.slice(at.lastIndexOf('node_modules/') + 13), version: version ?? '' }));

if (process.argv.includes('--check')) {
  const wrong = [
    ...missing.map(({ name }) => `missing in ${file}: ${name}`),
    ...unchecked.map(({ at }) => `without integrity in ${file}: ${at}`),
    ...(/"resolved"/.test(readFileSync(file, 'utf8')) ? [`${file} names a registry`] : []),
  ];
  for (const one of wrong) console.error(one);
  if (wrong.length === 0) console.log('the lock file is complete: every entry has its hash, and no registry is named');
  process.exit(wrong.length > 0 ? 1 : 0);
}

const Published = z.object({
  'dist.integrity': z.string(),
  os: z.array(z.string()).optional(),
  cpu: z.array(z.string()).optional(),
  libc: z.array(z.string()).optional(),
});

/** The registry's entry for a package, fetched through npm and so with npm's settings. */
const published = (name: string, version: string) => {
  const fields = ['dist.integrity', 'os', 'cpu', 'libc', '--json'];
  const answer = execFileSync('npm', ['view', `${name}@${version}`, ...fields], { encoding: 'utf8' });
  const { 'dist.integrity': integrity, ...platform } = Published.parse(JSON.parse(answer));
  return { integrity, ...platform };
};

for (const { name, version, dev } of missing)
  lock.packages[`node_modules/${name}`] = {
    version,
    ...published(name, version),
    ...(dev ? { dev } : {}),
    optional: true,
  };
for (const { at, name, version } of unchecked)
  lock.packages[at] = { ...lock.packages[at], ...published(name, version) };

const sorted = Object.fromEntries(Object.entries(lock.packages).sort(([a], [b]) => a.localeCompare(b, 'en')));
writeFileSync(file, `${JSON.stringify({ ...lock, packages: sorted }, null, 2)}\n`);
console.log(`${missing.length} entries added, ${unchecked.length} hashes filled in`);
