import { ConditionalCheckFailedException, DynamoDBServiceException } from '@aws-sdk/client-dynamodb';
import {
  type DynamoDBDocumentClient,
  GetCommand,
  PutCommand,
  QueryCommand,
  type QueryCommandInput,
  UpdateCommand,
} from '@aws-sdk/lib-dynamodb';
import { z } from 'zod';
import { ServiceError } from '../../domain/errors.ts';
import type { Page } from '../../ports/store-ports.ts';

/**
 * Access to the single table. Each item stores its value in `data`, beside the keys, and every read parses it with a
 * schema. Reads of the table are strongly consistent; reads of an index cannot be.
 */

export type Key = { PK: string; SK: string };
export type Item = Key & { data: unknown } & Record<string, unknown>;
type Index = 'GSI1' | 'GSI2' | 'GSI3';
type Schema<T> = { parse(value: unknown): T };

/**
 * An update in DynamoDB's expression syntax. `names` and `values` are given without # and :. `aliases` maps a
 * placeholder to an attribute name that comes from data.
 */
export type Change = {
  expression: string;
  condition: string;
  names: readonly string[];
  aliases?: Record<string, string>;
  values: Record<string, unknown>;
  /** Numbers beside `data` that this write increments by one; a missing one counts as 0. */
  raise?: readonly string[];
};

/** False when the condition did not hold. An item over DynamoDB's size limit is an error of the caller's: 413. */
const conditionally = async (write: () => Promise<unknown>): Promise<boolean> => {
  try {
    await write();
    return true;
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return false;
    if (error instanceof DynamoDBServiceException && /item size/i.test(error.message))
      throw new ServiceError('too_large', 'payload-too-large', (say) => say.service.recordTooLarge);
    throw error;
  }
};

const expressionParts = ({ condition, names, aliases = {}, values, raise = [] }: Omit<Change, 'expression'>) => {
  const given = Object.entries(values).map(([name, value]) => [`:${name}`, value]);
  const all = raise.length > 0 ? [...given, [':raised', 1]] : given;
  const marked = Object.entries(aliases).map(([mark, name]) => [`#${mark}`, name]);
  const numbers = raise.map((name, i) => [`#raise${i}`, name]);
  return {
    ConditionExpression: condition,
    ExpressionAttributeNames: Object.fromEntries([...names.map((name) => [`#${name}`, name]), ...marked, ...numbers]),
    // DynamoDB rejects an empty list of values.
    ...(all.length > 0 && { ExpressionAttributeValues: Object.fromEntries(all) }),
  };
};

const updateExpression = ({ expression, raise = [] }: Change): string =>
  raise.length === 0 ? expression : `${expression} ADD ${raise.map((_, i) => `#raise${i} :raised`).join(', ')}`.trim();

const StartKey = z.record(z.string(), z.string());
const encodeKey = (key: Record<string, unknown>): string => Buffer.from(JSON.stringify(key)).toString('base64url');
const decodeKey = (after: string) => StartKey.parse(JSON.parse(Buffer.from(after, 'base64url').toString()));

export type DynamoTable = ReturnType<typeof dynamoTable>;

export const dynamoTable = (client: DynamoDBDocumentClient, TableName: string) => {
  /** Reads up to `limit` items in order. This may take several requests, because one response holds at most 1 MB. */
  const query = async (input: Omit<QueryCommandInput, 'TableName'>, limit = Number.POSITIVE_INFINITY) => {
    const items: Record<string, unknown>[] = [];
    let ExclusiveStartKey = input.ExclusiveStartKey;
    do {
      const Limit = Number.isFinite(limit) ? limit - items.length : undefined;
      const answer = await client.send(new QueryCommand({ ...input, TableName, ExclusiveStartKey, Limit }));
      items.push(...(answer.Items ?? []));
      ExclusiveStartKey = answer.LastEvaluatedKey;
    } while (ExclusiveStartKey && items.length < limit);
    return items;
  };
  const inIndex = (IndexName: Index, partition: string) => ({
    IndexName,
    KeyConditionExpression: '#pk = :pk',
    ExpressionAttributeNames: { '#pk': `${IndexName}PK` },
    ExpressionAttributeValues: { ':pk': partition },
  });

  return {
    get: async <T>(schema: Schema<T>, Key: Key): Promise<T | null> => {
      const { Item } = await client.send(new GetCommand({ TableName, Key, ConsistentRead: true }));
      return Item ? schema.parse(Item.data) : null;
    },
    /** Like `get`, but parses the whole item, with the attributes beside `data`. */
    getItem: async <T>(schema: Schema<T>, Key: Key): Promise<T | null> => {
      const { Item } = await client.send(new GetCommand({ TableName, Key, ConsistentRead: true }));
      return Item ? schema.parse(Item) : null;
    },
    put: async (item: Item): Promise<void> => {
      await conditionally(() => client.send(new PutCommand({ TableName, Item: item })));
    },
    putIfAbsent: (Item: Item): Promise<boolean> =>
      conditionally(() =>
        client.send(new PutCommand({ TableName, Item, ConditionExpression: 'attribute_not_exists(PK)' })),
      ),
    putIf: (Item: Item, change: Omit<Change, 'expression'>): Promise<boolean> =>
      conditionally(() => client.send(new PutCommand({ TableName, Item, ...expressionParts(change) }))),
    updateIf: (Key: Key, change: Change): Promise<boolean> =>
      conditionally(() =>
        client.send(
          new UpdateCommand({ TableName, Key, UpdateExpression: updateExpression(change), ...expressionParts(change) }),
        ),
      ),
    /** Returns `data` after the update; null when the condition did not hold. */
    updateData: async <T>(schema: Schema<T>, Key: Key, change: Change): Promise<T | null> => {
      let data: T | null = null;
      await conditionally(async () => {
        const UpdateExpression = updateExpression(change);
        const { Attributes } = await client.send(
          new UpdateCommand({ TableName, Key, UpdateExpression, ReturnValues: 'ALL_NEW', ...expressionParts(change) }),
        );
        data = schema.parse(Attributes?.data);
      });
      return data;
    },
    /** All items of a partition whose sort key begins with `prefix`, in ascending order. */
    list: async <T>(schema: Schema<T>, PK: string, prefix: string): Promise<T[]> => {
      const items = await query({
        ConsistentRead: true,
        KeyConditionExpression: 'PK = :pk AND begins_with(SK, :prefix)',
        ExpressionAttributeValues: { ':pk': PK, ':prefix': prefix },
      });
      return items.map((item) => schema.parse(item.data));
    },
    /** Items of a partition with a sort key from `from` to `to` inclusive, in ascending order. */
    listBetween: async <T>(schema: Schema<T>, PK: string, { from, to }: { from: string; to: string }): Promise<T[]> => {
      const items = await query({
        ConsistentRead: true,
        KeyConditionExpression: 'PK = :pk AND SK BETWEEN :from AND :to',
        ExpressionAttributeValues: { ':pk': PK, ':from': from, ':to': to },
      });
      return items.map((item) => schema.parse(item.data));
    },
    /** The first items of an index's partition, smallest key first. */
    listIndex: async <T>(schema: Schema<T>, index: Index, partition: string, limit?: number): Promise<T[]> =>
      (await query(inIndex(index, partition), limit)).map((item) => schema.parse(item.data)),
    /** Items of an index's partition with a sort key below `before`, greatest key first. */
    listIndexBefore: async <T>(
      schema: Schema<T>,
      index: Index,
      partition: string,
      { limit, before }: { limit: number; before: string | null },
    ): Promise<T[]> => {
      const { KeyConditionExpression, ExpressionAttributeNames, ExpressionAttributeValues, ...rest } = inIndex(
        index,
        partition,
      );
      const below = before !== null && {
        KeyConditionExpression: `${KeyConditionExpression} AND #sk < :before`,
        ExpressionAttributeNames: { ...ExpressionAttributeNames, '#sk': `${index}SK` },
        ExpressionAttributeValues: { ...ExpressionAttributeValues, ':before': before },
      };
      const all = { KeyConditionExpression, ExpressionAttributeNames, ExpressionAttributeValues };
      const found = await query({ ...rest, ...all, ...below, ScanIndexForward: false }, limit);
      return found.map((item) => schema.parse(item.data));
    },
    /**
     * One request over an index's partition, greatest sort key first. DynamoDB applies the filter after reading, so a
     * page may be empty and still not be the last. `downTo`: the last sort key examined, null at the end of the list.
     */
    lookIndex: async <T>(
      schema: Schema<T>,
      index: Index,
      partition: string,
      { below, limit, filter }: { below: string | null; limit: number | null; filter?: Omit<Change, 'expression'> },
    ): Promise<{ found: { data: T; place: string }[]; downTo: string | null }> => {
      const filtered = filter && expressionParts(filter);
      const { Items = [], LastEvaluatedKey } = await client.send(
        new QueryCommand({
          TableName,
          IndexName: index,
          KeyConditionExpression: below === null ? '#pk = :pk' : '#pk = :pk AND #sk < :below',
          ProjectionExpression: '#data, #sk',
          FilterExpression: filtered?.ConditionExpression,
          ExpressionAttributeNames: {
            ...filtered?.ExpressionAttributeNames,
            '#pk': `${index}PK`,
            '#sk': `${index}SK`,
            '#data': 'data',
          },
          ExpressionAttributeValues: {
            ...filtered?.ExpressionAttributeValues,
            ':pk': partition,
            ...(below === null ? {} : { ':below': below }),
          },
          ScanIndexForward: false,
          Limit: limit ?? undefined,
        }),
      );
      const sortKeyOf = (item: Record<string, unknown>) => String(item[`${index}SK`]);
      const found = Items.map((item) => ({ data: schema.parse(item.data), place: sortKeyOf(item) }));
      return { found, downTo: LastEvaluatedKey ? sortKeyOf(LastEvaluatedKey) : null };
    },
    /** A page, greatest key first. One extra item is read, so that `next` is null exactly when nothing follows. */
    pageIndex: async <T>(
      schema: Schema<T>,
      index: Index,
      partition: string,
      { limit, after }: { limit: number; after: string | null },
    ): Promise<Page<T>> => {
      const start = after === null ? {} : { ExclusiveStartKey: decodeKey(after) };
      const found = await query({ ...inIndex(index, partition), ScanIndexForward: false, ...start }, limit + 1);
      const last = found[limit - 1];
      const keys = ['PK', 'SK', `${index}PK`, `${index}SK`];
      const next =
        found.length > limit && last ? encodeKey(Object.fromEntries(keys.map((key) => [key, last[key]]))) : null;
      return { items: found.slice(0, limit).map((item) => schema.parse(item.data)), next };
    },
  };
};
