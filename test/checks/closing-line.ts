import { readFileSync } from 'node:fs';
import { z } from 'zod';

/** Prints `N passed, N failed, N skipped` from vitest's JSON report: the line that CI reads. */
const Report = z.object({
  numPassedTests: z.number(),
  numFailedTests: z.number(),
  numPendingTests: z.number(),
  numFailedTestSuites: z.number(),
  testResults: z.array(z.object({ status: z.string(), assertionResults: z.array(z.unknown()) })),
});

const [file = ''] = process.argv.slice(2);
const report = Report.parse(JSON.parse(readFileSync(file, 'utf8')));
// A file that failed to load has no assertions; it counts as one failure.
const unloaded = report.testResults.filter((r) => r.status === 'failed' && r.assertionResults.length === 0).length;
console.log(
  `${report.numPassedTests} passed, ${report.numFailedTests + unloaded} failed, ${report.numPendingTests} skipped`,
);
