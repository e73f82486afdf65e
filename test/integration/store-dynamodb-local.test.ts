import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { documentClient } from '../../shared/adapters/clients.ts';
import { dynamoCommunicationStore } from '../../shared/adapters/dynamo-communication-store.ts';
import { dynamoProjectStore } from '../../shared/adapters/dynamo-project-store.ts';
import { dynamoSendSlots } from '../../shared/adapters/dynamo-sending-store.ts';
import type { CommunicationStore, ProjectStore, SendSlots } from '../../shared/domain/ports.ts';
import { communicationStoreContract } from '../contracts/communication-store.ts';
import { createTable, localClient } from '../contracts/data-table.ts';
import { hasJava, startDynamoDbLocal } from '../contracts/dynamodb-local.ts';
import { projectStoreContract } from '../contracts/project-store.ts';
import { sendSlotsContract } from '../contracts/send-slots.ts';

/** The stores over Amazon's DynamoDB Local: stricter than dynalite. On a machine without Java they are left out, in CI never. */
const java = hasJava();

if (!java) {
  const missing = process.env.CI ? test : test.skip;
  missing('the stores run over DynamoDB Local, which needs Java: there is none on this machine', () => {
    expect.fail('CI must run this suite: install Java');
  });
}

describe.skipIf(!java)('over DynamoDB Local', () => {
  let stop = async () => {};
  let projects: ProjectStore;
  let communications: CommunicationStore;
  let sendSlots: SendSlots;

  beforeAll(async () => {
    const server = await startDynamoDbLocal();
    stop = server.stop;
    const client = localClient(server.endpoint);
    const table = await createTable(client);
    projects = dynamoProjectStore(documentClient(client), table);
    communications = dynamoCommunicationStore(documentClient(client), table);
    sendSlots = dynamoSendSlots(documentClient(client), table);
  });
  afterAll(() => stop());

  projectStoreContract(() => projects);
  communicationStoreContract(() => communications);
  sendSlotsContract(() => sendSlots);
});
