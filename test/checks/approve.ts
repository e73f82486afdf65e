import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';

/** Rewrites the approved pictures of the document. Review them before committing, because no test can. */
const root = join(import.meta.dirname, '../..');
const folder = join(root, 'test/fixtures/approved');
mkdirSync(folder, { recursive: true });
for (const name of readdirSync(folder)) if (name.endsWith('.png')) rmSync(join(folder, name));
const { status } = spawnSync(
  process.execPath,
  [
    join(root, 'node_modules/vitest/vitest.mjs'),
    ...['run', '--project', 'integration', 'test/integration/document/approved-images.test.ts'],
  ],
  { cwd: root, stdio: 'inherit', env: { ...process.env, COURRIEL_APPROVE: '1' } },
);
process.exit(status ?? 1);
