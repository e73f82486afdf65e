import { defineConfig } from 'vitest/config';

/** Real worker processes, killed; it waits for reconcile's minutes, so it is no part of `npm test`. */
export default defineConfig({ test: { include: ['test/workers/**/*.test.ts'] } });
