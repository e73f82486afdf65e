import { spawnSync } from 'node:child_process';
import { z } from 'zod';
import { bundledPackages } from './bundled-packages.ts';

/**
 * Asks the registry for advisories on everything in the lock file, and reports which ones concern shipped code: the
 * functions' bundles, the page, Chromium's layer. Exit code 1 means that a high or critical one does, exit code 2 that
 * the registry did not answer and nothing is known.
 */
const Answer = z.object({
  vulnerabilities: z.record(
    z.string(),
    z.object({ severity: z.string(), range: z.string(), nodes: z.array(z.string()), via: z.array(z.unknown()) }),
  ),
});
const Cause = z.object({ url: z.string(), title: z.string() });

const run = spawnSync('npm', ['audit', '--json'], { encoding: 'utf8', maxBuffer: 2 ** 26 });
const answer = Answer.safeParse(JSON.parse(run.stdout || '{}'));
if (!answer.success) {
  console.error('the registry did not answer: it is NOT known whether there are advisories on shipped packages');
  console.error(run.stderr.trim());
  process.exit(2);
}

const shipped = new Map(bundledPackages().map((one) => [one.place, one]));
const serious = Object.entries(answer.data.vulnerabilities).filter(([, { severity }]) =>
  ['high', 'critical'].includes(severity),
);
const causes = (via: unknown[]): string =>
  via
    .flatMap((one) => Cause.safeParse(one).data ?? [])
    .map(({ title, url }) => `\n    ${title} ${url}`)
    .join('');

let hit = 0;
for (const [name, { severity, range, nodes, via }] of serious) {
  const places = nodes.flatMap((place) => shipped.get(place) ?? []);
  if (places.length > 0) hit += 1;
  const where = places.map((one) => `${one.version} in ${one.in.join(', ')}`).join('; ') || 'not shipped';
  console.log(`${severity}  ${name} ${range}  (${where})${causes(via)}`);
}
console.log(
  `${hit} high or critical advisories on the ${shipped.size} shipped packages, ${serious.length - hit} on others`,
);
process.exit(hit > 0 ? 1 : 0);
