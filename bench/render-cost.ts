import { chromiumRenderer } from '../shared/adapters/chromium/renderer.ts';
import { detailDocument } from '../shared/documents/detail/detail-document.ts';
import { benchInvoice } from './pdf/invoice.ts';

/**
 * `node bench/render-cost.ts <memory in MB> [lines …]`: estimates what a Detail document costs on Lambda, first in a
 * new environment (including the start of the browser), then in a warm one. Lambda gives one vCPU per 1,769 MB, so run
 * it with that share: `systemd-run --scope -p CPUQuota=$((MEMORY * 100 / 1769))% node bench/render-cost.ts $MEMORY`.
 */
const dollarsPerGbSecond = 0.0000166667;
const [memory = 2048, ...given] = process.argv.slice(2).map(Number);
const sizes = given.length > 0 ? given : [10, 100, 1000, 5000];

const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;

const millisecondsOf = async (renderer: ReturnType<typeof chromiumRenderer>, lines: number): Promise<number> => {
  const start = performance.now();
  await renderer.render(detailDocument(benchInvoice(lines), 'en'));
  return performance.now() - start;
};

const say = (what: string, milliseconds: number): void => {
  const dollars = (milliseconds / 1000) * (memory / 1024) * dollarsPerGbSecond * 1e6;
  console.log(
    `${memory} MB  ${what.padEnd(18)} ${milliseconds.toFixed(0).padStart(6)} ms  $${dollars.toFixed(2).padStart(7)} a million`,
  );
};

const first: number[] = [];
for (let run = 0; run < 5; run += 1) {
  const renderer = chromiumRenderer();
  first.push(await millisecondsOf(renderer, 10));
  await renderer.close();
}
say('first, 10 lines', median(first));

const renderer = chromiumRenderer();
for (const lines of sizes) {
  const took: number[] = [];
  for (let run = 0; run < (lines > 1000 ? 3 : 7); run += 1) took.push(await millisecondsOf(renderer, lines));
  say(`warm, ${lines} lines`, median(took));
}
await renderer.close();
