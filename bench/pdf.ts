import { measureSize, type Result } from './pdf/measure.ts';
import { readOptions, usage } from './pdf/options.ts';
import { judge } from './pdf/promises.ts';
import { writeFigures } from './pdf/readme.ts';
import { table, verdictLine } from './pdf/report.ts';

/**
 * Compares time, size and memory of our documents with those of other programs, for the same content and columns.
 * Programs run in turns and times are medians. Other work on the machine slows all programs alike, so the ratios are
 * more reliable than the times. Exits with 1 when a promise is broken.
 */
if (process.argv.includes('--help')) {
  console.log(usage);
  process.exit(0);
}
const options = readOptions(process.argv.slice(2));
const results: Result[] = [];
for (const size of options.sizes) {
  const these = await measureSize(options, size, results);
  console.log(table(size, these, results));
  results.push(...these);
}
if (options.readme) writeFigures(results);
const verdicts = judge(results);
console.log(`\n${verdicts.map(verdictLine).join('\n')}`);
process.exit(verdicts.some((verdict) => verdict.kept === false) ? 1 : 0);
