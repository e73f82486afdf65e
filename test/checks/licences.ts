import { spawnSync } from 'node:child_process';

/** Code that is bundled into a function or the page must have a permissive licence. */
const allowed = [
  'MIT',
  'MIT-0',
  'Apache-2.0',
  'ISC',
  'BSD-2-Clause',
  'BSD-3-Clause',
  '0BSD',
  'BlueOak-1.0.0',
  'Unlicense',
  'CC0-1.0',
  'Python-2.0',
  '(MIT OR EUPL-1.1+)',
  // Fonts: this licence allows embedding them in a document.
  'OFL-1.1',
  'MIT AND OFL-1.1',
];
const run = spawnSync(
  'license-checker-rseidelsohn',
  ['--production', '--excludePrivatePackages', '--onlyAllow', allowed.join(';'), '--summary'],
  { encoding: 'utf8' },
);
console.log(run.stdout.trim());
if (run.status !== 0) console.error(run.stderr.trim());
process.exit(run.status ?? 1);
