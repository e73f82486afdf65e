import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { z } from 'zod';
import { rowIdsOf } from './row-ids.ts';
import { rows } from './rows.ts';

/**
 * Prints every row of docs/exam.md as passed, failed or open. A row is decided by the tests whose title ends with its
 * id. Fails on a failed row, and on a row of passed.txt that no passing test decides any more.
 * `--from FILE`, which may be repeated, reads vitest's JSON reports instead of running the tests and the model.
 * `--update` adds newly passed rows to passed.txt.
 */
const Report = z.object({
  testResults: z.array(
    z.object({
      assertionResults: z.array(
        z.object({ title: z.string(), status: z.string(), ancestorTitles: z.array(z.string()) }),
      ),
    }),
  ),
});

const args = process.argv.slice(2);
const given = args.filter((_, i) => args[i - 1] === '--from');
const passedFile = new URL('passed.txt', import.meta.url);

/** The model's 10,000 runs are not part of the suite, so they have a report of their own. */
const suites = { 'exam-results': [], 'model-results': ['--config', 'vitest.model.config.ts'] };

const runTests = (): string[] => {
  mkdirSync('.local', { recursive: true });
  return Object.entries(suites).map(([name, more]) => {
    const file = `.local/${name}.json`;
    const options = ['--reporter=json', `--outputFile=${file}`];
    spawnSync('vitest', ['run', ...more, ...options], { stdio: ['ignore', 'ignore', 'inherit'] });
    return file;
  });
};

const reports = (given.length > 0 ? given : runTests()).map((file) =>
  Report.parse(JSON.parse(readFileSync(file, 'utf8'))),
);
const tests = reports.flatMap((report) => report.testResults).flatMap((f) => f.assertionResults);
const before = new Set(readFileSync(passedFile, 'utf8').split('\n').filter(Boolean));

/** Rows that the suite does not decide, each with its program; the suite's report alone does not contain them. */
const elsewhere: Record<string, string> = { S18: 'npm run test:model' };

const stateOf = (id: string): 'passed' | 'failed' | 'open' | 'elsewhere' => {
  const own = tests.filter((t) => [...t.ancestorTitles, t.title].flatMap(rowIdsOf).includes(id));
  if (own.some((t) => t.status === 'failed')) return 'failed';
  if (own.some((t) => t.status === 'passed')) return 'passed';
  return elsewhere[id] ? 'elsewhere' : 'open';
};

const results = rows.map((row) => ({ ...row, state: stateOf(row.id) }));
const lost = results.filter((r) => r.state === 'open' && before.has(r.id));
for (const r of results)
  console.log(
    `${r.id}  ${r.state.padEnd(9)}  ${r.case}: ${r.outcome}${lost.includes(r) ? '  (passed before; no passing test decides it any more)' : ''}${r.state === 'elsewhere' ? `  (decided by ${elsewhere[r.id]})` : ''}`,
  );

const count = (state: string) => results.filter((r) => r.state === state).length;
console.log(
  `exam: ${count('passed')} rows passed, ${count('failed')} failed, ${count('open')} open, ${count('elsewhere')} decided elsewhere, of ${results.length}`,
);
if (args.includes('--update')) {
  const now = results.filter((r) => r.state === 'passed' || before.has(r.id)).map((r) => r.id);
  writeFileSync(passedFile, `${now.join('\n')}\n`);
}
process.exit(count('failed') + lost.length > 0 ? 1 : 0);
