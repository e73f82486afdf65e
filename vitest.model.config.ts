import { defineConfig } from 'vitest/config';

/** The protocol model's 10,000 runs take minutes: `npm test` runs 200 of them. The JSON is what `npm run test:exam` reads. */
export default defineConfig({
  test: {
    include: ['test/model/**/*.test.ts'],
    reporters: ['default', 'json'],
    outputFile: { json: '.local/model-results.json' },
  },
});
