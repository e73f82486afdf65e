import { z } from 'zod';
import { sha256Hex } from '../../domain/ids.ts';
import type { CommunicationStore } from '../../ports/store-ports.ts';
import type { DynamoTable } from './table.ts';

/** Message ids and one-time facts. Both come from outside and may be of any length, so they are hashed into keys. */

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
