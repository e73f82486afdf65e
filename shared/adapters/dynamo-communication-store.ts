import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { CommunicationStore } from '../ports/store-ports.ts';
import { dynamoDeliveryStore } from './dynamo-delivery-store.ts';
import { dynamoEmailStore } from './dynamo-email-store.ts';
import { dynamoFactStore } from './dynamo-fact-store.ts';
import { dynamoListStore } from './dynamo-list-store.ts';
import { dynamoQuarantineStore } from './dynamo-quarantine-store.ts';
import { dynamoSliceStore } from './dynamo-slice-store.ts';
import { dynamoTable } from './dynamo-table.ts';
import { dynamoThreadStore } from './dynamo-thread-store.ts';

/** Conversations, emails, deliveries and message ids in the one table. */
export const dynamoCommunicationStore = (client: DynamoDBDocumentClient, tableName: string): CommunicationStore => {
  const table = dynamoTable(client, tableName);
  return {
    ...dynamoEmailStore(table),
    ...dynamoThreadStore(table),
    ...dynamoDeliveryStore(table),
    ...dynamoFactStore(table),
    ...dynamoQuarantineStore(table),
    ...dynamoSliceStore(client, tableName),
    ...dynamoListStore(client, tableName, table),
  };
};
