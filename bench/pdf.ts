import { measureSize, type Result } from './pdf/measure.ts';
import { readOptions, usage } from './pdf/options.ts';
import { judge } from './pdf/promises.ts';
import { table, verdictLine } from './pdf/report.ts';

/**
 * How fast, how large, how much memory: ours and the others, same content and columns, in turns. Medians; the machine is
 * never quiet, so read the ratios. Ends with 1 when a promise is broken.
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
const verdicts = judge(results);
console.log(`\n${verdicts.map(verdictLine).join('\n')}`);
process.exit(verdicts.some((verdict) => verdict.kept === false) ? 1 : 0);
