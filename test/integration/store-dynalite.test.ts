import { mkdtempSync, rmSync } from 'node:fs';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import dynalite from 'dynalite';
import { afterAll, beforeAll } from 'vitest';
import { documentClient } from '../../shared/adapters/clients.ts';
import { dynamoCommunicationStore } from '../../shared/adapters/dynamo-communication-store.ts';
import { dynamoProjectStore } from '../../shared/adapters/dynamo-project-store.ts';
import { dynamoSendSlots } from '../../shared/adapters/dynamo-sending-store.ts';
import type { CommunicationStore, ProjectStore, SendSlots } from '../../shared/domain/ports.ts';
import { communicationStoreContract } from '../contracts/communication-store.ts';
import { createTable, localClient } from '../contracts/data-table.ts';
import { projectStoreContract } from '../contracts/project-store.ts';
import { sendSlotsContract } from '../contracts/send-slots.ts';

/** The stores over the database that `npm start` embeds, on disk as there. */
let folder: string;
let server: Server;
let projects: ProjectStore;
let communications: CommunicationStore;
let sendSlots: SendSlots;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'courriel-dynalite-'));
  server = dynalite({ path: folder, createTableMs: 0 });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const client = localClient(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  const table = await createTable(client);
  projects = dynamoProjectStore(documentClient(client), table);
  communications = dynamoCommunicationStore(documentClient(client), table);
  sendSlots = dynamoSendSlots(documentClient(client), table);
});
afterAll(async () => {
  await new Promise<void>((closed) => server.close(() => closed()));
  rmSync(folder, { recursive: true, force: true });
});

projectStoreContract(() => projects);
communicationStoreContract(() => communications);
sendSlotsContract(() => sendSlots);
