import { type DynamoDBDocumentClient, ScanCommand } from '@aws-sdk/lib-dynamodb';
import { z } from 'zod';
import { CommunicationId } from '../../domain/ids.ts';
import { ListedStates } from '../../domain/search/listed-states.ts';
import { SearchEntry, SearchWords } from '../../domain/search/search-entry.ts';
import { searchShardOf } from '../../domain/search/search-shard.ts';
import type { ListStore, Looked, LookOn } from '../../ports/list-ports.ts';
import type { DynamoTable } from './table.ts';

/**
 * Items derived from each conversation, in its partition. WORDS#… holds the words of one email. SEARCH holds the words
 * of all its emails in a top-level attribute, on which DynamoDB can filter. STATE#0, STATE#1, … hold the states under
 * which the conversation is listed, one each. GSI3 lists SEARCH by project and shard, and STATE by project and state;
 * GSI1 lists SEARCH by invoice. All lists begin with the most recent activity.
 */

const partition = (communicationId: string): string => `COM#${communicationId}`;
const searchKey = (communicationId: string) => ({ PK: partition(communicationId), SK: 'SEARCH' });
const ofShard = (projectId: string, shard: number): string => `SEARCH#${projectId}#${shard}`;
const ofInvoice = (projectId: string, invoiceId: string): string => `SEARCH#${projectId}#${invoiceId}`;
const inState = (projectId: string, state: string): string => `STATE#${projectId}#${state}`;
const sortKeyOf = ({ at, communicationId }: { at: string; communicationId: string }): string =>
  `${at}#${communicationId}`;

/** The words are kept outside `data`, so that a search can filter on them without returning them. */
const StoredSearch = z
  .object({ data: SearchWords.omit({ words: true }), words: z.string().optional() })
  .transform(({ data, words }): SearchWords => ({ ...data, words: words ?? null }));

const Named = z.object({ communicationId: CommunicationId });

/**
 * One state of a conversation. The functions may not delete items, so a slot that is no longer needed stays in the
 * table with `state` null, and leaves the index.
 */
const StateSlot = ListedStates.omit({ states: true }).extend({ state: ListedStates.shape.states.element.nullable() });
type StateSlot = z.infer<typeof StateSlot>;

const candidates = ({
  found,
  downTo,
}: {
  found: { data: z.infer<typeof Named>; place: string }[];
  downTo: string | null;
}): Looked => ({
  found: found.map(({ data, place }) => ({ communicationId: data.communicationId, place })),
  downTo,
});

/** Matches items that contain every word. An item over the size limit stores no words, so it always matches. */
const holdsAll = (words: readonly string[]) => ({
  condition: `attribute_not_exists(#words) OR (${words.map((_, i) => `contains(#words, :w${i})`).join(' AND ')})`,
  names: ['words'],
  values: Object.fromEntries(words.map((word, i) => [`w${i}`, word])),
});

export const dynamoListStore = (client: DynamoDBDocumentClient, tableName: string, table: DynamoTable): ListStore => {
  const search = async (index: 'GSI1' | 'GSI3', list: string, words: readonly string[], look: LookOn) =>
    candidates(await table.lookIndex(Named, index, list, { ...look, filter: holdsAll(words) }));

  /**
   * Writes a slot, but never over a newer one. Slots are written one by one, so a repeat completes an interrupted
   * write.
   */
  const putSlot = async (number: number, slot: StateSlot): Promise<void> => {
    const { communicationId, projectId, state, rev, at } = slot;
    await table.putIf(
      {
        PK: partition(communicationId),
        SK: `STATE#${number}`,
        ...(state && { GSI3PK: inState(projectId, state), GSI3SK: sortKeyOf(slot) }),
        data: slot,
      },
      {
        condition: 'attribute_not_exists(PK) OR (#data.#rev <= :rev AND #data.#at <= :at)',
        names: ['data', 'rev', 'at'],
        values: { rev, at },
      },
    );
  };

  return {
    putSearchEntry: async (entry) => {
      const { communicationId, createdAt, emailId } = entry.entry;
      await table.putIf(
        { PK: partition(communicationId), SK: `WORDS#${createdAt}#${emailId}`, data: entry },
        {
          condition: 'attribute_not_exists(PK) OR #data.#version <= :version',
          names: ['data', 'version'],
          values: { version: entry.version },
        },
      );
    },
    listSearchEntries: (communicationId) => table.list(SearchEntry, partition(communicationId), 'WORDS#'),
    getSearchWords: (communicationId) => table.getItem(StoredSearch, searchKey(communicationId)),
    saveSearchWords: ({ words, ...head }) =>
      table.putIf(
        {
          ...searchKey(head.communicationId),
          GSI1PK: ofInvoice(head.projectId, head.invoiceId),
          GSI1SK: sortKeyOf(head),
          GSI3PK: ofShard(head.projectId, searchShardOf(head.communicationId)),
          GSI3SK: sortKeyOf(head),
          ...(words !== null && { words }),
          data: { ...head, rev: head.rev + 1 },
        },
        {
          condition: head.rev === 0 ? 'attribute_not_exists(#data)' : '#data.#rev = :rev',
          names: head.rev === 0 ? ['data'] : ['data', 'rev'],
          values: head.rev === 0 ? {} : { rev: head.rev },
        },
      ),
    searchProject: (projectId, shard, words, look) => search('GSI3', ofShard(projectId, shard), words, look),
    searchInvoice: (projectId, invoiceId, words, look) => search('GSI1', ofInvoice(projectId, invoiceId), words, look),

    putListedStates: async ({ states, ...head }) => {
      const stored = await table.list(StateSlot, partition(head.communicationId), 'STATE#');
      const wanted = Array.from({ length: Math.max(stored.length, states.length) }, (_, i) => states[i] ?? null);
      for (const [i, state] of wanted.entries()) {
        const there = stored[i];
        const isSame = there?.state === state && there.rev === head.rev && there.at === head.at;
        if (!isSame) await putSlot(i, { ...head, state });
      }
    },
    listInState: async (projectId, state, look) =>
      candidates(await table.lookIndex(Named, 'GSI3', inState(projectId, state), look)),

    walkCommunications: async (after) => {
      const { Items = [], LastEvaluatedKey } = await client.send(
        new ScanCommand({
          TableName: tableName,
          ConsistentRead: true,
          FilterExpression: 'SK = :communication',
          ProjectionExpression: '#data.id',
          ExpressionAttributeNames: { '#data': 'data' },
          ExpressionAttributeValues: { ':communication': 'COMMUNICATION' },
          ...(after !== null && { ExclusiveStartKey: JSON.parse(after) }),
        }),
      );
      const ids = Items.map(({ data }) => CommunicationId.parse(data.id));
      return { ids, next: LastEvaluatedKey ? JSON.stringify(LastEvaluatedKey) : null };
    },
    getMark: (name) => table.get(z.string(), { PK: `MARK#${name}`, SK: 'MARK' }),
    setMark: (name, value) => table.put({ PK: `MARK#${name}`, SK: 'MARK', data: value }),
  };
};
