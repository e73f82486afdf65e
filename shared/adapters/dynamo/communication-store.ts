import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { CommunicationStore } from '../../ports/store-ports.ts';
import { dynamoDeliveryStore } from './delivery-store.ts';
import { dynamoEmailStore } from './email-store.ts';
import { dynamoFactStore } from './fact-store.ts';
import { dynamoListStore } from './list-store.ts';
import { dynamoQuarantineStore } from './quarantine-store.ts';
import { dynamoSliceStore } from './slice-store.ts';
import { dynamoTable } from './table.ts';
import { dynamoThreadStore } from './thread-store.ts';

/**
 * The communication store over the single table; each part has a file of its own, which describes its items and keys.
 */
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
