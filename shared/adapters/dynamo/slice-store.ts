import { type DynamoDBDocumentClient, ScanCommand } from '@aws-sdk/lib-dynamodb';
import { Email } from '../../domain/conversation/email.ts';
import { Delivery } from '../../domain/delivery/delivery.ts';
import type { CommunicationStore } from '../../ports/store-ports.ts';
import { Quarantined } from './quarantine-store.ts';

/** Scans the table one slice at a time, for sweeps that see all of it once a day. No request waits for a scan. */

type Item = Record<string, unknown>;

/** A partition lies entirely within one segment, so an email and its deliveries come together. */
const readSegment = async (
  client: DynamoDBDocumentClient,
  TableName: string,
  Segment: number,
  TotalSegments: number,
  filter = 'begins_with(PK, :emails)',
  ExpressionAttributeNames?: Record<string, string>,
) => {
  const items: Item[] = [];
  let ExclusiveStartKey: Item | undefined;
  do {
    const answer = await client.send(
      new ScanCommand({
        TableName,
        Segment,
        TotalSegments,
        ExclusiveStartKey,
        ConsistentRead: true,
        FilterExpression: filter,
        ExpressionAttributeNames,
        ExpressionAttributeValues: { ':emails': 'EML#' },
      }),
    );
    items.push(...(answer.Items ?? []));
    ExclusiveStartKey = answer.LastEvaluatedKey;
  } while (ExclusiveStartKey);
  return items;
};

export const dynamoSliceStore = (
  client: DynamoDBDocumentClient,
  tableName: string,
): Pick<CommunicationStore, 'listSlice' | 'listQuarantineSlice'> => ({
  listQuarantineSlice: async (slice, of) => {
    const waiting =
      'begins_with(PK, :emails) AND attribute_exists(#data.#held) AND attribute_not_exists(#data.#held.#handled)';
    const names = { '#data': 'data', '#held': 'held', '#handled': 'handled' };
    return (await readSegment(client, tableName, slice, of, waiting, names)).map(({ data }) => Quarantined.parse(data));
  },
  listSlice: async (slice, of) => {
    const items = await readSegment(client, tableName, slice, of);
    const emails = items.filter(({ SK }) => SK === 'EMAIL').map(({ data }) => Email.parse(data));
    const deliveries = items.filter(({ SK }) => String(SK).startsWith('DLV#')).map(({ data }) => Delivery.parse(data));
    return emails
      .filter((email) => email.direction === 'outgoing')
      .map((email) => ({ email, deliveries: deliveries.filter(({ emailId }) => emailId === email.id) }));
  },
});
