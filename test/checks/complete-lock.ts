import { readFileSync, writeFileSync } from 'node:fs';
import { z } from 'zod';

/**
 * `npm ci` wants an entry in the lock file for every optional dependency, also those for other platforms. npm leaves out
 * the ones that the registry at hand did not serve when the lock was made, and `npm ci` then refuses the whole file.
 * This adds what is missing: name, exact version, and the platform that its name says, so that it is skipped elsewhere.
 * `--check` only says what is missing and fails.
 */
const Entry = z.looseObject({
  version: z.string().optional(),
  dev: z.boolean().optional(),
  optionalDependencies: z.record(z.string(), z.string()).optional(),
});
const Lock = z.looseObject({ packages: z.record(z.string(), Entry) });

const systems = [
  'aix',
  'android',
  'darwin',
  'freebsd',
  'linux',
  'netbsd',
  'openbsd',
  'openharmony',
  'sunos',
  'win32',
  'wasm32',
];
const processors = ['arm64', 'arm', 'ia32', 'loong64', 'mips64el', 'ppc64', 'riscv64', 's390x', 'x64', 'wasm32'];

/** `@esbuild/darwin-arm64` ─▶ darwin, arm64. A name that tells neither is left to npm, which then may try to fetch it. */
const platformOf = (name: string): { os?: string[]; cpu?: string[] } => {
  if (name === 'fsevents') return { os: ['darwin'] };
  const parts = name.split(/[-/@]/);
  const os = systems.find((one) => parts.includes(one));
  const cpu = processors.find((one) => parts.includes(one));
  if (os === 'wasm32' || cpu === 'wasm32') return { cpu: ['wasm32'] };
  return { ...(os ? { os: [os] } : {}), ...(cpu ? { cpu: [cpu] } : {}) };
};

const file = 'package-lock.json';
const lock = Lock.parse(JSON.parse(readFileSync(file, 'utf8')));

/** Where a package that `parent` needs may stand, as Node looks for it. */
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

if (process.argv.includes('--check')) {
  for (const { name } of missing) console.error(`missing in ${file}: ${name}`);
  if (/"resolved"/.test(readFileSync(file, 'utf8'))) console.error(`${file} names a registry`);
  else if (missing.length === 0) console.log('the lock file is complete and names no registry');
  process.exit(missing.length > 0 || /"resolved"/.test(readFileSync(file, 'utf8')) ? 1 : 0);
}

for (const { name, version, dev } of missing) {
  lock.packages[`node_modules/${name}`] = {
    version,
    ...platformOf(name),
    ...(dev ? { dev } : {}),
    optional: true,
  } as z.infer<typeof Entry>;
}
const sorted = Object.fromEntries(Object.entries(lock.packages).sort(([a], [b]) => a.localeCompare(b, 'en')));
writeFileSync(file, `${JSON.stringify({ ...lock, packages: sorted }, null, 2)}\n`);
console.log(`${missing.length} entries added`);
