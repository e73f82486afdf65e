import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { documentClient } from '../../shared/adapters/clients.ts';
import { dynamoCommunicationStore } from '../../shared/adapters/dynamo/communication-store.ts';
import { dynamoProjectStore } from '../../shared/adapters/dynamo/project-store.ts';
import { dynamoSendSlots } from '../../shared/adapters/dynamo/sending-store.ts';
import { dynamoUsageStore } from '../../shared/adapters/dynamo/usage-store.ts';
import type { SendSlots } from '../../shared/ports/mail-ports.ts';
import type { CommunicationStore, ProjectStore, UsageStore } from '../../shared/ports/store-ports.ts';
import { communicationStoreContract } from './communication-store.ts';
import { createTable } from './data-table.ts';
import { listStoreContract } from './list-store.ts';
import { projectStoreContract } from './project-store.ts';
import { quarantineStoreContract } from './quarantine-store.ts';
import { sendSlotsContract } from './send-slots.ts';
import { usageStoreContract } from './usage-store.ts';

export type Stores = {
  projects: ProjectStore;
  communications: CommunicationStore;
  sendSlots: SendSlots;
  usage: UsageStore;
};

/** All stores over a new DynamoDB table. */
export const dynamoStores = async (database: DynamoDBClient): Promise<Stores> => {
  const table = await createTable(database);
  const client = documentClient(database);
  return {
    projects: dynamoProjectStore(client, table),
    communications: dynamoCommunicationStore(client, table),
    sendSlots: dynamoSendSlots(client, table),
    usage: dynamoUsageStore(client, table),
  };
};

/** The contracts that every implementation of the stores must pass. */
export const storeContracts = (stores: () => Stores): void => {
  projectStoreContract(() => stores().projects);
  communicationStoreContract(() => stores().communications);
  quarantineStoreContract(() => stores().communications);
  listStoreContract(() => stores().communications);
  sendSlotsContract(() => stores().sendSlots);
  usageStoreContract(() => stores().usage);
};
