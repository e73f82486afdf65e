import { mkdtempSync, rmSync } from 'node:fs';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import dynalite from 'dynalite';
import { afterAll, beforeAll } from 'vitest';
import { localClient } from '../../contracts/data-table.ts';
import { dynamoStores, type Stores, storeContracts } from '../../contracts/stores.ts';

/** Tests the stores on the database that `npm start` embeds, on disk as in the local run. */
let folder: string;
let server: Server;
let stores: Stores;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'courriel-dynalite-'));
  server = dynalite({ path: folder, createTableMs: 0 });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  stores = await dynamoStores(localClient(`http://127.0.0.1:${(server.address() as AddressInfo).port}`));
});
afterAll(async () => {
  await new Promise<void>((closed) => server.close(() => closed()));
  rmSync(folder, { recursive: true, force: true });
});

storeContracts(() => stores);
