import { readFileSync } from 'node:fs';
import { bundledPackages } from './bundled-packages.ts';

/**
 * Compares the bundled packages with docs/advisories.md, offline: each package is listed at the shipped version, and
 * none is older than the oldest version without known vulnerabilities.
 */
const oldest: Record<string, string> = { nodemailer: '10.4.1', 'sanitize-html': '2.18.1' };

const older = (version: string, than: string): boolean => version.localeCompare(than, 'en', { numeric: true }) < 0;

const text = readFileSync(new URL('../../docs/advisories.md', import.meta.url), 'utf8');
const lookedUp = new Set(
  [...text.matchAll(/`([@\w./-]+)` (\d[\w.-]*\w)/g)].map(([, name, version]) => `${name} ${version}`),
);

const packages = bundledPackages();
const wrong = packages.flatMap(({ name, version, place }) => {
  const least = oldest[name];
  if (least !== undefined && older(version, least)) return [`${place} is ${version} but must be at least ${least}`];
  return lookedUp.has(`${name} ${version}`)
    ? []
    : [`${name} ${version} is not in docs/advisories.md: look up its advisories and add it`];
});
for (const line of wrong) console.error(line);
if (wrong.length === 0)
  console.log(`${packages.length} packages are shipped; docs/advisories.md lists each at its version`);
process.exit(wrong.length > 0 ? 1 : 0);
