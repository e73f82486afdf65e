import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import dynalite from 'dynalite';
import { createTable, localClient } from '../../test/contracts/data-table.ts';

/** Runs the database of `npm start` with infra's table in a separate process, and sends its endpoint to the parent. */

const folder = mkdtempSync(join(tmpdir(), 'courriel-bench-'));
const server = dynalite({ path: folder, createTableMs: 0 });
await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
const address = server.address();
const endpoint = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`;
const table = await createTable(localClient(endpoint));
process.send?.({ endpoint, table });
process.on('disconnect', () => {
  rmSync(folder, { recursive: true, force: true });
  process.exit(0);
});
