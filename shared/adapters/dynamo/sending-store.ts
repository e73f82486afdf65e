import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { z } from 'zod';
import { millisecondsUntil, slotTerms } from '../../domain/delivery/send-slots.ts';
import type { SendSlots } from '../../ports/mail-ports.ts';
import { dynamoTable } from './table.ts';

/** State shared by all sending processes: the next free send slot, and the account's rate when it was last read. */

const slotKey = { PK: 'SENDING', SK: 'SLOT' };
const rateKey = { PK: 'SENDING', SK: 'RATE' };

/**
 * `data` is the next free slot, in microseconds since 1970. A slot is taken with two conditional writes, neither of
 * which depends on an earlier read: the first begins a new series after a pause, the second takes the next slot of a
 * series in progress. If neither condition holds, the next slot is too far away. When the SDK repeats a write whose
 * response was lost, one slot stays unused, and that is all.
 */
export const dynamoSendSlots = (client: DynamoDBDocumentClient, tableName: string): SendSlots => {
  const table = dynamoTable(client, tableName);
  return {
    isNear: async (request) => {
      const { latest, absurd } = slotTerms(request);
      const next = await table.get(z.number(), slotKey);
      return next === null || next <= latest || next > absurd;
    },
    take: async (request) => {
      const { at, length, latest, absurd } = slotTerms(request);
      const isFirst = await table.updateIf(slotKey, {
        expression: 'SET #data = :next',
        condition: 'attribute_not_exists(#data) OR #data < :at OR #data > :absurd',
        names: ['data'],
        values: { next: at + length, at, absurd },
      });
      if (isFirst) return 0;
      const next = await table.updateData(z.number(), slotKey, {
        expression: 'SET #data = #data + :length',
        condition: '#data <= :latest',
        names: ['data'],
        values: { length, latest },
      });
      return next === null ? null : millisecondsUntil(next - length, at);
    },
  };
};

const HeardRate = z.object({ perSecond: z.number(), at: z.string() });
export type HeardRate = z.infer<typeof HeardRate>;

/**
 * The rate that GetAccount last returned. Many processes share one call a minute, because SES allows about one a
 * second.
 */
export type RateMemory = { get(): Promise<HeardRate | null>; put(rate: HeardRate): Promise<void> };

export const dynamoRateMemory = (client: DynamoDBDocumentClient, tableName: string): RateMemory => {
  const table = dynamoTable(client, tableName);
  return { get: () => table.get(HeardRate, rateKey), put: (data) => table.put({ ...rateKey, data }) };
};
