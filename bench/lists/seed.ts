import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { waitUntilTableExists } from '@aws-sdk/client-dynamodb';
import { GetCommand, PutCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import dynalite from 'dynalite';
import { saveFillPosition } from '../../shared/actions/enter-lists.ts';
import { dynamoCommunicationStore } from '../../shared/adapters/dynamo/communication-store.ts';
import { dynamoProjectStore } from '../../shared/adapters/dynamo/project-store.ts';
import { createTable, localClient, tableName } from '../../test/contracts/data-table.ts';
import { seededWorld } from '../../test/fakes/worlds/api-world.ts';
import { invoiceOf, projectId, writeConversation } from './conversation.ts';
import { openStore, type RawItem } from './level.ts';

/** Creates a table with a given number of conversations in a folder, unless an earlier run has already done so. */

const perBatch = 50;

const marshalled = (value: unknown): object => {
  if (typeof value === 'string') return { S: value };
  if (typeof value === 'number') return { N: String(value) };
  if (typeof value === 'boolean') return { BOOL: value };
  if (value === null) return { NULL: true };
  if (Array.isArray(value)) return { L: value.map(marshalled) };
  return { M: fieldsOf(Object(value)) };
};
const fieldsOf = (fields: object): RawItem =>
  Object.fromEntries(
    Object.entries(fields)
      .filter(([, value]) => value !== undefined)
      .map(([name, value]) => [name, marshalled(value)]),
  );

/** A stand-in for the DynamoDB client that collects the items which the adapters put; reads find nothing. */
const collectPuts = () => {
  const items: RawItem[] = [];
  const send = async (command: unknown) => {
    if (command instanceof PutCommand) items.push(fieldsOf(command.input.Item ?? {}));
    else if (!(command instanceof GetCommand || command instanceof QueryCommand))
      throw new Error('seeding may only put items');
    return { Items: [] };
  };
  // The adapters use no other method of a client.
  return { document: { send } as never, take: (): RawItem[] => items.splice(0) };
};

const makeTable = async (folder: string): Promise<void> => {
  const server = dynalite({ path: folder, createTableMs: 0 });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const address = server.address();
  const client = localClient(`http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`);
  const TableName = await createTable(client);
  // A table that is stored while it is still CREATING stays so, and answers no read.
  await waitUntilTableExists({ client, minDelay: 1, maxWaitTime: 30 }, { TableName });
  // The callback runs once the store on disk is closed; the event 'close' comes earlier, while its lock is still held.
  await new Promise<void>((closed) => server.close(() => closed()));
};

/** Writes the project with its people, contract and invoices. */
const writeProject = async (store: ReturnType<typeof dynamoProjectStore>, conversations: number): Promise<void> => {
  const { projects } = (await seededWorld()).w;
  const project = await projects.getProject(projectId);
  const invoice = await projects.getInvoice(projectId, 'inv_a');
  if (!project || !invoice) throw new Error('the seeded world has no project');
  await store.putProject(project);
  for (const contact of await projects.listContacts(projectId)) await store.putContact(contact);
  for (const member of await projects.listMembers(projectId)) await store.putMember(member);
  for (const contract of await projects.listContracts(projectId)) await store.putContract(contract);
  for (let i = 0; i < conversations; i += 10) await store.putInvoice({ ...invoice, id: invoiceOf(i) });
};

export const seed = async (folder: string, conversations: number): Promise<void> => {
  const done = join(folder, '..', `${conversations}.seeded`);
  if (existsSync(done)) return console.log(`${conversations} conversations: reused from an earlier run`);
  const started = performance.now();
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  await makeTable(folder);
  const store = await openStore(folder, tableName);
  const { document, take } = collectPuts();
  const communications = dynamoCommunicationStore(document, tableName);
  await writeProject(dynamoProjectStore(document, tableName), conversations);
  await saveFillPosition({ communications }, null);
  let items = 0;
  for (let i = 0; i < conversations; i += 1) {
    await writeConversation(communications, i);
    if ((i + 1) % perBatch !== 0 && i + 1 < conversations) continue;
    const batch = take();
    items += batch.length;
    await store.write(batch);
  }
  await store.close();
  writeFileSync(done, '');
  const seconds = (performance.now() - started) / 1000;
  console.log(`${conversations} conversations: ${items} items seeded in ${seconds.toFixed(0)} s`);
};
