import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { z } from 'zod';
import type { UsageStore } from '../../ports/store-ports.ts';
import { dynamoTable } from './table.ts';

/** Counters of what is used of budgets and allowances. DynamoDB deletes them some time after their `expiresAt`. */

const Used = z.object({ window: z.string(), used: z.number(), tokens: z.record(z.string(), z.number()) });

/** A daily budget looks back 24 hours; the second day allows for wrong clocks. */
const keptMs = 2 * 86_400_000;
const expiry = (from: number): number => Math.ceil((from + keptMs) / 1000);

const partition = (scope: string): string => `USED#${scope}`;
const keyOf = (scope: string, window: string) => ({ PK: partition(scope), SK: `WINDOW#${window}` });
const allowanceKey = (scope: string) => ({ PK: partition(scope), SK: 'ALLOWANCE' });

export const dynamoUsageStore = (client: DynamoDBDocumentClient, tableName: string): UsageStore => {
  const table = dynamoTable(client, tableName);
  /** Null when the sum would exceed `most`, the token was already counted, or the window has no item yet. */
  const add = ({ scope, window, token, amount, most }: Parameters<UsageStore['spend']>[0]) =>
    table.updateData(Used, keyOf(scope, window), {
      expression: 'SET #data.#used = #data.#used + :amount, #data.#tokens.#token = :amount',
      condition: '#data.#used <= :room AND attribute_not_exists(#data.#tokens.#token)',
      names: ['data', 'used', 'tokens'],
      aliases: { token },
      values: { amount, room: most - amount },
    });
  return {
    spend: async (request) => {
      const { scope, window, token } = request;
      const key = keyOf(scope, window);
      const added = await add(request);
      if (added) return { isSpent: true, used: added.used };
      const empty: z.infer<typeof Used> = { window, used: 0, tokens: {} };
      // Several processes may create a window's item at the same time; each then adds its amount.
      await table.putIfAbsent({ ...key, expiresAt: expiry(Date.parse(`${window}:00:00Z`)), data: empty });
      const again = await add(request);
      const now = again ?? (await table.get(Used, key)) ?? empty;
      return { isSpent: again !== null || now.tokens[token] !== undefined, used: now.used };
    },
    giveBack: async (scope, window, token) => {
      const key = keyOf(scope, window);
      const amount = (await table.get(Used, key))?.tokens[token];
      if (amount === undefined) return;
      await table.updateIf(key, {
        expression: 'SET #data.#used = #data.#used - :amount REMOVE #data.#tokens.#token',
        condition: '#data.#tokens.#token = :amount',
        names: ['data', 'used', 'tokens'],
        aliases: { token },
        values: { amount },
      });
    },
    listUsed: (scope, from) => table.listBetween(Used, partition(scope), { from: `WINDOW#${from}`, to: 'WINDOW#~' }),
    take: async (scope, { now, costMs, burstMs }) => {
      const key = allowanceKey(scope);
      const at = now.getTime();
      const expiresAt = expiry(at);
      const isFull = await table.updateIf(key, {
        expression: 'SET #data = :next, #expiresAt = :expiresAt',
        condition: 'attribute_not_exists(#data) OR #data < :at OR #data > :absurd',
        names: ['data', 'expiresAt'],
        // No valid time lies further ahead than the burst: anything beyond comes from a wrong clock and is reset.
        values: { next: at + costMs, at, absurd: at + 2 * burstMs, expiresAt },
      });
      if (isFull) return 0;
      const latest = at + burstMs - costMs;
      const isTaken = await table.updateIf(key, {
        expression: 'SET #data = #data + :costMs, #expiresAt = :expiresAt',
        condition: '#data <= :latest',
        names: ['data', 'expiresAt'],
        values: { costMs, latest, expiresAt },
      });
      if (isTaken) return 0;
      const next = await table.get(z.number(), key);
      return Math.max(1, (next ?? at) - latest);
    },
  };
};
