import { beforeAll, expect, test } from 'vitest';
import { flowDefinition } from '../fakes/harness/flow-runner.ts';
import { runModel, summary } from './run-model.ts';

beforeAll(() => void flowDefinition(), 60_000);

const runs = Math.max(10_000, Number(process.env.MODEL_RUNS ?? 0));

test('the protocol model holds the invariants (a) to (l) over 10,000 runs (S18)', async () => {
  const result = await runModel(runs);
  console.log(summary(result));
  expect(result.failed, result.report).toBe(false);
  expect(result.runs).toBe(runs);
}, 3_600_000);
