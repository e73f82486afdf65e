import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

/** One project per kind of test. Suites that start processes run one file at a time. */
const project = (name: string, more: object = {}) => ({
  extends: true as const,
  test: { name, include: [`test/${name}/**/*.test.ts`], ...more },
});

export default defineConfig({
  test: {
    // Two also on two cores, where vitest would take one: the stacks mostly wait (305 s, and 244 s with two).
    maxWorkers: Math.max(2, availableParallelism() - 1),
    projects: [
      // These leave nothing behind in their process. Loading every module anew for each file took as long as its tests,
      // and each file that runs the flow synthesized the template again.
      // Random tests take seconds where other programs run beside them; none of these waits for anything.
      project('unit', { testTimeout: 30_000, isolate: false }),
      project('flow', { testTimeout: 60_000, hookTimeout: 180_000, isolate: false }),
      project('infra', { testTimeout: 60_000, hookTimeout: 120_000, isolate: false }),
      // The power cut kills and restarts a stack of its own, and mostly waits. A project of its own would run alone, after
      // the others.
      project('integration', {
        include: ['test/integration/**/*.test.ts', 'test/e2e/survival.test.ts'],
        testTimeout: 60_000,
        hookTimeout: 60_000,
      }),
      project('e2e', {
        exclude: ['test/e2e/survival.test.ts'],
        testTimeout: 120_000,
        hookTimeout: 180_000,
        fileParallelism: false,
        globalSetup: ['test/e2e/setup.ts'],
      }),
    ],
  },
});
