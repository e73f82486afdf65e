import { z } from 'zod';
import { sha256Hex } from '../../domain/ids.ts';
import type { CommunicationStore } from '../../ports/store-ports.ts';
import type { DynamoTable } from './table.ts';

/**
 * Message ids, each with the emails that have it, and facts that are stored once. Their texts may come from outside and
 * be of any length, so the keys contain their hashes.
 */

type FactStore = Pick<CommunicationStore, 'putMessageId' | 'findByMessageId' | 'putFact' | 'getFact'>;

const Thread = z.object({ communicationId: z.string(), emailId: z.string() });

const keyOf = (fact: string) => ({ PK: `ONCE#${sha256Hex(fact)}`, SK: 'ONCE' });

export const dynamoFactStore = (table: DynamoTable): FactStore => ({
  putMessageId: (messageId, communicationId, emailId) =>
    table.put({
      PK: `MID#${sha256Hex(messageId)}`,
      SK: `THREAD#${communicationId}#${emailId}`,
      data: { communicationId, emailId },
    }),
  findByMessageId: (messageId) => table.list(Thread, `MID#${sha256Hex(messageId)}`, 'THREAD#'),
  putFact: async (fact, value) => {
    const key = keyOf(fact);
    return (await table.putIfAbsent({ ...key, data: value })) ? null : table.get(z.string(), key);
  },
  getFact: (fact) => table.get(z.string(), keyOf(fact)),
});
