import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

/** One project for each kind of test. */
const project = (name: string, more: object = {}) => ({
  extends: true as const,
  test: { name, include: [`test/${name}/**/*.test.ts`], ...more },
});

export default defineConfig({
  test: {
    // More workers than processors: the end-to-end files mostly wait for a stack or a browser.
    maxWorkers: Math.max(3, availableParallelism()),
    projects: [
      // These leave nothing behind in their process. Loading every module anew for each file took as long as its tests,
      // and each file that runs the flow synthesized the template again.
      // Random tests take seconds where other programs run beside them; none of these waits for anything.
      project('unit', { testTimeout: 30_000, isolate: false }),
      project('flow', { testTimeout: 60_000, hookTimeout: 180_000, isolate: false }),
      project('infra', { testTimeout: 60_000, hookTimeout: 120_000, isolate: false }),
      project('integration', { testTimeout: 60_000, hookTimeout: 60_000 }),
      // One stack for all files. Vitest runs the projects by name, so these, which wait the most, begin.
      project('e2e', { testTimeout: 120_000, hookTimeout: 180_000, globalSetup: ['test/e2e/setup.ts'] }),
    ],
  },
});
