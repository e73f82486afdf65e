import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundleFile } from '../infra/constructs/functions/bundle.ts';
import { writeLayer } from '../infra/constructs/functions/chromium-layer.ts';

/**
 * `node bench/cold-start.ts [runs]`: measures the time from process start to the first one-page PDF on disk. The
 * programs alternate, each run with an empty temporary folder. Ours is bundled and finds the browser in the layer's
 * folder, as on Lambda. Fails when our median exceeds a quarter of the defaults' median. All files are in the page
 * cache, so the time a new Lambda environment needs to load them is not measured.
 */
const promised = 0.25;
const runs = Number(process.argv[2] ?? 7);

const folder = mkdtempSync(join(tmpdir(), 'courriel-cold-'));
const html = join(folder, 'page.html');
const rows = Array.from(
  { length: 20 },
  (_, n) => `<tr><td>${n + 1}</td><td>Charpente d’acier</td><td>1,234.56</td></tr>`,
);
writeFileSync(
  html,
  `<!DOCTYPE html><html lang="en"><title>Cold start</title><style>@page{size:11in 8.5in;margin:.5in}</style><h1>Invoice 7</h1><table>${rows.join('')}</table></html>`,
);

const layer = join(folder, 'layer');
mkdirSync(layer);
writeLayer(layer);
const ours = join(folder, 'ours.mjs');
bundleFile('bench/cold-start-ours.ts', ours);
const defaults = fileURLToPath(new URL('./cold-start-defaults.ts', import.meta.url));
const ourEnv = { CHROMIUM_FOLDER: join(layer, 'chromium') };

const programs = [
  { name: "the package's defaults", file: defaults, env: {} },
  { name: 'ours', file: ours, env: ourEnv },
  { name: 'ours, with a compile cache', file: ours, env: { ...ourEnv, NODE_COMPILE_CACHE: join(folder, 'compiled') } },
].map((program) => ({ ...program, milliseconds: [] as number[] }));

const milliseconds = (file: string, more: Record<string, string>): number => {
  const empty = mkdtempSync(join(folder, 'run-'));
  const pdf = join(empty, 'out.pdf');
  const { PATH = '', HOME = '' } = process.env;
  const start = performance.now();
  const { status, stderr } = spawnSync(process.execPath, [file, html, pdf], {
    env: { PATH, HOME, TMPDIR: empty, ...more },
    encoding: 'utf8',
  });
  const took = performance.now() - start;
  if (status !== 0 || !existsSync(pdf)) throw new Error(`${file} printed nothing: ${stderr}`);
  rmSync(empty, { recursive: true, force: true });
  return took;
};

const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;

try {
  // One run that is not counted brings files into the page cache and code into the compile cache.
  for (const { file, env } of programs) milliseconds(file, env);
  for (let run = 0; run < runs; run += 1) {
    for (const program of programs) program.milliseconds.push(milliseconds(program.file, program.env));
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}

const [base = 0, mine = 0] = programs.map((program) => median(program.milliseconds));
console.log(`process start to first PDF, medians of ${runs} alternating runs`);
for (const program of programs) {
  const took = median(program.milliseconds);
  console.log(`${program.name.padEnd(28)} ${took.toFixed(0).padStart(6)} ms   ${(took / base).toFixed(3)}`);
}
console.log(mine / base <= promised ? 'kept: at most a quarter' : 'NOT kept: more than a quarter');
process.exitCode = mine / base <= promised ? 0 : 1;
