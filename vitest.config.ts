import { defineConfig } from 'vitest/config';

/** One project per kind of test (design.md section 3). Suites that start processes run one file at a time. */
const project = (name: string, more: object = {}) => ({
  extends: true as const,
  test: { name, include: [`test/${name}/**/*.test.ts`], ...more },
});

export default defineConfig({
  test: {
    projects: [
      project('unit'),
      project('flow'),
      project('infra', { testTimeout: 60_000, hookTimeout: 120_000, isolate: false }),
      project('integration', { testTimeout: 60_000, hookTimeout: 60_000 }),
      project('e2e', {
        exclude: ['test/e2e/survival.test.ts'],
        testTimeout: 120_000,
        hookTimeout: 180_000,
        fileParallelism: false,
        globalSetup: ['test/e2e/setup.ts'],
      }),
      // Kills and restarts a stack of its own, and mostly waits: it may run beside the others.
      project('survival', { include: ['test/e2e/survival.test.ts'], testTimeout: 120_000, hookTimeout: 180_000 }),
    ],
  },
});
