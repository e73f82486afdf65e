import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

/** Tests 200 random contracts from a new seed, or from a given one: `npm run bench:documents -- <seed>`. */
const seed = process.argv[2] ?? String(Date.now() % 1_000_000_007);
console.log(`seed ${seed}`);
const { status } = spawnSync(
  process.execPath,
  [
    join(import.meta.dirname, '../node_modules/vitest/vitest.mjs'),
    ...['run', '--project', 'integration', 'test/integration/document/random-contracts.test.ts'],
  ],
  { stdio: 'inherit', env: { ...process.env, COURRIEL_CONTRACTS: '200', COURRIEL_SEED: seed } },
);
process.exit(status ?? 1);
